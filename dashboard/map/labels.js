// Names on the map. A state's name stands on its state: its middle lies in the state's shape, or a line leads from the
// name into it. No name overlaps another, a disc, or a box over the map; what finds no such place is left out. Names are
// laid in order of rank: states (the smallest first, they have the fewest places), zones, neighbours and waters, towns.
const RANKS = { state: 0, zone: 1, neighbour: 2, water: 2, place: 3 };
// Offsets in heights of a line; the place of its own comes first.
const NEAR = [[0, 0], [0, -1.1], [0, 1.1], [0.7, 0], [-0.7, 0]];
const FAR = [[0, -1.6], [0, 1.6], [1.5, 0.9], [-1.5, 0.9], [1.5, -0.9], [-1.5, -0.9]];
const BESIDE = [[0, -1], [0, 1]]; // a town's name must not cover its point
const TRIES = 150; // places within a state that are looked at
const MOST_COVERED = 0.45; // of what is seen of a state by its own name: its colour must be seen
const MOST_COVERED_FIRST = 0.12; // of the state that is looked at: the one that differs most between two dates
const LEAST_OWN = 0.3; // of a name's box that lies on its own state
const LEADS = [1.1, 1.8, 2.6, 3.6, 4.8, 6.2]; // lengths of a leader, in heights of a line
const DIRECTIONS = 16;

function draw_labels(sheet, data, frame) {
  const add = (text, at, css, extra) => {
    const node = svg("text", { class: css, text });
    node.style.display = "none";
    sheet.layers.labels.append(node);
    const label = { node, text, at, spot: undefined, said: text, sizes: new Map(), ...extra };
    if (label.dot) sheet.layers.labels.append((label.pin = svg("circle", { class: "pin", r: 1.9 })));
    sheet.labels.push(label);
    return label;
  };
  sheet.land_at = raster_of(data, frame);
  for (const { key, text, kind, anchor, at, near } of data.labels[frame]) {
    const land = kind === "state" || kind === "neighbour" ? key : null;
    const label = add(text, at, `name ${kind}-name`, { rank: RANKS[kind], anchor, land, state: kind === "state", water: kind === "water", dot: kind === "place", near });
    label.node.dataset.name = key;
  }
  for (const entry of sheet.zones) {
    const at = entry.zone.at[frame];
    if (!at) continue;
    const near = !belongs(sheet, data, entry.zone.at); // what an inset shows is named there
    if (near && !sheet.main) continue;
    entry.label = add(entry.zone.label, at, "name zone-name", { rank: RANKS.zone, anchor: "middle", off: true, near });
    entry.label.node.dataset[sheet.main ? "zoneLabel" : "copyZoneLabel"] = entry.zone.zone;
  }
}

// Where the names stand is kept for each set of names until the view moves: a step that comes by the same zones again
// only writes what is known. The states' names come first and depend on no zone: they are laid out once for a view.
function place_labels(sheet) {
  sheet.names_due = false;
  if (!sheet.land_at) return;
  const view = `${sheet.marks?.window}:${sheet.bare}:${sheet.first}:${sheet.type}`;
  const set = sheet.labels.map((label) => (label.off || too_many(sheet, label) ? "0" : "1")).join("");
  const { layouts } = sheet;
  if (!layouts.has(view)) layouts.set(view, lay_out(sheet, (label) => label.state, new_room(sheet)));
  if (!layouts.has(view + set)) layouts.set(view + set, lay_out(sheet, (label) => !label.state, layouts.get(view).room));
  for (const layout of [layouts.get(view), layouts.get(view + set)]) {
    for (const [label, spot] of layout.spots) put_label(sheet, label, spot);
  }
}

// After a step: only where zones came or went.
function place_due(sheet) {
  if (sheet.names_due) place_labels(sheet);
}

// The view has moved, or other boxes lie over the map.
function forget_layouts(sheet) {
  sheet.layouts.clear();
}

function new_room(sheet) {
  measure(sheet);
  return { sheet, view: view_of(sheet), taken: [...sheet.blocked], discs: disc_boxes(sheet), lines: [], names: new Set(), within: new Map() };
}

// The place of each label of these (null for none), and the room that they leave.
function lay_out(sheet, among, before) {
  const room = { ...before, taken: [...before.taken], lines: [...before.lines], names: new Set(before.names) };
  const area = (label) => (label.state ? places_within(sheet, label.land, room).area || 0 : 0);
  const order = sheet.labels.filter(among).map((label) => [label, label.rank, area(label)]).sort((a, b) => a[1] - b[1] || a[2] - b[2]);
  const spots = order.map(([label]) => {
    const off = label.off || room.names.has(label.text) || (label.near && !is_near(sheet)) || too_many(sheet, label);
    const spot = off ? null : find_room(sheet, label, room);
    if (spot) {
      room.names.add(label.text);
      room.taken.push(spot.box);
      if (spot.lead) room.lines.push(spot.lead);
    }
    return [label, spot];
  });
  return { spots, room };
}

function put_label(sheet, label, spot) {
  if (label.spot === spot) return;
  label.spot = spot;
  if (spot) {
    if (label.said !== spot.text) label.node.textContent = label.said = spot.text;
    fill_in(label.node, { x: round(spot.x / sheet.unit), y: round(spot.y / sheet.unit) });
  }
  draw_lead(sheet, label, spot?.lead);
  label.node.style.display = spot ? "" : "none";
  if (label.pin) pin_down(sheet, label, Boolean(spot));
}

// In large type there is no room for every name, unless the map shows a part only.
function too_many(sheet, label) {
  if (sheet.type !== "large") return false;
  if (label.rank === RANKS.zone) return label.minor && !label.chosen;
  return label.rank > RANKS.zone && !(sheet.main && (is_near(sheet) || !["focus", "full"].includes(sheet.frame)));
}

function draw_lead(sheet, label, lead) {
  if (!lead) {
    if (label.lead) label.lead.style.display = "none";
    return;
  }
  if (!label.lead) {
    label.lead = svg("g", { class: "lead", "data-lead": label.node.dataset.name || "" }, [svg("line", { class: "under" }), svg("line"), svg("circle", { r: 2 })]);
    sheet.layers.labels.prepend(label.lead);
  }
  const [x1, y1, x2, y2] = lead.map((value) => round(value / sheet.unit));
  label.lead.style.display = "";
  for (const line of [...label.lead.children].slice(0, 2)) fill_in(line, { x1, y1, x2, y2 });
  fill_in(label.lead.lastChild, { cx: x2, cy: y2 });
}

function pin_down(sheet, label, shown) {
  label.pin.style.display = shown ? "" : "none";
  const [cx, cy] = pixels(sheet, label.at);
  fill_in(label.pin, { cx, cy });
}

// What is seen of the sheet: a screen of another shape than the frame shows more land beside it.
function view_of(sheet) {
  const { box } = sheet;
  const across = Math.max(0, (box.width * sheet.unit - sheet.size.width) / 2);
  const down = Math.max(0, (box.height * sheet.unit - sheet.size.height) / 2);
  return [-across, -down, sheet.size.width + across, sheet.size.height + down];
}

function find_room(sheet, label, room) {
  if (label.land) return on_land(sheet, label, label.text, room);
  const [x, y] = place(sheet, label.at);
  if (!contains(room.view, x, y)) return null;
  const { wide, tall } = box_of(sheet, label, label.text);
  const offsets = label.dot ? BESIDE : label.rank > RANKS.zone ? NEAR : [...NEAR, ...FAR];
  for (const [dx, dy] of offsets) {
    const start = { start: 0, middle: wide / 2, end: wide }[dx > 0 ? "start" : dx < 0 ? "end" : label.anchor];
    const middle = [x + dx * tall - start + wide / 2, y + dy * tall];
    const box = box_around(middle, wide, tall);
    if (label.water && land_under(sheet, ...middle) !== "") continue;
    if (is_free(box, room, label.land) && !room.discs.some((disc) => overlap(box, disc.box))) return { x: middle[0], y: middle[1], text: label.text, box };
  }
  return label.rank === RANKS.zone ? with_lead(sheet, label, label.text, room, [x, y]) : null;
}

function on_land(sheet, label, text, room) {
  const places = places_within(sheet, label.land, room);
  if (!places.length) return null;
  const within = best_within(sheet, label, text, room, places);
  if (within || !label.state) return within;
  const end = lead_end(sheet, label.land, room, places);
  return (end && with_lead(sheet, label, text, room, end)) || best_within(sheet, label, label.land, room, places);
}

// Points of the sheet that are seen and lie in the state, spread evenly.
function places_within(sheet, code, room) {
  if (!room.within.has(code)) room.within.set(code, spread_within(sheet, code, room));
  return room.within.get(code);
}

function spread_within(sheet, code, room) {
  const bounds = sheet.land_at.bounds(code);
  if (!bounds) return [];
  const [left, top] = place(sheet, [bounds[0], bounds[1]]);
  const [right, bottom] = place(sheet, [bounds[2], bounds[3]]);
  const box = [Math.max(left, room.view[0]), Math.max(top, room.view[1]), Math.min(right, room.view[2]), Math.min(bottom, room.view[3])];
  if (box[0] >= box[2] || box[1] >= box[3]) return [];
  const step = Math.max(1, Math.sqrt(((box[2] - box[0]) * (box[3] - box[1])) / (2 * TRIES)));
  const places = [];
  for (let y = box[1] + step / 2; y < box[3]; y += step) {
    for (let x = box[0] + step / 2; x < box[2]; x += step) if (stands_in(sheet, code, x, y)) places.push([x, y]);
  }
  places.area = places.length * step * step;
  return places;
}

function stands_in(sheet, code, x, y, reach) {
  return sheet.land_at.inside(code, (x - sheet.x) / sheet.k, (y - sheet.y) / sheet.k, reach);
}

function land_under(sheet, x, y) {
  return sheet.land_at.at((x - sheet.x) / sheet.k, (y - sheet.y) / sheet.k);
}

// The name's middle in the state, as much of it as may be on the state and as near as may be to its usual place.
function best_within(sheet, label, text, room, places) {
  const { wide, tall } = box_of(sheet, label, text);
  const usual = place(sheet, label.at);
  const reach = Math.hypot(room.view[2] - room.view[0], room.view[3] - room.view[1]);
  const tried = stands_in(sheet, label.land, ...usual) ? [usual, ...places] : places;
  let best = null;
  for (const middle of tried) {
    const box = box_around(middle, wide, tall);
    if (!is_free(box, room, label.land)) continue;
    const { own, other } = ground_of(sheet, box, label.land);
    if (own < LEAST_OWN || other > own || (label.state && own * wide * tall > (sheet.first === label.land ? MOST_COVERED_FIRST : MOST_COVERED) * places.area)) continue;
    const far = Math.hypot(middle[0] - usual[0], middle[1] - usual[1]) / reach;
    const cost = 1 - own + 2 * other + 2 * far + covered(box, room);
    if (cost < Infinity && (!best || cost < best.cost)) best = { cost, x: middle[0], y: middle[1], text, box };
  }
  return best;
}

// Where a leader ends: well inside of the state, and under nothing else.
function lead_end(sheet, code, room, places) {
  for (const reach of [16, 10, 6, 4, 2]) {
    const deep = places.filter(([x, y]) => stands_in(sheet, code, x, y, reach / sheet.k) && !room.taken.some((box) => contains(box, x, y)));
    if (!deep.length) continue;
    const middle = [0, 1].map((axis) => deep.reduce((sum, at) => sum + at[axis], 0) / deep.length);
    return deep.reduce((best, at) => (distance_of(at, middle) < distance_of(best, middle) ? at : best));
  }
  return null;
}

function with_lead(sheet, label, text, room, end) {
  const { wide, tall } = box_of(sheet, label, text);
  let best = null;
  for (const length of LEADS) {
    for (let turn = 0; turn < DIRECTIONS; turn += 1) {
      const [cos, sin] = [Math.cos((turn * 2 * Math.PI) / DIRECTIONS), Math.sin((turn * 2 * Math.PI) / DIRECTIONS)];
      const start = [end[0] + cos * length * tall, end[1] + sin * length * tall];
      const middle = [start[0] + (cos * wide) / 2, start[1] + (sin * tall) / 2];
      const box = box_around(middle, wide, tall);
      const lead = [clamp(end[0], box[0], box[2]), clamp(end[1], box[1], box[3]), ...end];
      if (!is_free(box, room, label.land) || room.taken.some((other) => crosses(lead, other)) || room.discs.some((disc) => disc.cost === Infinity && crosses(lead, disc.box)) || room.lines.some((line) => meet(line, lead))) continue;
      const cost = 0.25 * length + 2 * ground_of(sheet, box, null).other + covered(box, room);
      if (cost < Infinity && (!best || cost < best.cost)) best = { cost, x: middle[0], y: middle[1], text, box, lead };
    }
  }
  return best;
}

// On the sheet, over no name, box or leader, nor over the state that is looked at, unless it is that state's own name.
function is_free(box, room, code) {
  const { view } = room;
  if (box[0] < view[0] || box[1] < view[1] || box[2] > view[2] || box[3] > view[3]) return false;
  if (room.taken.some((other) => overlap(box, other)) || room.lines.some((line) => crosses(line, box))) return false;
  return !room.sheet.first || room.sheet.first === code || !touches(room.sheet, box, room.sheet.first);
}

// Whether a state reaches under a box, looked up every few pixels.
const LOOK_PX = 3;
function touches(sheet, box, code) {
  const step = LOOK_PX * sheet.unit;
  for (let y = box[1]; y < box[3] + step; y += step) {
    for (let x = box[0]; x < box[2] + step; x += step) if (land_under(sheet, Math.min(x, box[2]), Math.min(y, box[3])) === code) return true;
  }
  return false;
}

// A disc is never covered; a point that may stand somewhere in the years rather not.
function covered(box, room) {
  let cost = 0;
  for (const disc of room.discs) if (overlap(box, disc.box)) cost += disc.cost;
  return cost;
}

// Shares of a box that lie on a state of the name's own, and on other states that are scored (Russia counts little).
function ground_of(sheet, box, code) {
  let [own, other] = [0, 0];
  for (let column = 0; column < 7; column += 1) {
    for (let row = 0; row < 3; row += 1) {
      const land = land_under(sheet, box[0] + ((column + 0.5) / 7) * (box[2] - box[0]), box[1] + ((row + 0.5) / 3) * (box[3] - box[1]));
      if (land === code) own += 1;
      else if (land in sheet.states) other += land === "RUS" ? 0.2 : 1;
    }
  }
  return { own: own / 21, other: other / 21 };
}

function box_of(sheet, label, text) {
  const { width, height } = size_of(sheet, label, text);
  return { wide: (width + 4) * sheet.unit, tall: (height + 1) * sheet.unit };
}

function box_around([x, y], wide, tall) {
  return [x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2];
}

// Measured once for each text, size of type and size of the window, in pixels of the screen.
function size_of(sheet, label, text) {
  const key = size_key(sheet, text);
  if (!label.sizes.has(key)) {
    show_to_measure(label, text);
    read_size(label, text, key);
  }
  return label.sizes.get(key);
}

function size_key(sheet, text) {
  return `${text}:${sheet.type || "normal"}:${sheet.screen}`;
}

// All that are not known yet at once: first they are written, then they are read, so that the page is laid out only once.
function measure(sheet) {
  const due = sheet.labels.filter((label) => !label.sizes.has(size_key(sheet, label.text)));
  for (const label of due) show_to_measure(label, label.text);
  for (const label of due) read_size(label, label.text, size_key(sheet, label.text));
}

function show_to_measure(label, text) {
  label.node.style.display = "";
  if (label.said !== text) label.node.textContent = label.said = text;
  label.spot = undefined; // what it shows now is no place of its own
}

function read_size(label, text, key) {
  const height = Number.parseFloat(getComputedStyle(label.node).fontSize) || 12;
  label.sizes.set(key, { width: label.node.getComputedTextLength() || text.length * height * 0.6, height: height * 1.15 });
}

function overlap(a, b) {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
}

function contains(box, x, y) {
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}

function distance_of(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

// Whether a line [x1, y1, x2, y2] has a point within a box.
function crosses([x1, y1, x2, y2], box) {
  let [from, to] = [0, 1];
  for (const [start, by, low, high] of [[x1, x2 - x1, box[0], box[2]], [y1, y2 - y1, box[1], box[3]]]) {
    if (by === 0) {
      if (start <= low || start >= high) return false;
      continue;
    }
    const [a, b] = [(low - start) / by, (high - start) / by];
    [from, to] = [Math.max(from, Math.min(a, b)), Math.min(to, Math.max(a, b))];
  }
  return from < to;
}

function meet(a, b) {
  const side = (line, x, y) => (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0]);
  return side(a, b[0], b[1]) * side(a, b[2], b[3]) < 0 && side(b, a[0], a[1]) * side(b, a[2], a[3]) < 0;
}
