// @ts-check
// One sheet draws one frame: sea, land, the nine states, zones, and layers for markers and labels (labels.js).
// The main sheet swaps its frame; each inset is a sheet of its own, which shows the middle of a near frame. Shapes move
// by `g[transform]` only; labels and markers keep their size on the screen, so they lie in an overlay which is placed
// anew when the view moves.

import { fillIn, svg } from "./dom.js";
import { drawLabels } from "./labels.js";
import { QUIET, hatch, quietPattern } from "./patterns.js";
import { move } from "./sheet_view.js";

let sheetCount = 0;
const FADE = [12, 24, 36, 48, 60, 72, 84]; // widths of the lines laid over each other

export function makeSheet(data, main) {
  const id = `sheet${++sheetCount}`;
  const layers = {};
  for (const name of ["land", "beyond", "states", "quiet", "casing", "outlines", "zones"]) layers[name] = svg("g", { class: name });
  const zoomed = svg("g", { class: "zoomed", transform: "translate(0 0) scale(1)" }, Object.values(layers));
  const overlay = svg("g", { class: "overlay" });
  for (const name of ["leaders", "markers", "labels"]) {
    layers[name] = svg("g", { class: name });
    overlay.append(layers[name]);
  }
  const hatches = [
    ...QUIET.map((name) => ({ node: quietPattern(`${id}-${name}`, name), angle: 45 })),
    { node: hatch(`${id}-dense`, "hatch-zone", 5), angle: -45 },
    { node: hatch(`${id}-wide`, "hatch-zone", 9), angle: -45 },
  ];
  const defs = svg("defs", {}, hatches.map((entry) => entry.node));
  const sea = svg("rect", { class: "sea", width: "100%", height: "100%" });
  const node = svg("svg", { class: "sheet", preserveAspectRatio: "xMidYMid meet" }, [defs, sea, zoomed, overlay]);
  return { id, node, zoomed, layers, hatches, main, busy: data.busy, frame: null, size: null, states: {}, zones: [], labels: [],
    blocked: [], home: [0, 0], k: 1, x: 0, y: 0, unit: 1, markSize: 1, box: { width: 0, height: 0 }, layouts: new Map(), namesDue: true };
}

// `crop` ([left, top, width, height] in the frame) shows a part of a frame only.
export function showFrame(sheet, data, frame, crop) {
  const [left, top, width, height] = crop || [0, 0, data.frames[frame].width, data.frames[frame].height];
  const size = { width, height };
  Object.assign(sheet, { frame, size, home: [-left, -top], k: 1, x: -left, y: -top, states: {}, zones: [], labels: [], marks: null });
  sheet.node.setAttribute("viewBox", `0 0 ${width} ${height}`);
  for (const layer of Object.values(sheet.layers)) layer.replaceChildren();
  for (const land of data.land) {
    if (land.d[frame]) sheet.layers.land.append(svg("path", { d: land.d[frame], "aria-hidden": "true" }));
  }
  drawFade(sheet, data.beyond[frame]);
  for (const state of data.states) if (state.d[frame]) drawState(sheet, state, frame);
  for (const zone of data.zones) if (zone.d[frame]) drawZone(sheet, zone, frame);
  drawLabels(sheet, data, frame);
  move(sheet);
}

// Where the land that is carried ends the map fades out.
function drawFade(sheet, d) {
  if (!d) return;
  sheet.layers.beyond.append(svg("path", { d, class: "paper" }),
    ...FADE.map((width) => svg("path", { d, class: "fade", "stroke-width": width })));
}

// A state is a fill, a pattern over it, and an outline that is dark on a light casing: one of the two stands out from
// any fill. The pattern lies over the colour, so that the colour itself is never mixed.
function drawState(sheet, state, frame) {
  const scored = state.iso3 !== "RUS";
  const d = state.d[frame];
  const path = svg("path", { id: `${sheet.id}-${state.iso3}`, d, class: scored ? "state" : "state russia" });
  path.dataset[sheet.main ? "iso3" : "copyIso3"] = state.iso3;
  path.setAttribute(sheet.main ? "data-score" : "data-copy-score", "");
  if (sheet.main && scored) fillIn(path, { tabindex: 0, role: "button", "aria-pressed": "false" });
  if (sheet.main && !scored) fillIn(path, { role: "img", "aria-label": "Russia: the pole the others are measured against" });
  const cover = svg("path", { d, class: "cover" });
  const casing = svg("path", { d, class: "casing" });
  const outline = svg("path", { d, class: scored ? "outline" : "outline pole" });
  sheet.layers.states.append(path);
  sheet.layers.casing.append(casing);
  sheet.layers.outlines.append(outline);
  if (scored) sheet.layers.quiet.append(cover);
  sheet.states[state.iso3] = { path, cover, casing, outline, seen: {} };
}

function drawZone(sheet, zone, frame) {
  const title = svg("title", { text: `${zone.name}, ${zone.years}: ${zone.meaning}${zone.schematic ? " Schematic outline." : ""}` });
  const d = zone.d[frame];
  const css = `${zone.status}${zone.line ? " line" : ""}${zone.schematic ? " schematic" : ""}`;
  const dense = zone.status === "held" || zone.status === "war";
  const fill = zone.line ? "none" : zone.status === "over" ? "transparent" : `url(#${sheet.id}-${dense ? "dense" : "wide"})`;
  const parts = zone.line ? [svg("path", { d, class: "hit" }), svg("path", { d, class: "under" })] : [svg("path", { d, class: "rim" })];
  const node = svg("g", { class: `zone ${css}` }, [title, ...parts, svg("path", { d, class: "shape", fill })]);
  node.dataset[sheet.main ? "zone" : "copyZone"] = zone.zone;
  node.dataset.status = zone.status;
  sheet.zones.push({ zone, node, on: false });
}
