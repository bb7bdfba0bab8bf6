// @ts-check
// A step: the fills of the states, what they rest on, the zones that hold, and what is said of each. Nothing is written
// twice. Colours come from the bundle; `dashboard/colors.py` holds them and the same rules.

import { changeFill } from "./change.js";
import { fillOf } from "./colours.js";
import { signed, write } from "./dom.js";
import { STATUS, memberAt, quietWords, statusWords, wordsFor } from "./member.js";

export function paintStates(sheet, data, state) {
  for (const member of data.members) {
    const shape = sheet.states[member.iso3];
    if (!shape) continue;
    const now = memberAt(data, member.iso3, state.month);
    const chosen = state.member === member.iso3;
    const quiet = [now.quiet, now.status in STATUS ? "" : "outside"].filter(Boolean).join("-");
    write(shape, "fill", stateFill(data, now, state), (value) => { shape.path.style.fill = value; });
    write(shape, "cover", state.mode === "change" ? quietChange(now) : quiet, (value) => {
      shape.cover.style.display = value ? "inline" : "none";
      shape.cover.setAttribute("fill", value ? `url(#${sheet.id}-${value})` : "none");
    });
    write(shape, "outline", `outline ${now.status in STATUS ? now.status : "left"}${chosen ? " chosen" : ""}`, (value) => shape.outline.setAttribute("class", value));
    write(shape, "casing", chosen ? "casing chosen" : "casing", (value) => shape.casing.setAttribute("class", value));
    if (sheet.main) describe(shape, now, chosen);
  }
}

function stateFill(data, now, state) {
  return state.mode === "change" ? changeFill(data, now.at, state) : fillOf(data, now, state.colour);
}

// In the map of a change only a state of which nothing was read that moves it is covered.
function quietChange(now) {
  return now.quiet === "none" || now.quiet === "undirected" ? now.quiet : "";
}

function describe(shape, now, chosen) {
  const score = now.score === null ? "" : String(now.score);
  write(shape, "score", score, (value) => shape.path.setAttribute("data-score", value));
  write(shape, "quiet", now.quiet, (value) => { shape.path.dataset.quiet = value; });
  write(shape, "status", now.status, (value) => { shape.path.dataset.status = value; });
  const quiet = quietWords(now);
  const said = `${now.name}, ${statusWords(now.status)}, score ${signed(now.score)}, ${wordsFor(now.score)}${quiet ? `, ${quiet}` : ""}`;
  write(shape, "said", said, (value) => shape.path.setAttribute("aria-label", value));
  write(shape, "pressed", chosen, (value) => shape.path.setAttribute("aria-pressed", value));
}
