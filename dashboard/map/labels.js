// Names on the map. They are laid in order of rank: states, zones, neighbours and waters, towns. Each tries its own
// point and places close to it; a state that finds none shows its code, or goes further off; what still collides is left
// out.
const RANKS = { state: 0, zone: 1, neighbour: 2, water: 2, place: 3 };
// Offsets in heights of a line; the place of its own comes first.
const NEAR = [[0, 0], [0, -1.1], [0, 1.1], [0.7, 0], [-0.7, 0]];
const FAR = [[0, -1.6], [0, 1.6], [1.5, 0.9], [-1.5, 0.9], [1.5, -0.9], [-1.5, -0.9]];
// In large type there is room for the wars and the unrest, not for every border and corridor.
const MINOR = new Set(["border", "guarded", "over"]);
const BESIDE = [[0, -1], [0, 1]]; // a town's name must not cover its point
const POINT_PX = 8; // around a country's own point, where its vague events stand
const SLIDE = 0.4; // of its width that a name may move in from the sheet's edge

function draw_labels(sheet, data, frame) {
  const add = (text, at, css, extra) => {
    const node = svg("text", { class: css, text });
    node.style.display = "none";
    sheet.layers.labels.append(node);
    const label = { node, text, at, shown: null, said: text, sizes: new Map(), ...extra };
    if (label.dot) sheet.layers.labels.append((label.pin = svg("circle", { class: "pin", r: 1.9 })));
    sheet.labels.push(label);
    return label;
  };
  for (const { key, text, kind, anchor, at } of data.labels[frame]) {
    add(text, at, `name ${kind}-name`, { rank: RANKS[kind], anchor, short: kind === "state" ? key : null, dot: kind === "place" });
  }
  sheet.points = data.spots.filter((spot) => spot.coarse && belongs(sheet, data, spot.at)).map((spot) => spot.at[frame]);
  for (const entry of sheet.zones) {
    const at = entry.zone.at[frame];
    if (!at || !belongs(sheet, data, entry.zone.at)) continue; // what an inset shows is named there
    entry.label = add(entry.zone.label, at, "name zone-name", { rank: RANKS.zone, anchor: "middle", off: true,
      minor: MINOR.has(entry.zone.status) });
    entry.label.node.dataset[sheet.main ? "zoneLabel" : "copyZoneLabel"] = entry.zone.zone;
  }
}

// Runs when the view moves, a zone comes or goes, or the type's size changes; never at a plain step.
function place_labels(sheet) {
  const reach = POINT_PX * sheet.unit;
  const points = sheet.points.map((at) => place(sheet, at)).map(([x, y]) => [x - reach, y - reach, x + reach, y + reach]);
  const taken = [...sheet.blocked, ...points];
  const names = new Set();
  for (const label of [...sheet.labels].sort((a, b) => a.rank - b.rank)) {
    const off = label.off || names.has(label.text) || (label.minor && !label.chosen && sheet.type === "large");
    const spot = off ? null : find_room(sheet, label, taken);
    if (spot) {
      names.add(label.text);
      taken.push(spot.box);
      if (label.said !== spot.text) label.node.textContent = label.said = spot.text;
      fill_in(label.node, { x: round(spot.x / sheet.unit), y: round(spot.y / sheet.unit) });
    }
    const shown = Boolean(spot);
    if (shown !== label.shown) label.node.style.display = shown ? "" : "none";
    if (label.pin) pin_down(sheet, label, shown);
    label.shown = shown;
  }
}

function pin_down(sheet, label, shown) {
  label.pin.style.display = shown ? "" : "none";
  const [cx, cy] = pixels(sheet, label.at);
  fill_in(label.pin, { cx, cy });
}

function find_room(sheet, label, taken) {
  const [x, y] = place(sheet, label.at);
  if (x < 0 || y < 0 || x > sheet.size.width || y > sheet.size.height) return null;
  for (const [text, offsets] of choices(label, sheet.type === "large")) {
    const { width, height } = size_of(sheet, label, text);
    const [wide, tall] = [(width + 4) * sheet.unit, (height + 1) * sheet.unit];
    for (const [dx, dy] of offsets) {
      const start = { start: 0, middle: wide / 2, end: wide }[dx > 0 ? "start" : dx < 0 ? "end" : label.anchor];
      const left = x + dx * tall - start;
      const slid = clamp(left, 0, Math.max(0, sheet.size.width - wide));
      const box = [slid, y + dy * tall - tall / 2, slid + wide, y + dy * tall + tall / 2];
      const fits = Math.abs(slid - left) <= SLIDE * wide && box[1] >= 0 && box[3] <= sheet.size.height && box[2] <= sheet.size.width;
      if (fits && !taken.some((other) => overlap(box, other))) return { x: slid + wide / 2, y: y + dy * tall, text, box };
    }
  }
  return null;
}

function choices({ text, short, dot, rank }, large) {
  if (short) return [[text, NEAR], [short, NEAR], [text, FAR]];
  return [[text, dot ? BESIDE : rank > RANKS.zone || large ? NEAR : [...NEAR, ...FAR]]];
}

// Measured once for each text and size of type, in pixels of the screen.
function size_of(sheet, label, text) {
  const key = `${text}:${sheet.type || "normal"}`;
  if (!label.sizes.has(key)) {
    label.node.style.display = "";
    label.node.textContent = label.said = text;
    const height = Number.parseFloat(getComputedStyle(label.node).fontSize) || 12;
    label.sizes.set(key, { width: label.node.getComputedTextLength() || text.length * height * 0.6, height: height * 1.15 });
    label.shown = true;
  }
  return label.sizes.get(key);
}

function overlap(a, b) {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
}
