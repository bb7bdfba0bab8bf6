// @ts-check
// Where a name may stand: on its own state, over no other name, disc, box or leader, else at the end of a line that leads
// into the state. What is looked at is the sheet's land (raster.js) and the room that earlier names have left.

import { boxAround, contains, crosses, distanceOf, meet, overlap } from "./boxes.js";
import { clamp } from "./dom.js";
import { place } from "./sheet_view.js";
import { boxOf } from "./text_sizes.js";

export const RANKS = { state: 0, zone: 1, neighbour: 2, water: 2, place: 3 };
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
const SHORT_BELOW = 9; // heights of a line across an inset: in a smaller one states go by their codes, or names hide them

export function findRoom(sheet, label, room) {
  if (label.land) return onLand(sheet, label, isShort(sheet, label, room) ? label.land : label.text, room);
  const [x, y] = place(sheet, label.at);
  if (!contains(room.view, x, y)) return null;
  const { wide, tall } = boxOf(sheet, label, label.text);
  const offsets = label.dot ? BESIDE : label.rank > RANKS.zone ? NEAR : [...NEAR, ...FAR];
  for (const [dx, dy] of offsets) {
    const start = { start: 0, middle: wide / 2, end: wide }[dx > 0 ? "start" : dx < 0 ? "end" : label.anchor];
    const middle = [x + dx * tall - start + wide / 2, y + dy * tall];
    const box = boxAround(middle, wide, tall);
    if (label.water && landUnder(sheet, ...middle) !== "") continue;
    if (isFree(box, room, label.land) && !room.discs.some((disc) => overlap(box, disc.box))) return { x: middle[0], y: middle[1], text: label.text, box };
  }
  return label.rank === RANKS.zone ? withLead(sheet, label, label.text, room, [x, y]) : null;
}

function isShort(sheet, label, room) {
  return label.state && sheet.inset && room.view[2] - room.view[0] < SHORT_BELOW * boxOf(sheet, label, label.text).tall;
}

function onLand(sheet, label, text, room) {
  const places = placesWithin(sheet, label.land, room);
  if (!places.points.length) return null;
  const within = bestWithin(sheet, label, text, room, places);
  if (within || !label.state) return within;
  const end = leadEnd(sheet, label.land, room, places);
  return (end && withLead(sheet, label, text, room, end)) || bestWithin(sheet, label, label.land, room, places);
}

const NOWHERE = { points: [], area: 0 };

// Points of the sheet that are seen and lie in the state, spread evenly, and how much of the state they stand for.
export function placesWithin(sheet, code, room) {
  if (!room.within.has(code)) room.within.set(code, spreadWithin(sheet, code, room));
  return room.within.get(code);
}

function spreadWithin(sheet, code, room) {
  const bounds = sheet.landAt.bounds(code);
  if (!bounds) return NOWHERE;
  const [left, top] = place(sheet, [bounds[0], bounds[1]]);
  const [right, bottom] = place(sheet, [bounds[2], bounds[3]]);
  const box = [Math.max(left, room.view[0]), Math.max(top, room.view[1]), Math.min(right, room.view[2]), Math.min(bottom, room.view[3])];
  if (box[0] >= box[2] || box[1] >= box[3]) return NOWHERE;
  const step = Math.max(1, Math.sqrt(((box[2] - box[0]) * (box[3] - box[1])) / (2 * TRIES)));
  const points = [];
  for (let y = box[1] + step / 2; y < box[3]; y += step) {
    for (let x = box[0] + step / 2; x < box[2]; x += step) if (standsIn(sheet, code, x, y)) points.push([x, y]);
  }
  return { points, area: points.length * step * step };
}

function standsIn(sheet, code, x, y, reach) {
  return sheet.landAt.inside(code, (x - sheet.x) / sheet.k, (y - sheet.y) / sheet.k, reach);
}

function landUnder(sheet, x, y) {
  return sheet.landAt.at((x - sheet.x) / sheet.k, (y - sheet.y) / sheet.k);
}

// The name's middle in the state, as much of it as may be on the state and as near as may be to its usual place.
function bestWithin(sheet, label, text, room, places) {
  const { wide, tall } = boxOf(sheet, label, text);
  const usual = place(sheet, label.at);
  const reach = Math.hypot(room.view[2] - room.view[0], room.view[3] - room.view[1]);
  const tried = standsIn(sheet, label.land, ...usual) ? [usual, ...places.points] : places.points;
  let best = null;
  for (const middle of tried) {
    const box = boxAround(middle, wide, tall);
    if (!isFree(box, room, label.land)) continue;
    const { own, other } = groundOf(sheet, box, label.land);
    if (own < LEAST_OWN || other > own || (label.state && own * wide * tall > (sheet.first === label.land ? MOST_COVERED_FIRST : MOST_COVERED) * places.area)) continue;
    const far = Math.hypot(middle[0] - usual[0], middle[1] - usual[1]) / reach;
    const cost = 1 - own + 2 * other + 2 * far + covered(box, room);
    if (cost < Infinity && (!best || cost < best.cost)) best = { cost, x: middle[0], y: middle[1], text, box };
  }
  return best;
}

// Where a leader ends: well inside of the state, and under nothing else.
function leadEnd(sheet, code, room, places) {
  for (const reach of [16, 10, 6, 4, 2]) {
    const deep = places.points.filter(([x, y]) => standsIn(sheet, code, x, y, reach / sheet.k) && !room.taken.some((box) => contains(box, x, y)));
    if (!deep.length) continue;
    const middle = [0, 1].map((axis) => deep.reduce((sum, at) => sum + at[axis], 0) / deep.length);
    return deep.reduce((best, at) => (distanceOf(at, middle) < distanceOf(best, middle) ? at : best));
  }
  return null;
}

function withLead(sheet, label, text, room, end) {
  const { wide, tall } = boxOf(sheet, label, text);
  let best = null;
  for (const length of LEADS) {
    for (let turn = 0; turn < DIRECTIONS; turn += 1) {
      const [cos, sin] = [Math.cos((turn * 2 * Math.PI) / DIRECTIONS), Math.sin((turn * 2 * Math.PI) / DIRECTIONS)];
      const start = [end[0] + cos * length * tall, end[1] + sin * length * tall];
      const middle = [start[0] + (cos * wide) / 2, start[1] + (sin * tall) / 2];
      const box = boxAround(middle, wide, tall);
      const lead = [clamp(end[0], box[0], box[2]), clamp(end[1], box[1], box[3]), ...end];
      if (!isFree(box, room, label.land) || room.taken.some((other) => crosses(lead, other)) || room.discs.some((disc) => disc.cost === Infinity && crosses(lead, disc.box)) || room.lines.some((line) => meet(line, lead))) continue;
      const cost = 0.25 * length + 2 * groundOf(sheet, box, null).other + covered(box, room);
      if (cost < Infinity && (!best || cost < best.cost)) best = { cost, x: middle[0], y: middle[1], text, box, lead };
    }
  }
  return best;
}

// On the sheet, over no name, box or leader, nor over the state that is looked at, unless it is that state's own name.
function isFree(box, room, code) {
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
    for (let x = box[0]; x < box[2] + step; x += step) if (landUnder(sheet, Math.min(x, box[2]), Math.min(y, box[3])) === code) return true;
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
function groundOf(sheet, box, code) {
  let [own, other] = [0, 0];
  for (let column = 0; column < 7; column += 1) {
    for (let row = 0; row < 3; row += 1) {
      const land = landUnder(sheet, box[0] + ((column + 0.5) / 7) * (box[2] - box[0]), box[1] + ((row + 0.5) / 3) * (box[3] - box[1]));
      if (land === code) own += 1;
      else if (land in sheet.states) other += land === "RUS" ? 0.2 : 1;
    }
  }
  return { own: own / 21, other: other / 21 };
}
