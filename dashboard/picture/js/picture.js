// @ts-check
// A view of the map as a picture: heading, caption, map with its insets, legend, and the lines that say where it comes from.
// It is drawn by the very modules that draw the map in a browser; only the sheet of paper is another one.
//
// In: once for a state of the store `{"take": bundle, "widths": …}`, then one request a picture, as JSON. Out: JSON.

import { captionOf } from "../../map/js/caption.js";
import { differenceOf } from "../../map/js/caption_difference.js";
import { indexEvents } from "../../map/js/cells.js";
import { movedMost } from "../../map/js/change.js";
import { fillIn, svg } from "../../map/js/dom.js";
import { HOME_CORNERS, insetBox, scoredUnder } from "../../map/js/inset_places.js";
import { tie } from "../../map/js/insets.js";
import { placeLabels } from "../../map/js/labels.js";
import { paintMarkers } from "../../map/js/markers.js";
import { monthName } from "../../map/js/months.js";
import { paintStates } from "../../map/js/paint.js";
import { makeSheet, showFrame } from "../../map/js/sheet.js";
import { move, place } from "../../map/js/sheet_view.js";
import { stateOf } from "../../map/js/view.js";
import { paintZones } from "../../map/js/zones.js";
import { legendStrip } from "./legend_strip.js";
import { block, heightOf, linesOf, wide } from "./lines.js";
import { knowWidths, layOutPaper, written } from "./paper.js";

const PAD = 28;
const GAP = 12;
const FRAME_TITLE = 26;
const SHARES = [0.25, 0.44]; // of an inset in the map's width and height, as on the screen (map.css)
const SWAPPED_GRIDS = ["scores", "low", "high", "evidence", "moves"];

const held = { data: null, own: {}, sheets: new Map() };

function take({ take: bundle, widths }) {
  held.data = JSON.parse(bundle);
  knowWidths(widths);
  indexEvents(held.data);
  held.own = Object.fromEntries(SWAPPED_GRIDS.map((name) => [name, held.data[name]]));
  return "{}";
}

export default function ask(text) {
  const request = JSON.parse(text);
  if (request.take) return take(request);
  const { data } = held;
  Object.assign(data, request.grids ? Object.fromEntries(SWAPPED_GRIDS.map((name) => [name, request.grids[name] ?? null])) : held.own);
  layOutPaper(request.width, request.height, request.types);
  const state = stateOf(request.view, data);
  const caption = [captionOf(data, state).text, request.causes].filter(Boolean).join(" ");
  if (request.what === "subject") return JSON.stringify({ member: data.members[differenceOf(data, state).first?.at]?.iso3 ?? null });
  if (request.what === "caption") return JSON.stringify({ caption });
  if (request.what === "frames") return JSON.stringify({ caption: request.heading, heading: request.heading, svg: written(manyMaps(data, state, request)) });
  const drawn = request.what === "map" ? mapAlone(data, state, request) : whole(data, state, request, caption);
  return JSON.stringify({ caption, heading: headingOf(data, state), svg: written(drawn) });
}

function paper({ width, height, view }, children) {
  const css = ["csto-map", "picture", view.type === "large" ? "large" : ""].filter(Boolean).join(" ");
  return svg("svg", { xmlns: "http://www.w3.org/2000/svg", class: css, width, height, viewBox: `0 0 ${width} ${height}`, role: "img" }, children);
}

// The map and its legend, for a slide that sets the words as its own text.
function mapAlone(data, state, request) {
  const { width, height } = request;
  const legend = legendStrip(data, state, width - 2);
  legend.node.setAttribute("transform", `translate(1 ${height - legend.height})`);
  const box = { left: 1, top: 1, width: width - 2, height: height - legend.height - GAP };
  return paper(request, [...sidesOf(data, state, box), legend.node]);
}

function whole(data, state, request, caption) {
  const { width, height, notes, mark } = request;
  const room = width - 2 * PAD;
  const product = "CSTO Alignment Timeline";
  const heading = linesOf(headingOf(data, state), "heading", room - wide(product, "note") - 40, 1);
  const told = linesOf(caption, "told", room, 3);
  const foot = notes.flatMap((note) => linesOf(note, "note", room, 2));
  const legend = legendStrip(data, state, room);
  const [headTop, capTop] = [PAD - 8, PAD - 8 + heightOf(heading, "heading") + 2];
  const mapTop = capTop + heightOf(told, "told") + GAP;
  const footTop = height - PAD + 8 - heightOf(foot, "note");
  const legendTop = footTop - GAP - legend.height;
  const box = { left: PAD, top: mapTop, width: room, height: legendTop - GAP - mapTop };
  legend.node.setAttribute("transform", `translate(${PAD} ${legendTop.toFixed(1)})`);
  return paper(request, [
    svg("title", { text: `${heading[0]}. ${caption}` }),
    svg("rect", { class: "paper", width, height }),
    block(heading, "heading", PAD, headTop),
    block([product], "note", width - PAD, headTop + 12, { "text-anchor": "end" }),
    mark ? block([mark], "mark", width - PAD, headTop + 30, { "text-anchor": "end" }) : null,
    block(told, "told", PAD, capTop), ...sidesOf(data, state, box), legend.node, block(foot, "note", PAD, footTop)]);
}

// Many months on one sheet, each a small map with its title; heading, legend and notes stand once.
function manyMaps(data, state, request) {
  const { width, height, notes, mark, frames } = request;
  const room = width - 2 * PAD;
  const heading = linesOf(request.heading, "heading", room - 320, 1);
  const foot = notes.flatMap((note) => linesOf(note, "note", room, 2));
  const legend = legendStrip(data, state, room);
  const columns = frames.length > 12 ? 5 : 4;
  const top = PAD + heightOf(heading, "heading");
  const footTop = height - PAD + 8 - heightOf(foot, "note");
  const legendTop = footTop - GAP - legend.height;
  const [across, down] = [(room + GAP) / columns, (legendTop - top) / Math.ceil(frames.length / columns)];
  const maps = frames.flatMap(({ month, title }, at) => {
    const [left, above] = [PAD + (at % columns) * across, top + Math.floor(at / columns) * down];
    const box = { left, top: above + FRAME_TITLE, width: across - GAP, height: down - FRAME_TITLE - GAP };
    return [block([title], "side-name", left, above), mapIn(data, { ...state, month: data.months.indexOf(month), small: true }, box, null)];
  });
  legend.node.setAttribute("transform", `translate(${PAD} ${legendTop.toFixed(1)})`);
  return paper(request, [
    svg("title", { text: request.heading }),
    svg("rect", { class: "paper", width, height }),
    block(heading, "heading", PAD, PAD - 8),
    block(["CSTO Alignment Timeline"], "note", width - PAD, PAD + 4, { "text-anchor": "end" }),
    mark ? block([mark], "mark", width - PAD, PAD + 20, { "text-anchor": "end" }) : null,
    ...maps, legend.node, block(foot, "note", PAD, footTop)]);
}

function headingOf(data, state) {
  const now = monthName(data.months[state.month]);
  if (state.mode === "map") return now;
  const then = monthName(data.months[state.compare]);
  return state.mode === "compare" ? `${then} vs. ${now}` : `Change from ${then} to ${now}`;
}

// One map, or two dates side by side with their names above.
function sidesOf(data, state, box) {
  const first = state.mode === "map" ? null : movedMost(data, state);
  if (state.mode !== "compare") return [mapIn(data, state, box, first)];
  const half = (box.width - GAP) / 2;
  const top = box.top + 30;
  return [{ ...state, month: state.compare, event: null }, state].flatMap((one, at) => {
    const left = box.left + at * (half + GAP);
    return [block([monthName(data.months[one.month])], "side-name", left, box.top),
      mapIn(data, one, { left, top, width: half, height: box.height - 30 }, first)];
  });
}

// Sheets that have been laid out are kept: a picture of another month is no more than a step.
const SHEETS_KEPT = 12;

function mapIn(data, state, box, first) {
  const key = [window.innerWidth, window.innerHeight, box.left, box.top, box.width, box.height, state.frame, state.zoom, state.type].join();
  const ready = (!state.small && held.sheets.get(key)) || laidOut(data, state, box);
  if (!state.small) { // many at once would drive out all others
    held.sheets.delete(key);
    held.sheets.set(key, ready);
  }
  if (held.sheets.size > SHEETS_KEPT) held.sheets.delete(held.sheets.keys().next().value);
  for (const sheet of [ready.main, ...ready.insets]) {
    Object.assign(sheet, { first, marks: null }); // events lie over each other as on a map that opens here
    paintStates(sheet, data, state);
    paintZones(sheet, state);
    paintMarkers(sheet, data, state);
    placeLabels(sheet);
  }
  return ready.node;
}

function laidOut(data, state, box) {
  const main = sheetIn(makeSheet(data, true), box, state);
  showFrame(main, data, state.frame);
  zoomTo(main, state.zoom);
  const { insets, pieces } = state.frame === "focus" ? insetsIn(data, state, box, main) : { insets: [], pieces: [] };
  if (state.small) for (const sheet of [main, ...insets]) sheet.labels = sheet.labels.filter((label) => label.state); // there is room for no more
  const edges = { x: box.left, y: box.top, width: box.width, height: box.height };
  const node = svg("g", { class: "map" }, [svg("rect", { class: "sea", ...edges }), main.node, ...pieces, svg("rect", { class: "frame", ...edges })]);
  return { main, insets, node };
}

function sheetIn(sheet, { left, top, width, height }, state) {
  fillIn(sheet.node, { x: left, y: top, width, height });
  Object.assign(sheet.node, { box: { left, top, width, height, right: left + width, bottom: top + height } });
  sheet.type = state.type;
  return sheet;
}

// "2.5,610,402": how far, and what is in the middle (zoom.js writes it).
function zoomTo(sheet, zoom) {
  if (!zoom) return;
  const [k, x, y] = zoom.split(",").map(Number);
  sheet.k = Math.min(12, Math.max(1, k));
  Object.assign(sheet, { x: sheet.size.width / 2 - x * sheet.k, y: sheet.size.height / 2 - y * sheet.k });
  move(sheet);
}

function insetsIn(data, state, box, main) {
  const taken = [];
  const insets = [];
  const wideInset = Math.min(SHARES[0] * box.width, SHARES[1] * box.height);
  const pad = [(box.width - main.size.width / main.unit) / 2, (box.height - main.size.height / main.unit) / 2];
  const toSheet = (x, y) => [(x - pad[0]) * main.unit, (y - pad[1]) * main.unit];
  const room = { width: box.width, height: box.height };
  const pieces = data.insets.flatMap((inset) => {
    /** @type {[number, number]} */
    const size = [wideInset, (wideInset * inset.crop[3]) / inset.crop[2]];
    const at = insetBox(size, HOME_CORNERS[inset.frame], room, taken, (x, y) => scoredUnder(main, room, x, y));
    taken.push(at);
    main.blocked.push([...toSheet(at[0], at[1]), ...toSheet(at[2], at[3])]);
    const here = { left: box.left + at[0], top: box.top + at[1], width: at[2] - at[0], height: at[3] - at[1] };
    const sheet = sheetIn(makeSheet(data, false), here, state);
    Object.assign(sheet, { inset });
    insets.push(sheet);
    showFrame(sheet, data, inset.frame, inset.crop);
    const title = { x: here.left, y: here.top, width: wide(inset.title, "inset-title") + 14, height: 24 };
    const frame = { x: here.left, y: here.top, width: here.width, height: here.height };
    if (state.small) return [...leadersOf(inset, main, box, here, pad), sheet.node, svg("rect", { class: "inset-frame", ...frame })];
    sheet.blocked = [[0, 0, title.width * sheet.unit, title.height * sheet.unit]];
    return [...leadersOf(inset, main, box, here, pad), sheet.node, svg("rect", { class: "inset-frame", ...frame }),
      svg("rect", { class: "inset-ground", ...title }), block([inset.title], "inset-title", here.left + 7, here.top + 4)];
  });
  return { insets, pieces };
}

function leadersOf(inset, main, box, here, pad) {
  const corners = inset.outline.map((/** @type {number[]} */ point) => {
    const [x, y] = place(main, point);
    return [x / main.unit + box.left + pad[0], y / main.unit + box.top + pad[1]];
  });
  const lines = [svg("line", { class: "tie" }), svg("line", { class: "tie" })];
  tie(lines, corners, { ...here, right: here.left + here.width, bottom: here.top + here.height }, { left: 0, top: 0 });
  const points = corners.map((corner) => corner.map((value) => value.toFixed(1)).join(",")).join(" ");
  return [svg("polygon", { class: "place", points }), ...lines];
}
