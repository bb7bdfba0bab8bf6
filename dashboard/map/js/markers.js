// @ts-check
// Events on the map. They are counted by cell (cells.js) and month, so that a step costs the same however many there are.
// A few events in a cell are drawn each by itself, around its place, in a seat that it keeps while it is shown; more become
// one disc with their number: a click lists them, or comes nearer where it holds several places. A place known no better
// than "somewhere in the country" is drawn hollow.

import { belongs, cellsOf, isNear, zoomStep } from "./cells.js";
import { fillIn, round, svg, write } from "./dom.js";
import { pixels, place } from "./sheet_view.js";
import { WINDOWS, countCurrent, countShown, eventShown } from "./windows.js";

const SINGLES = 7;
const FURTHEST_SEAT = 12;
const STEP_PX = 10.5;
const SPOT_PX = 8; // around a place whose events are drawn one by one

export function paintMarkers(sheet, data, state) {
  const store = storeOf(sheet, data);
  const window = WINDOWS[state.window];
  store.window = window;
  sheet.bare = state.mode !== "map";
  const seen = new Set();
  // Two dates are there to compare the states: nothing lies over them but the event that is spoken of.
  for (const cell of state.mode === "map" ? store.cells : []) {
    const count = countShown(cell, state.month, window);
    if (!count) continue;
    const singles = count <= SINGLES ? cell.events.filter((event) => eventShown(event, state.month, window)) : [];
    if (singles.length === count) {
      singles.forEach((event, at) => {
        const rank = singles.slice(0, at).filter((other) => other.spot === event.spot).length;
        const seat = window <= 12 && event.seat <= FURTHEST_SEAT ? event.seat : rank;
        const mark = markOf(sheet, store, `${event.id}@${seat}`, () => addMarker(sheet, event, seat));
        shade(mark, event, state, window);
        seen.add(mark);
      });
    } else {
      const mark = markOf(sheet, store, cell.id, () => addDisc(sheet, cell));
      fillDisc(mark, cell, count, state);
      seen.add(mark);
    }
  }
  singleOut(sheet, data, store, state, seen);
  for (const [id, mark] of store.marks) {
    if (seen.has(mark)) continue;
    mark.node.remove();
    mark.leader?.remove();
    store.marks.delete(id);
  }
}

// The chosen event is shown by itself even if its disc counts it among others, or the window has left it behind.
function singleOut(sheet, data, store, state, seen) {
  const event = data.eventsById.get(state.event);
  if (!event?.at || !belongs(sheet, data, event.at)) return;
  for (const [id, mark] of store.marks) if (id.startsWith(`${event.id}@`) && seen.has(mark)) return;
  const mark = markOf(sheet, store, `${event.id}@alone`, () => addMarker(sheet, event, 0));
  shade(mark, event, state, Infinity);
  seen.add(mark);
}

function storeOf(sheet, data) {
  const key = `${sheet.frame}:${isNear(sheet)}:${zoomStep(sheet)}`;
  if (sheet.marks?.key !== key) {
    sheet.layers.markers.replaceChildren();
    sheet.layers.leaders.replaceChildren();
    sheet.marks = { key, marks: new Map(), cells: cellsOf(sheet, data) };
  }
  return sheet.marks;
}

function markOf(sheet, store, id, make) {
  let mark = store.marks.get(id);
  if (!mark) {
    mark = make();
    mark.seen = {};
    store.marks.set(id, mark);
    placeMark(sheet, mark);
  }
  return mark;
}

function seatOffset(seat) {
  const angle = seat * 2.399963;
  const reach = STEP_PX * Math.sqrt(seat) * 1.12;
  return [reach * Math.cos(angle), reach * Math.sin(angle)];
}

function addMarker(sheet, event, seat) {
  const reach = 4.4 + 1.5 * Math.sqrt(Math.max(0, event.reports - 1));
  const dot = svg("circle", { r: reach.toFixed(1) });
  const node = svg("g", { class: event.coarse ? "marker coarse" : "marker", role: "button", tabindex: -1,
    "data-event": event.id, "aria-label": `${event.when}: ${event.title}` }, [dot]);
  const leader = seat ? svg("line") : null;
  if (leader) sheet.layers.leaders.append(leader);
  sheet.layers.markers.append(node);
  return { node, dot, leader, at: event.at[sheet.frame], off: seatOffset(seat) };
}

function shade(mark, event, state, window) {
  const age = Math.max(0, state.month - event.end);
  // In tenths: the eye tells no finer ones apart, and a step touches only the few markers that fade by one.
  const strength = age === 0 ? 1 : Math.max(0.5, 0.9 - (0.4 * age) / Math.min(window, 60));
  // On the fill and the stroke: an opacity of its own would make every marker a layer to be put together.
  write(mark, "opacity", aside(event, state) ? "0.2" : strength.toFixed(1), (value) => {
    mark.dot.style.fillOpacity = mark.dot.style.strokeOpacity = value;
  });
  write(mark, "current", age === 0, (value) => mark.node.classList.toggle("current", value));
  write(mark, "chosen", state.event === event.id, (value) => mark.node.classList.toggle("chosen", value));
}

// With a state or a zone chosen, what does not bear on it steps back.
export function aside(event, state) {
  return Boolean((state.member && !(state.member in event.effects)) || (state.zone && !event.zones.includes(state.zone)));
}

function addDisc(sheet, cell) {
  const circle = svg("circle");
  const text = svg("text", { class: "count" });
  const node = svg("g", { class: cell.coarse ? "disc coarse" : "disc", role: "button", tabindex: -1, "data-cell": cell.id }, [circle, text]);
  if (cell.spots.length === 1) node.dataset.spot = cell.largest.id;
  Object.assign(node, { cell: { ...cell, sheet } });
  sheet.layers.markers.append(node);
  return { node, circle, text, cell, at: cell.at };
}

function fillDisc(mark, cell, count, state) {
  write(mark, "reach", discReach(count), (value) => mark.circle.setAttribute("r", value));
  write(mark, "count", count, (value) => {
    mark.text.textContent = value > 9999 ? `${Math.round(value / 1000)}k` : value;
    mark.node.setAttribute("aria-label", `${value} events: ${cell.place}`);
  });
  write(mark, "current", countCurrent(cell, state.month) > 0, (value) => mark.node.classList.toggle("current", value));
  write(mark, "chosen", state.spot !== null && state.spot === mark.node.dataset.spot, (value) => mark.node.classList.toggle("chosen", value));
  const known = cell.events.length && (state.member || state.zone);
  write(mark, "aside", Boolean(known && cell.events.every((event) => aside(event, state))), (value) => mark.node.classList.toggle("aside", value));
}

// By attributes, not by a transform of its own: see `scaleOverlay`.
function placeMark(sheet, { at, dot, leader, off, circle, text }) {
  const [x, y] = pixels(sheet, at, sheet.markSize);
  if (circle) {
    fillIn(circle, { cx: x, cy: y });
    fillIn(text, { x, y });
    return;
  }
  const [cx, cy] = [round(x + off[0]), round(y + off[1])];
  fillIn(dot, { cx, cy });
  if (leader) fillIn(leader, { x1: x, y1: y, x2: cx, y2: cy });
}

export function placeMarkers(sheet) {
  if (sheet.marks) for (const mark of sheet.marks.marks.values()) placeMark(sheet, mark);
}

// Where discs may come to stand at any step, and what it costs a name to cover them: so that no name moves while the map
// steps. A place of a few events costs little: its points are small, and come and go.
export function discBoxes(sheet) {
  const { marks } = sheet;
  if (!marks?.window || sheet.bare) return [];
  const size = sheet.unit * sheet.markSize;
  /** @type {(middle: number[], reach: number, cost: number) => object} */
  const around = ([x, y], reach, cost) => ({ box: [x - reach, y - reach, x + reach, y + reach], cost });
  return marks.cells.flatMap((cell) => {
    const most = mostShown(cell, marks.window);
    if (most > SINGLES) return [around(place(sheet, cell.at), (discReach(most) + 1) * size, Infinity)];
    return cell.spots.map((spot) => around(place(sheet, spot.at[sheet.frame]), SPOT_PX * size, 0.3));
  });
}

function mostShown(cell, window) {
  cell.most ||= new Map();
  if (!cell.most.has(window)) cell.most.set(window, Math.max(...Array.from(cell.begun, (_, month) => countShown(cell, month, window))));
  return cell.most.get(window);
}

// It grows with the number's order of magnitude: the map must still be seen.
function discReach(count) {
  return Math.min(22, Math.round(6 + 1.7 * Math.log2(count)));
}
