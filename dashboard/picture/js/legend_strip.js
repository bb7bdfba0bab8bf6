// @ts-check
// The legend of a picture: the scale of its way of colouring, and what patterns, outlines and points mean. Swatches and
// colours are the map's own.

import { svg } from "../../map/js/dom.js";
import { swatch } from "../../map/js/legend.js";
import { block, wide } from "./lines.js";

const SCALE = { width: 330, height: 14 };
const SWATCH = { width: 26, gap: 7, apart: 20, row: 23 };
const SMALL = "note";
const NUMBERS = ["−1", "−0.5", "0", "+0.5", "+1"];

const KEYS = [
  ["state russia", "", "Russia: the pole, no score", "map"], ["quiet", "none", "no event read so far"],
  ["quiet", "undirected", "events, none towards or away"],
  ["quiet", "carried", "no event for a year: carried forward", "map"], ["quiet", "outside", "not a member then", "map"],
  ["outline member", "", "member"], ["outline suspended", "", "suspended or frozen"], ["outline left", "", "left the treaty"],
  ["zone", "", "conflict zone"], ["zone line", "", "border clashes"], ["marker current", "", "event of this month", "map"], ["marker", "", "earlier event", "map"],
  ["marker coarse", "", "hollow: country known only", "map"], ["disc", "", "so many events", "map"],
];

// Its node for a picture of this width, and its height.
export function legendStrip(data, state, width) {
  const node = svg("g", { class: "legend" }, scaleOf(data, state));
  const keys = KEYS.filter(([, , , only]) => !only || state.mode === "map");
  const from = SCALE.width + 36;
  let [x, y] = [from, 0];
  for (const [css, quiet, text] of keys) {
    const long = SWATCH.width + SWATCH.gap + wide(text, SMALL);
    if (x + long > width) [x, y] = [from, y + SWATCH.row];
    const drawn = swatch(css === "state russia" ? "russia" : css, quiet);
    for (const [name, value] of Object.entries({ x, y, width: 26, height: 16 })) drawn.setAttribute(name, String(value));
    node.append(drawn, block([text], SMALL, x + SWATCH.width + SWATCH.gap, y));
    x += long + SWATCH.apart;
  }
  return { node, height: Math.max(76, y + SWATCH.row) };
}

function scaleOf(data, state) {
  const change = state.mode === "change";
  const [left, right] = change ? ["moved away from Moscow", "moved towards Moscow"] : ["away from Moscow", "towards Moscow"];
  const colours = change ? every(data.change_palette) : state.colour === "smooth" ? every(data.palette) : state.colour === "classes" ? data.classes : data.muted[0];
  const step = SCALE.width / colours.length;
  const top = 20;
  const cells = colours.map((fill, at) => {
    const cell = svg("rect", { class: "scale-cell", x: (at * step).toFixed(2), y: top, width: (step + (colours.length > 9 ? 0.6 : 0)).toFixed(2), height: SCALE.height });
    cell.style.fill = fill;
    return cell;
  });
  const note = change ? "Difference of two scores: not a score." : state.colour === "muted" ? "The paler, the less certain; grey: hardly known." : "";
  const numbers = NUMBERS.map((text, at) => block([text], SMALL, (at * SCALE.width) / (NUMBERS.length - 1), top + SCALE.height + 3, { "text-anchor": ["start", "middle", "middle", "middle", "end"][at] }));
  return [block([left], SMALL, 0, 0), block([right], SMALL, SCALE.width, 0, { "text-anchor": "end" }), ...cells,
    svg("rect", { class: "scale-frame", x: 0, y: top, width: SCALE.width, height: SCALE.height }),
    ...numbers, block([note], SMALL, 0, top + SCALE.height + 21)];
}

function every(palette) {
  return palette.filter((_, at) => at % 4 === 0);
}
