// @ts-check
// Names on the map. A state's name stands on its state: its middle lies in the state's shape, or a line leads from the
// name into it. No name overlaps another, a disc, or a box over the map; what finds no such place is left out. Names are
// laid in order of rank: states (the smallest first, they have the fewest places), zones, neighbours and waters, towns.

import { belongs, isNear } from "./cells.js";
import { fillIn, round, svg } from "./dom.js";
import { discBoxes } from "./markers.js";
import { RANKS, findRoom, placesWithin } from "./name_places.js";
import { rasterOf } from "./raster.js";
import { pixels, viewOf } from "./sheet_view.js";
import { measure } from "./text_sizes.js";

export function drawLabels(sheet, data, frame) {
  const add = (text, at, css, extra) => {
    const node = svg("text", { class: css, text });
    node.style.display = "none";
    sheet.layers.labels.append(node);
    const label = { node, text, at, spot: undefined, said: text, sizes: new Map(), ...extra };
    if (label.dot) sheet.layers.labels.append((label.pin = svg("circle", { class: "pin", r: 1.9 })));
    sheet.labels.push(label);
    return label;
  };
  sheet.landAt = rasterOf(data, frame);
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
export function placeLabels(sheet) {
  sheet.namesDue = false;
  if (!sheet.landAt) return;
  const view = `${sheet.marks?.window}:${sheet.bare}:${sheet.first}:${sheet.type}`;
  const set = sheet.labels.map((label) => (label.off || tooMany(sheet, label) ? "0" : "1")).join("");
  const { layouts } = sheet;
  if (!layouts.has(view)) layouts.set(view, layOut(sheet, (label) => label.state, newRoom(sheet)));
  if (!layouts.has(view + set)) layouts.set(view + set, layOut(sheet, (label) => !label.state, layouts.get(view).room));
  for (const layout of [layouts.get(view), layouts.get(view + set)]) {
    for (const [label, spot] of layout.spots) putLabel(sheet, label, spot);
  }
}

// After a step: only where zones came or went.
export function placeDue(sheet) {
  if (sheet.namesDue) placeLabels(sheet);
}

function newRoom(sheet) {
  measure(sheet);
  return { sheet, view: viewOf(sheet), taken: [...sheet.blocked], discs: discBoxes(sheet), lines: [], names: new Set(), within: new Map() };
}

// The place of each label of these (null for none), and the room that they leave.
function layOut(sheet, among, before) {
  const room = { ...before, taken: [...before.taken], lines: [...before.lines], names: new Set(before.names) };
  const area = (label) => (label.state ? placesWithin(sheet, label.land, room).area : 0);
  const order = sheet.labels.filter(among).map((label) => [label, label.rank, area(label)]).sort((a, b) => a[1] - b[1] || a[2] - b[2]);
  const spots = order.map(([label]) => {
    const off = label.off || room.names.has(label.text) || (label.near && !isNear(sheet)) || tooMany(sheet, label);
    const spot = off ? null : findRoom(sheet, label, room);
    if (spot) {
      room.names.add(label.text);
      room.taken.push(spot.box);
      if (spot.lead) room.lines.push(spot.lead);
    }
    return [label, spot];
  });
  return { spots, room };
}

function putLabel(sheet, label, spot) {
  if (label.spot === spot) return;
  label.spot = spot;
  if (spot) {
    if (label.said !== spot.text) label.node.textContent = label.said = spot.text;
    fillIn(label.node, { x: round(spot.x / sheet.unit), y: round(spot.y / sheet.unit) });
  }
  drawLead(sheet, label, spot?.lead);
  label.node.style.display = spot ? "" : "none";
  if (label.pin) pinDown(sheet, label, Boolean(spot));
}

// In large type there is no room for every name, unless the map shows a part only.
function tooMany(sheet, label) {
  if (sheet.type !== "large") return false;
  if (label.rank === RANKS.zone) return label.minor && !label.chosen;
  return label.rank > RANKS.zone && !(sheet.main && (isNear(sheet) || !["focus", "full"].includes(sheet.frame)));
}

function drawLead(sheet, label, lead) {
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
  for (const line of [...label.lead.children].slice(0, 2)) fillIn(line, { x1, y1, x2, y2 });
  fillIn(label.lead.lastChild, { cx: x2, cy: y2 });
}

function pinDown(sheet, label, shown) {
  label.pin.style.display = shown ? "" : "none";
  const [cx, cy] = pixels(sheet, label.at);
  fillIn(label.pin, { cx, cy });
}
