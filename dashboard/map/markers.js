// Events on the map. They are counted by place and month, so that a step costs the same however many there are. A few
// events at one place stand around it, each in a seat that it keeps while it is shown; more become one disc with their
// number, which a click opens in the panel. A place known no better than "somewhere in the country" is drawn hollow.
const WINDOWS = { month: 1, year: 12, five: 60, all: Infinity };
const SINGLES = 7;
const FURTHEST_SEAT = 12;
const STEP_PX = 10.5;
const EDGE = 0.06;

// Once: for each place how many of its events have begun, and how many have ended, by each month.
function index_events(data) {
  data.events_by_id = new Map(data.events.map((event) => [event.id, event]));
  data.spots_by_id = new Map(data.spots.map((spot) => [spot.id, spot]));
  for (const spot of data.spots) {
    Object.assign(spot, { begun: running(spot.starts, data.months.length), ended: running(spot.ends, data.months.length), events: [] });
  }
  for (const event of data.events) {
    const spot = data.spots_by_id.get(event.spot);
    if (!spot) continue;
    event.at = spot.at;
    spot.events.push(event);
  }
}

function running(pairs, months) {
  const sums = new Int32Array(months);
  for (let at = 0; at < pairs.length; at += 2) if (pairs[at] < months) sums[pairs[at]] += pairs[at + 1];
  for (let month = 1; month < months; month += 1) sums[month] += sums[month - 1];
  return sums;
}

function count_shown(spot, month, window) {
  const gone = month - window;
  return spot.begun[month] - (gone >= 0 ? spot.ended[gone] : 0);
}

function count_current(spot, month) {
  return spot.begun[month] - (month > 0 ? spot.ended[month - 1] : 0);
}

function event_shown(event, month, window) {
  return event.start <= month && month - event.end < window;
}

function shown_events(data, state) {
  return data.events.filter((event) => event.at && event_shown(event, state.month, WINDOWS[state.window]));
}

// Events in the area of an inset are drawn there, where there is room, and not a second time on the main map. At the
// very edge of an inset the seats around a spot would be cut off: such a spot stays on the main map.
function belongs(sheet, data, at) {
  if (!at[sheet.frame]) return false;
  if (sheet.alone) return true;
  if (!sheet.main) return inside_crop(at[sheet.frame], sheet.inset.crop);
  if (sheet.frame !== "focus") return true;
  return !data.insets.some((inset) => at[inset.frame] && inside_crop(at[inset.frame], inset.crop));
}

function inside_crop([x, y], [left, top, width, height]) {
  return x > left + EDGE * width && x < left + (1 - EDGE) * width && y > top + EDGE * height && y < top + (1 - EDGE) * height;
}

function paint_markers(sheet, data, state) {
  const store = store_of(sheet, data);
  const window = WINDOWS[state.window];
  const seen = new Set();
  for (const spot of store.spots) {
    const count = count_shown(spot, state.month, window);
    if (!count) continue;
    const singles = count <= SINGLES ? spot.events.filter((event) => event_shown(event, state.month, window)) : [];
    if (singles.length === count) {
      singles.forEach((event, rank) => {
        const seat = window <= 12 && event.seat <= FURTHEST_SEAT ? event.seat : rank;
        const mark = mark_of(sheet, store, `${event.id}@${seat}`, () => add_marker(sheet, event, seat));
        shade(mark, event, state, window);
        seen.add(mark);
      });
    } else {
      const mark = mark_of(sheet, store, spot.id, () => add_disc(sheet, spot));
      fill_disc(mark, spot, count, state);
      seen.add(mark);
    }
  }
  for (const [id, mark] of store.marks) {
    if (seen.has(mark)) continue;
    mark.node.remove();
    mark.leader?.remove();
    store.marks.delete(id);
  }
}

function store_of(sheet, data) {
  const key = `${sheet.frame}:${Boolean(sheet.alone)}`;
  if (sheet.marks?.key !== key) {
    sheet.layers.markers.replaceChildren();
    sheet.layers.leaders.replaceChildren();
    sheet.marks = { key, marks: new Map(), spots: data.spots.filter((spot) => belongs(sheet, data, spot.at)) };
  }
  return sheet.marks;
}

function mark_of(sheet, store, id, make) {
  let mark = store.marks.get(id);
  if (!mark) {
    mark = make();
    mark.seen = {};
    store.marks.set(id, mark);
    place_mark(sheet, mark);
  }
  return mark;
}

function seat_offset(seat) {
  const angle = seat * 2.399963;
  const reach = STEP_PX * Math.sqrt(seat) * 1.12;
  return [reach * Math.cos(angle), reach * Math.sin(angle)];
}

function add_marker(sheet, event, seat) {
  const [dx, dy] = seat_offset(seat);
  const reach = 4.4 + 1.5 * Math.sqrt(Math.max(0, event.reports - 1));
  const dot = svg("circle", { cx: dx.toFixed(1), cy: dy.toFixed(1), r: reach.toFixed(1) });
  const node = svg("g", { class: event.coarse ? "marker coarse" : "marker", role: "button", tabindex: -1,
    "data-event": event.id, "aria-label": `${event.when}: ${event.title}` }, [dot]);
  const leader = seat ? svg("line", { x1: 0, y1: 0, x2: dx.toFixed(1), y2: dy.toFixed(1) }) : null;
  if (leader) sheet.layers.leaders.append(leader);
  sheet.layers.markers.append(node);
  return { node, leader, at: event.at[sheet.frame] };
}

function shade(mark, event, state, window) {
  const age = Math.max(0, state.month - event.end);
  const strength = age === 0 ? 1 : Math.max(0.5, 0.9 - (0.4 * age) / Math.min(window, 60));
  write(mark, "opacity", aside(event, state) ? "0.2" : strength.toFixed(2), (value) => { mark.node.style.opacity = value; });
  write(mark, "current", age === 0, (value) => mark.node.classList.toggle("current", value));
  write(mark, "chosen", state.event === event.id, (value) => mark.node.classList.toggle("chosen", value));
}

// With a state or a zone chosen, what does not bear on it steps back.
function aside(event, state) {
  return Boolean((state.member && !(state.member in event.effects)) || (state.zone && !event.zones.includes(state.zone)));
}

function add_disc(sheet, spot) {
  const circle = svg("circle", { cx: 0, cy: 0 });
  const text = svg("text", { class: "count" });
  const node = svg("g", { class: spot.coarse ? "disc coarse" : "disc", role: "button", tabindex: -1, "data-spot": spot.id }, [circle, text]);
  sheet.layers.markers.append(node);
  return { node, circle, text, at: spot.at[sheet.frame] };
}

function fill_disc(mark, spot, count, state) {
  // The area grows with the number, up to a size that still leaves the map to be seen.
  write(mark, "reach", Math.min(30, 7 + Math.round(1.9 * Math.sqrt(count))), (value) => mark.circle.setAttribute("r", value));
  write(mark, "count", count, (value) => {
    mark.text.textContent = value > 9999 ? `${Math.round(value / 1000)}k` : value;
    mark.node.setAttribute("aria-label", `${value} events: ${spot.place}`);
  });
  write(mark, "current", count_current(spot, state.month) > 0, (value) => mark.node.classList.toggle("current", value));
  write(mark, "chosen", state.spot === spot.id, (value) => mark.node.classList.toggle("chosen", value));
  const known = spot.events.length && (state.member || state.zone);
  write(mark, "aside", Boolean(known && spot.events.every((event) => aside(event, state))), (value) => mark.node.classList.toggle("aside", value));
}

function place_mark(sheet, mark) {
  const [x, y] = place(sheet, mark.at);
  const where = `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${sheet.unit.toFixed(4)})`;
  mark.node.setAttribute("transform", where);
  mark.leader?.setAttribute("transform", where);
}

function place_markers(sheet) {
  if (sheet.marks) for (const mark of sheet.marks.marks.values()) place_mark(sheet, mark);
}
