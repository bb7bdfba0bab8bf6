// @ts-check
// The patterns over a colour: what it rests on, and conflict zones. The legend draws the same ones.
// Fills that say how much a colour rests on, by what is true at once: no evidence, not a member, carried forward.

import { svg } from "./dom.js";

export const QUIET = ["none", "none-outside", "undirected", "undirected-outside", "carried", "carried-outside", "outside"];

export function hatch(id, css, gap) {
  return svg("pattern", { id, class: css, width: gap, height: gap, patternUnits: "userSpaceOnUse" },
    ["under", null].map((name) => svg("line", { class: name, x1: 1.5, y1: 0, x2: 1.5, y2: gap })));
}

// Lines for a value carried forward, a plain ground with lines for none, with broken lines for events without direction, dots for a state outside the treaty.
export function quietPattern(id, name) {
  const parts = [];
  if (name.startsWith("none") || name.startsWith("undirected")) parts.push(svg("rect", { class: "ground", width: 12, height: 12 }));
  if (!name.startsWith("outside")) for (const x of [2, 8]) parts.push(svg("line", { x1: x, x2: x, y1: 0, y2: 12 }));
  if (name.endsWith("outside")) for (const [cx, cy] of [[6, 3], [0, 9], [12, 9]]) parts.push(svg("circle", { cx, cy, r: 1.1 }));
  return svg("pattern", { id, class: `quiet-${name.split("-")[0]}`, width: 12, height: 12, patternUnits: "userSpaceOnUse" }, parts);
}
