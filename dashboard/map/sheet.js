// One sheet draws one frame: sea, land, the nine states, zones, and layers for markers and labels (labels.js).
// The main sheet swaps its frame; each inset is a sheet of its own, which shows the middle of a near frame. Shapes move
// by `g[transform]` only; labels and markers keep their size on the screen, so they lie in an overlay which is placed
// anew when the view moves.
let sheet_count = 0;
// Fills that say how much a colour rests on, by what is true at once: no evidence, not a member, carried forward.
const QUIET = ["none", "none-outside", "undirected", "undirected-outside", "carried", "carried-outside", "outside"];
const FADE = [12, 24, 36, 48, 60, 72, 84]; // widths of the lines laid over each other
// So many times larger are markers in large type on a screen of so many lines: they grow with the screen, as the type does.
const [LARGE_MARKS, LARGE_LINES] = [1.6, 1080];

function make_sheet(data, main) {
  const id = `sheet${++sheet_count}`;
  const layers = {};
  for (const name of ["land", "beyond", "states", "quiet", "casing", "outlines", "zones"]) layers[name] = svg("g", { class: name });
  const zoomed = svg("g", { class: "zoomed", transform: "translate(0 0) scale(1)" }, Object.values(layers));
  const overlay = svg("g", { class: "overlay" });
  for (const name of ["leaders", "markers", "labels"]) {
    layers[name] = svg("g", { class: name });
    overlay.append(layers[name]);
  }
  const hatches = [
    ...QUIET.map((name) => ({ node: quiet_pattern(`${id}-${name}`, name), angle: 45 })),
    { node: hatch(`${id}-dense`, "hatch-zone", 5), angle: -45 },
    { node: hatch(`${id}-wide`, "hatch-zone", 9), angle: -45 },
  ];
  const defs = svg("defs", {}, hatches.map((entry) => entry.node));
  const sea = svg("rect", { class: "sea", width: "100%", height: "100%" });
  const node = svg("svg", { class: "sheet", preserveAspectRatio: "xMidYMid meet" }, [defs, sea, zoomed, overlay]);
  return { id, node, zoomed, layers, hatches, main, busy: data.busy, frame: null, size: null, states: {}, zones: [], labels: [],
    blocked: [], home: [0, 0], k: 1, x: 0, y: 0, unit: 1, mark_size: 1, box: { width: 0, height: 0 }, layouts: new Map(), names_due: true };
}

function hatch(id, css, gap) {
  return svg("pattern", { id, class: css, width: gap, height: gap, patternUnits: "userSpaceOnUse" },
    ["under", null].map((name) => svg("line", { class: name, x1: 1.5, y1: 0, x2: 1.5, y2: gap })));
}

// Lines for a value carried forward, a plain ground with lines for none, with broken lines for events without direction, dots for a state outside the treaty.
function quiet_pattern(id, name) {
  const parts = [];
  if (name.startsWith("none") || name.startsWith("undirected")) parts.push(svg("rect", { class: "ground", width: 12, height: 12 }));
  if (!name.startsWith("outside")) for (const x of [2, 8]) parts.push(svg("line", { x1: x, x2: x, y1: 0, y2: 12 }));
  if (name.endsWith("outside")) for (const [cx, cy] of [[6, 3], [0, 9], [12, 9]]) parts.push(svg("circle", { cx, cy, r: 1.1 }));
  return svg("pattern", { id, class: `quiet-${name.split("-")[0]}`, width: 12, height: 12, patternUnits: "userSpaceOnUse" }, parts);
}

// `crop` ([left, top, width, height] in the frame) shows a part of a frame only.
function show_frame(sheet, data, frame, crop) {
  const [left, top, width, height] = crop || [0, 0, data.frames[frame].width, data.frames[frame].height];
  const size = { width, height };
  Object.assign(sheet, { frame, size, home: [-left, -top], k: 1, x: -left, y: -top, states: {}, zones: [], labels: [], marks: null });
  sheet.node.setAttribute("viewBox", `0 0 ${width} ${height}`);
  for (const layer of Object.values(sheet.layers)) layer.replaceChildren();
  for (const land of data.land) {
    if (land.d[frame]) sheet.layers.land.append(svg("path", { d: land.d[frame], "aria-hidden": "true" }));
  }
  draw_fade(sheet, data.beyond[frame]);
  for (const state of data.states) if (state.d[frame]) draw_state(sheet, state, frame);
  for (const zone of data.zones) if (zone.d[frame]) draw_zone(sheet, zone, frame);
  draw_labels(sheet, data, frame);
  move(sheet);
}

// Where the land that is carried ends the map fades out.
function draw_fade(sheet, d) {
  if (!d) return;
  sheet.layers.beyond.append(svg("path", { d, class: "paper" }),
    ...FADE.map((width) => svg("path", { d, class: "fade", "stroke-width": width })));
}

// A state is a fill, a pattern over it, and an outline that is dark on a light casing: one of the two stands out from
// any fill. The pattern lies over the colour, so that the colour itself is never mixed.
function draw_state(sheet, state, frame) {
  const scored = state.iso3 !== "RUS";
  const d = state.d[frame];
  const path = svg("path", { id: `${sheet.id}-${state.iso3}`, d, class: scored ? "state" : "state russia" });
  path.dataset[sheet.main ? "iso3" : "copyIso3"] = state.iso3;
  path.setAttribute(sheet.main ? "data-score" : "data-copy-score", "");
  if (sheet.main && scored) fill_in(path, { tabindex: 0, role: "button", "aria-pressed": "false" });
  if (sheet.main && !scored) fill_in(path, { role: "img", "aria-label": "Russia: the pole the others are measured against" });
  const cover = svg("path", { d, class: "cover" });
  const casing = svg("path", { d, class: "casing" });
  const outline = svg("path", { d, class: scored ? "outline" : "outline pole" });
  sheet.layers.states.append(path);
  sheet.layers.casing.append(casing);
  sheet.layers.outlines.append(outline);
  if (scored) sheet.layers.quiet.append(cover);
  sheet.states[state.iso3] = { path, cover, casing, outline, seen: {} };
}

function draw_zone(sheet, zone, frame) {
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

// Place of a point of the frame on the sheet, after zoom and pan.
function place(sheet, at) {
  return [at[0] * sheet.k + sheet.x, at[1] * sheet.k + sheet.y];
}

// The same in pixels of the screen, in which the overlay is drawn; `size` is what its layer is drawn out by.
function pixels(sheet, at, size = 1) {
  return place(sheet, at).map((value) => round(value / (sheet.unit * size)));
}

// Names and markers keep their size on the screen by one transform of each layer. With a transform of its own each of
// them would be a piece of the picture that the browser puts together anew at every step: most of a step's time.
function scale_overlay(sheet) {
  sheet.mark_size = sheet.type === "large" ? clamp((LARGE_MARKS * window.innerHeight) / LARGE_LINES, 1, 3) : 1;
  for (const [name, size] of [["leaders", sheet.mark_size], ["markers", sheet.mark_size], ["labels", 1]]) {
    sheet.layers[name].setAttribute("transform", `scale(${(sheet.unit * size).toFixed(4)})`);
  }
}

function move(sheet) {
  sheet.zoomed.setAttribute("transform", `translate(${sheet.x.toFixed(2)} ${sheet.y.toFixed(2)}) scale(${sheet.k.toFixed(4)})`);
  // Whoever needs the sheet's size takes it from here: to ask the browser at a step would have it lay the page out at once.
  const box = (sheet.box = sheet.node.getBoundingClientRect());
  sheet.screen = `${window.innerWidth}x${window.innerHeight}`;
  forget_layouts(sheet);
  if (box.width) sheet.unit = Math.max(sheet.size.width / box.width, sheet.size.height / box.height);
  // Outlines and hatches keep their look on the screen, however far the shapes are drawn out.
  const thin = (sheet.unit / sheet.k).toFixed(4);
  sheet.zoomed.style.setProperty("--thin", thin);
  for (const { node, angle } of sheet.hatches) node.setAttribute("patternTransform", `rotate(${angle}) scale(${thin})`);
  scale_overlay(sheet);
}
