// Places that lie too close to each other on the screen to be told apart are one cell of a grid: their events are counted
// together until a zoom parts them. The grid belongs to the frame and the step of the zoom, so it stands still while the
// map steps or is moved.
const CELL_PX = 40;
const ZOOM_STEP = 1.5;

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
    if (event.known !== "longer") spot.events.push(event); // it says nothing about any single month
  }
  data.busy = busy_months(data.events);
}

// For each zone the months in which something happened there. What is known to some months only says nothing of one.
function busy_months(events) {
  const busy = {};
  for (const { zones, start, end } of events) {
    if (end - start > 1) continue;
    for (const zone of zones) for (let month = start; month <= end; month += 1) (busy[zone] ||= new Set()).add(month);
  }
  return busy;
}

function running(pairs, months) {
  const sums = new Int32Array(months);
  for (let at = 0; at < pairs.length; at += 2) if (pairs[at] < months) sums[pairs[at]] += pairs[at + 1];
  for (let month = 1; month < months; month += 1) sums[month] += sums[month - 1];
  return sums;
}

function zoom_step(sheet) {
  return Math.round(Math.log(sheet.k / sheet.unit) / Math.log(ZOOM_STEP));
}

function cells_of(sheet, data) {
  const side = CELL_PX / ZOOM_STEP ** zoom_step(sheet);
  const cells = new Map();
  for (const spot of data.spots) {
    if (!belongs(sheet, data, spot.at)) continue;
    const [x, y] = spot.at[sheet.frame];
    const id = `${Math.floor(x / side)}:${Math.floor(y / side)}`;
    if (!cells.has(id)) cells.set(id, []);
    cells.get(id).push(spot);
  }
  return [...cells].map(([id, spots]) => make_cell(id, spots, sheet.frame));
}

function make_cell(id, spots, frame) {
  const total = (spot) => spot.begun[spot.begun.length - 1] || 1;
  const largest = spots.reduce((best, spot) => (total(spot) > total(best) ? spot : best));
  const sum = (name) => (spots.length === 1 ? largest[name] : largest[name].map((_, month) => spots.reduce((all, spot) => all + spot[name][month], 0)));
  const weight = spots.reduce((all, spot) => all + total(spot), 0);
  const middle = [0, 1].map((axis) => spots.reduce((all, spot) => all + (spot.at[frame][axis] * total(spot)) / weight, 0));
  return { id, spots, at: middle, largest, begun: sum("begun"), ended: sum("ended"), coarse: spots.every((spot) => spot.coarse),
    events: spots.flatMap((spot) => spot.events), place: spots.length === 1 ? largest.place : `${largest.place} and around` };
}

// Events in the area of an inset are drawn there, where there is room, and not a second time on the main map. At the
// very edge of an inset the seats around a spot would be cut off: such a spot stays on the main map.
function belongs(sheet, data, at) {
  if (!at[sheet.frame]) return false;
  if (sheet.inset) return inside_crop(at[sheet.frame], sheet.inset.crop);
  if (sheet.frame !== "focus" || is_near(sheet)) return true;
  return !data.insets.some((inset) => at[inset.frame] && inside_crop(at[inset.frame], inset.crop));
}

// Zoomed in so far, the main map shows by itself what is in the insets otherwise.
const NEAR_ZOOM = 2;
function is_near(sheet) {
  return sheet.main && sheet.k >= NEAR_ZOOM;
}

function inside_crop([x, y], [left, top, width, height]) {
  return x > left + EDGE * width && x < left + (1 - EDGE) * width && y > top + EDGE * height && y < top + (1 - EDGE) * height;
}
