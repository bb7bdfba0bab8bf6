// @ts-check
// Text on a picture: broken into lines by its measured width, and set line below line.

import { svg } from "../../map/js/dom.js";
import { typeFor, widthOf } from "./paper.js";

const LEADING = 1.3; // heights of a line from one to the next

// The text in lines of at most so many pixels; of more than `most` lines the last one ends with an ellipsis.
export function linesOf(text, css, width, most = Infinity) {
  const type = typeFor(css);
  const lines = [""];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines[lines.length - 1] ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines[lines.length - 1] && widthOf(longer, type) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  const whole = lines.map((line) => clipped(line, type, width));
  if (whole.length <= most) return whole;
  return [...whole.slice(0, most - 1), clipped(`${whole[most - 1]} …`, type, width, " …")];
}

function clipped(line, type, width, end = "…") {
  if (widthOf(line, type) <= width) return line;
  let letters = [...line.slice(0, line.length - end.length)];
  while (letters.length && widthOf(letters.join("") + end, type) > width) letters = letters.slice(0, -1);
  return letters.join("").trimEnd() + end;
}

export function heightOf(lines, css) {
  return lines.length * typeFor(css).size * LEADING;
}

// A block of lines whose first begins at the top left corner.
export function block(lines, css, x, y, attributes) {
  const { size } = typeFor(css);
  return svg("text", { class: css, ...attributes }, lines.map((text, at) => svg("tspan", { x, y: (y + size * (0.8 + LEADING * at)).toFixed(1), text })));
}

export function wide(text, css) {
  return widthOf(text, typeFor(css));
}
