// @ts-check
// Where the insets stand on the map: each in a corner of its own, unless a state that has a score lies there. Then along the
// map's edge to where none is covered, and smaller when there is no such place. Runs when the room changes, not at a step.

import { distanceOf, overlap, widened } from "./boxes.js";

const INSET_GAP = 10; // pixels between an inset and the map's edge, or another box
const INSET_STEP = 12; // pixels from one place that is tried to the next
const INSET_LOOK = 4; // pixels between the points that are looked at
// Sizes, and how far from the corner in widths of an inset: rather a little smaller than far away from what it shows.
const INSET_TRIES = [[1, 0.5], [0.9, 0.5], [0.8, 0.5], [0.7, 0.5], [0.65, 0.5], [0.6, 0.5], [1, Infinity], [0.8, Infinity], [0.6, Infinity]];
export const HOME_CORNERS = { "south-caucasus": [0, 1], fergana: [1, 1] }; // shares of the room that is left, across and down

// Gives each figure its place in `side`. What counts is the whole map, not what is zoomed to: a zoom moves no inset.
export function settleInsets(figures, main, side) {
  const [first] = figures;
  for (const figure of figures) figure.removeAttribute("style");
  const room = { width: side.clientWidth, height: side.clientHeight };
  if (!room.width || !first || getComputedStyle(first).position !== "absolute") return;
  const taken = [...side.querySelectorAll(":scope > .zoom-buttons")].map((node) => boxWithin(node, side));
  const sizes = figures.map((figure) => [figure.offsetWidth, figure.offsetHeight]);
  figures.forEach((figure, at) => {
    const box = insetBox(sizes[at], HOME_CORNERS[figure.dataset.inset], room, taken, (x, y) => scoredUnder(main, room, x, y));
    taken.push(box);
    const share = (length, whole) => `${((100 * length) / whole).toFixed(3)}%`; // of the room: paper has another size
    Object.assign(figure.style, { inset: "auto", left: share(box[0], room.width), top: share(box[1], room.height), width: share(box[2] - box[0], room.width) });
  });
}

// The box of an inset: the one nearest to its corner that covers nothing, else the one that covers least.
export function insetBox([width, height], corner, room, taken, covers) {
  let best = null;
  for (const [size, reach] of INSET_TRIES) {
    const [wide, tall] = [Math.round(width * size), Math.round(height * size)];
    for (const [left, top] of alongEdges(room, wide, tall, corner, reach * Math.max(width, height))) {
      const box = [left, top, left + wide, top + tall];
      if (taken.some((other) => overlap(box, widened(other, INSET_GAP)))) continue;
      const covered = pointsCovered(box, covers, best ? best.covered : Infinity);
      if (!best || covered < best.covered) best = { box, covered };
      if (covered === 0) return box;
    }
  }
  return best ? best.box : [0, 0, width, height];
}

// All places at the edge of the room within reach of the corner, the nearest first.
function alongEdges(room, wide, tall, corner, reach) {
  const [mostX, mostY] = [room.width - wide - INSET_GAP, room.height - tall - INSET_GAP];
  const home = [corner[0] ? mostX : INSET_GAP, corner[1] ? mostY : INSET_GAP];
  const places = [home];
  for (let x = INSET_GAP; x <= mostX; x += INSET_STEP) places.push([x, INSET_GAP], [x, mostY]);
  for (let y = INSET_GAP; y <= mostY; y += INSET_STEP) places.push([INSET_GAP, y], [mostX, y]);
  return places.filter((at) => distanceOf(at, home) <= reach).sort((a, b) => distanceOf(a, home) - distanceOf(b, home));
}

function pointsCovered(box, covers, enough) {
  let covered = 0;
  for (let y = box[1]; y < box[3] + INSET_LOOK; y += INSET_LOOK) {
    for (let x = box[0]; x < box[2] + INSET_LOOK; x += INSET_LOOK) {
      if (covers(Math.min(x, box[2]), Math.min(y, box[3]))) covered += 1;
      if (covered >= enough) return covered;
    }
  }
  return covered;
}

// Whether a state with a score lies under a point of the room.
export function scoredUnder(main, room, x, y) {
  const unit = Math.max(main.size.width / room.width, main.size.height / room.height);
  const at = [(x - room.width / 2) * unit + main.size.width / 2, (y - room.height / 2) * unit + main.size.height / 2];
  const land = main.landAt.at(at[0] - main.home[0], at[1] - main.home[1]);
  return land in main.states && land !== "RUS";
}

function boxWithin(node, side) {
  const [box, around] = [node.getBoundingClientRect(), side.getBoundingClientRect()];
  return [box.left - around.left, box.top - around.top, box.right - around.left, box.bottom - around.top];
}
