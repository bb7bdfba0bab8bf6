// @ts-check
// Places that lie too close to each other on the screen to be told apart are one cell of a grid: their events are counted
// together until a zoom parts them. The grid belongs to the frame and the step of the zoom, so it stands still while the
// map steps or is moved.

const CELL_PX = 40;
const ZOOM_STEP = 1.5;

// Once: for each place how many of its events have begun, and how many have ended, by each month.
export function indexEvents(data) {
  data.eventsById = new Map(data.events.map((event) => [event.id, event]));
  data.spotsById = new Map(data.spots.map((spot) => [spot.id, spot]));
  for (const spot of data.spots) {
    Object.assign(spot, { begun: running(spot.starts, data.months.length), ended: running(spot.ends, data.months.length), events: [] });
  }
  for (const event of data.events) {
    const spot = data.spotsById.get(event.spot);
    if (!spot) continue;
    event.at = spot.at;
    if (event.known !== "longer") spot.events.push(event); // it says nothing about any single month
  }
  data.busy = busyMonths(data.events);
}

// For each zone the months in which something happened there. What is known to some months only says nothing of one.
function busyMonths(events) {
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

export function zoomStep(sheet) {
  return Math.round(Math.log(sheet.k / sheet.unit) / Math.log(ZOOM_STEP));
}

export function cellsOf(sheet, data) {
  const side = CELL_PX / ZOOM_STEP ** zoomStep(sheet);
  const cells = new Map();
  for (const spot of data.spots) {
    if (!belongs(sheet, data, spot.at)) continue;
    const [x, y] = spot.at[sheet.frame];
    const id = `${Math.floor(x / side)}:${Math.floor(y / side)}`;
    if (!cells.has(id)) cells.set(id, []);
    cells.get(id).push(spot);
  }
  return [...cells].map(([id, spots]) => makeCell(id, spots, sheet.frame));
}

function makeCell(id, spots, frame) {
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
export function belongs(sheet, data, at) {
  if (!at[sheet.frame]) return false;
  if (sheet.inset) return insideCrop(at[sheet.frame], sheet.inset.crop);
  if (sheet.frame !== "focus" || isNear(sheet)) return true;
  return !data.insets.some((inset) => at[inset.frame] && insideCrop(at[inset.frame], inset.crop));
}

// Zoomed in so far, the main map shows by itself what is in the insets otherwise.
const NEAR_ZOOM = 2;

export function isNear(sheet) {
  return sheet.main && sheet.k >= NEAR_ZOOM;
}

function insideCrop([x, y], [left, top, width, height]) {
  return x > left + EDGE * width && x < left + (1 - EDGE) * width && y > top + EDGE * height && y < top + (1 - EDGE) * height;
}

const EDGE = 0.06;
