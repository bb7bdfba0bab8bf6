// One sheet draws one frame: sea, land, the nine states, zones, labels, and a layer for markers.
// The main sheet swaps its frame; each inset is a sheet of its own. Shapes move by `g[transform]` only; labels and
// markers keep their size on the screen, so they lie in an overlay which is placed anew when the view moves.
let sheet_count = 0;

function make_sheet(data, main) {
  const id = `sheet${++sheet_count}`;
  const layers = {};
  for (const name of ["land", "states", "quiet", "zones", "outlines"]) layers[name] = svg("g", { class: name });
  const zoomed = svg("g", { class: "zoomed", transform: "translate(0 0) scale(1)" }, Object.values(layers));
  const overlay = svg("g", { class: "overlay" });
  for (const name of ["leaders", "markers", "labels"]) {
    layers[name] = svg("g", { class: name });
    overlay.append(layers[name]);
  }
  const hatches = [
    { node: hatch(`${id}-none`, "hatch-none", 6), angle: 45 },
    { node: hatch(`${id}-zone`, "hatch-zone", 5), angle: -45 },
  ];
  const defs = svg("defs", {}, hatches.map((entry) => entry.node));
  const sea = svg("rect", { class: "sea", width: "100%", height: "100%" });
  const node = svg("svg", { class: "sheet", preserveAspectRatio: "xMidYMid meet" }, [defs, sea, zoomed, overlay]);
  const sheet = { id, node, zoomed, layers, hatches, main, frame: null, size: null, states: {}, zones: [], labels: [],
    k: 1, x: 0, y: 0, unit: 1 };
  return sheet;
}

function hatch(id, css, gap) {
  const line = svg("line", { x1: 0, y1: 0, x2: 0, y2: gap });
  return svg("pattern", { id, class: css, width: gap, height: gap, patternUnits: "userSpaceOnUse" },
    [line]);
}

function show_frame(sheet, data, frame) {
  const size = data.frames[frame];
  Object.assign(sheet, { frame, size, k: 1, x: 0, y: 0, states: {}, zones: [], labels: [] });
  sheet.node.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
  for (const layer of Object.values(sheet.layers)) layer.replaceChildren();
  for (const land of data.land) {
    if (land.d[frame]) sheet.layers.land.append(svg("path", { d: land.d[frame], "aria-hidden": "true" }));
  }
  for (const state of data.states) if (state.d[frame]) draw_state(sheet, state, frame);
  for (const zone of data.zones) if (zone.d[frame]) draw_zone(sheet, zone, frame);
  draw_labels(sheet, data, frame);
  move(sheet);
}

function draw_state(sheet, state, frame) {
  const scored = state.iso3 !== "RUS";
  const path = svg("path", { id: `${sheet.id}-${state.iso3}`, d: state.d[frame],
    class: scored ? "state" : "state russia" });
  path.dataset[sheet.main ? "iso3" : "copyIso3"] = state.iso3;
  path.setAttribute(sheet.main ? "data-score" : "data-copy-score", "");
  if (sheet.main && scored) fill_in(path, { tabindex: 0, role: "button", "aria-pressed": "false" });
  if (sheet.main && !scored) fill_in(path, { role: "img", "aria-label": "Russia: the pole the others are measured against" });
  sheet.layers.states.append(path);
  // The hatch for "no evidence" lies over the colour, so that the colour itself is never mixed.
  const cover = svg("path", { d: state.d[frame], class: "cover", fill: `url(#${sheet.id}-none)` });
  sheet.layers.quiet.append(cover);
  sheet.states[state.iso3] = { path, cover, seen: {} };
}

function draw_zone(sheet, zone, frame) {
  const title = svg("title", { text: zone.schematic ? `${zone.meaning} (schematic outline)` : zone.meaning });
  const path = svg("path", { d: zone.d[frame], class: zone.schematic ? "zone schematic" : "zone",
    fill: `url(#${sheet.id}-zone)` }, [title]);
  path.dataset[sheet.main ? "zone" : "copyZone"] = zone.zone;
  sheet.zones.push({ zone, path, on: false });
}

function draw_labels(sheet, data, frame) {
  const add = (text, at, css, extra) => {
    const node = svg("text", { class: css, text });
    const label = { node, at, width: null, shown: null, ...extra };
    node.style.display = "none";
    sheet.layers.labels.append(node);
    sheet.labels.push(label);
    return label;
  };
  for (const state of data.states) {
    if (state.at[frame]) add(state.name, state.at[frame], "state-name", { rank: 0, room: state.room[frame], small: state.iso3 });
  }
  for (const entry of sheet.zones) {
    if (!entry.zone.at[frame]) continue;
    entry.label = add(entry.zone.label, entry.zone.at[frame], "zone-name", { rank: 1, off: true, room: entry.zone.room[frame] });
  }
  for (const land of data.land) {
    if (land.at[frame] && land.name) add(land.name, land.at[frame], "land-name", { rank: 2, room: land.room[frame] });
  }
}

// Place of a point of the frame on the sheet, after zoom and pan.
function place(sheet, at) {
  return [at[0] * sheet.k + sheet.x, at[1] * sheet.k + sheet.y];
}

function move(sheet) {
  sheet.zoomed.setAttribute("transform", `translate(${sheet.x.toFixed(2)} ${sheet.y.toFixed(2)}) scale(${sheet.k.toFixed(4)})`);
  const box = sheet.node.getBoundingClientRect();
  if (box.width) sheet.unit = Math.max(sheet.size.width / box.width, sheet.size.height / box.height);
  // Outlines and hatches keep their look on the screen, however far the shapes are drawn out.
  const thin = (sheet.unit / sheet.k).toFixed(4);
  sheet.zoomed.style.setProperty("--thin", thin);
  for (const { node, angle } of sheet.hatches) node.setAttribute("patternTransform", `rotate(${angle}) scale(${thin})`);
  place_labels(sheet);
}

// Labels are laid in order of rank; one that would touch an earlier one, or is far too wide for its land, is left out.
function place_labels(sheet) {
  const taken = [];
  const sorted = [...sheet.labels].sort((a, b) => a.rank - b.rank);
  for (const label of sorted) {
    const [x, y] = place(sheet, label.at);
    const shown = !label.off && fits(sheet, label, x, y, taken);
    if (shown) label.node.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${sheet.unit.toFixed(4)})`);
    if (shown !== label.shown) label.node.style.display = shown ? "" : "none";
    label.shown = shown;
  }
}

function fits(sheet, label, x, y, taken) {
  if (label.width === null) {
    label.node.style.display = "";
    label.width = label.node.getComputedTextLength() || label.node.textContent.length * 6.5;
    label.shown = true;
  }
  const half = (label.width / 2 + 3) * sheet.unit;
  const tall = 8 * sheet.unit;
  if (label.room && label.rank !== 1 && 2 * half > label.room * sheet.k * 1.25) return false;
  if (x - half < 0 || y - tall < 0 || x + half > sheet.size.width || y + tall > sheet.size.height) return false;
  const box = [x - half, y - tall, x + half, y + tall];
  const clash = taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
  if (!clash) taken.push(box);
  return !clash;
}
