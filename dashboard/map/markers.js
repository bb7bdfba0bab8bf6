// Event markers of the window that ends at the shown month. Events at one spot stand on a spiral around it, each in
// a seat of its own that it keeps as long as it is shown (the seats are given in Python); beyond the last seat they
// are counted. A place known no better than "somewhere in the country" is drawn hollow.
const WINDOW = 12;
const SEATS = 18;
const STEP_PX = 10.5;
const EDGE = 0.1;

function seat_offset(seat) {
  if (seat === 0) return [0, 0];
  const angle = seat * 2.399963;
  const reach = STEP_PX * Math.sqrt(seat) * 1.12;
  return [reach * Math.cos(angle), reach * Math.sin(angle)];
}

function event_shown(event, month) {
  return event.start <= month && month - event.end < WINDOW;
}

function radius(event) {
  return 4.2 + 1.5 * Math.sqrt(Math.max(0, event.reports - 1));
}

// Events in the area of an inset are drawn there, where there is room, and not a second time on the main map.
function belongs(sheet, data, event, frame) {
  if (!sheet.main) return well_inside(event.at[sheet.frame], data.frames[sheet.frame]);
  if (!event.at[frame]) return false;
  return frame !== "focus" || !data.insets.some((inset) => well_inside(event.at[inset.frame], data.frames[inset.frame]));
}

// At the very edge of an inset the seats around a spot would be cut off: such a spot stays on the main map.
function well_inside(at, size) {
  return Boolean(at) && at[0] > EDGE * size.width && at[0] < (1 - EDGE) * size.width &&
    at[1] > EDGE * size.height && at[1] < (1 - EDGE) * size.height;
}

function paint_markers(sheet, data, state, chosen_first) {
  const store = (sheet.marks = sheet.marks || { frame: null, nodes: new Map(), counts: new Map() });
  if (store.frame !== sheet.frame) {
    sheet.layers.markers.replaceChildren();
    sheet.layers.leaders.replaceChildren();
    Object.assign(store, { frame: sheet.frame, nodes: new Map(), counts: new Map() });
  }
  const seen = new Set();
  const beyond = new Map();
  for (const event of data.events_by_month[state.month]) {
    if (!belongs(sheet, data, event, sheet.frame)) continue;
    if (event.seat >= SEATS && event.id !== state.event) {
      beyond.set(event.spot, { event, count: (beyond.get(event.spot)?.count || 0) + 1 });
      continue;
    }
    seen.add(event.id);
    const mark = store.nodes.get(event.id) || add_marker(sheet, event, store);
    shade(mark, event, state);
  }
  for (const [id, mark] of store.nodes) {
    if (seen.has(id)) continue;
    mark.node.remove();
    mark.leader?.remove();
    store.nodes.delete(id);
  }
  paint_counts(sheet, store, beyond);
}

function shade(mark, event, state) {
  const age = Math.max(0, state.month - event.end);
  const faded = state.member && !(state.member in event.effects);
  const strength = event.start <= state.month && age === 0 ? 1 : 0.78 - 0.045 * age;
  const opacity = (faded ? 0.25 * strength : strength).toFixed(2);
  if (mark.opacity !== opacity) mark.node.style.opacity = mark.opacity = opacity;
  const current = age === 0;
  if (mark.current !== current) mark.node.classList.toggle("current", (mark.current = current));
  const chosen = state.event === event.id;
  if (mark.chosen !== chosen) mark.node.classList.toggle("chosen", (mark.chosen = chosen));
}

function add_marker(sheet, event, store) {
  const [dx, dy] = seat_offset(Math.min(event.seat, SEATS));
  const dot = svg("circle", { cx: dx.toFixed(1), cy: dy.toFixed(1), r: radius(event).toFixed(1) });
  const node = svg("g", { class: event.coarse ? "marker coarse" : "marker", role: "button", tabindex: -1,
    "data-event": event.id, "aria-label": `${event.when}: ${event.title}` }, [dot]);
  const leader = event.seat ? svg("line", { x1: 0, y1: 0, x2: dx.toFixed(1), y2: dy.toFixed(1) }) : null;
  if (leader) sheet.layers.leaders.append(leader);
  sheet.layers.markers.append(node);
  const mark = { node, leader, at: event.at[sheet.frame] };
  store.nodes.set(event.id, mark);
  place_mark(sheet, mark);
  return mark;
}

function paint_counts(sheet, store, beyond) {
  for (const [spot, entry] of store.counts) {
    if (beyond.has(spot)) continue;
    entry.node.remove();
    store.counts.delete(spot);
  }
  for (const [spot, { event, count }] of beyond) {
    let entry = store.counts.get(spot);
    if (!entry) {
      entry = { node: svg("text", { class: "more", x: 0, y: STEP_PX * Math.sqrt(SEATS) + 18 }), at: event.at[sheet.frame] };
      sheet.layers.markers.append(entry.node);
      store.counts.set(spot, entry);
      place_mark(sheet, entry);
    }
    entry.node.textContent = `+${count} more`;
  }
}

function place_mark(sheet, mark) {
  const [x, y] = place(sheet, mark.at);
  const where = `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${sheet.unit.toFixed(4)})`;
  mark.node.setAttribute("transform", where);
  mark.leader?.setAttribute("transform", where);
}

function place_markers(sheet) {
  if (!sheet.marks) return;
  for (const mark of sheet.marks.nodes.values()) place_mark(sheet, mark);
  for (const entry of sheet.marks.counts.values()) place_mark(sheet, entry);
}

// For each month the events of its window, once, so that a step does not walk through all of them.
function index_events(data) {
  data.events_by_month = data.months.map(() => []);
  data.events_by_id = new Map(data.events.map((event) => [event.id, event]));
  for (const event of data.events) {
    if (!event.at) continue;
    const last = Math.min(data.months.length - 1, event.end + WINDOW - 1);
    for (let month = Math.max(0, event.start); month <= last; month += 1) data.events_by_month[month].push(event);
  }
}
