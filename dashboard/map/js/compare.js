// @ts-check
// Two dates: side by side as two sheets with "vs." between them, or as one sheet of the change, which has colours and a
// legend of its own so that nobody takes a change for a score. The second sheet follows the first one's frame and zoom.

import { movedMost } from "./change.js";
import { button, focusMap, html } from "./dom.js";
import { makeInsets } from "./insets.js";
import { placeDue } from "./labels.js";
import { paintMarkers, placeMarkers } from "./markers.js";
import { monthName, readMonth } from "./months.js";
import { paintStates } from "./paint.js";
import { select } from "./select.js";
import { makeSheet, showFrame } from "./sheet.js";
import { move } from "./sheet_view.js";
import { paintZones } from "./zones.js";

const CHANGE_MODES = { map: "One map", compare: "Two dates", change: "Change" };

export function makeCompare(data, main, stage, view) {
  const other = makeSheet(data, false);
  const insets = makeInsets(data, view);
  other.node.classList.add("other");
  const side = html("div", { class: "side then" }, [other.node, insets.leaders, ...insets.figures]);
  const names = [html("strong", { class: "then" }), html("strong", { class: "now" })];
  const versus = html("div", { class: "versus", "data-versus": true }, [names[0], html("span", { text: "vs." }), names[1]]);
  let frame = null;

  // Nothing lies over the state that differs most: true when that has become another one.
  function lookAtFirst(state) {
    const first = state.mode === "map" ? null : movedMost(data, state);
    const changed = first !== main.first;
    for (const sheet of [main, ...main.insets, other, ...insets.sheets]) sheet.first = first;
    return changed;
  }

  function paint(state, changed) {
    if (changed.includes("mode")) {
      stage.classList.toggle("two-dates", state.mode === "compare");
      stage.classList.toggle("one-change", state.mode === "change");
    }
    if (state.mode === "map") return;
    names[0].textContent = monthName(data.months[state.compare]);
    names[1].textContent = monthName(data.months[state.month]);
    if (state.mode === "compare") paintOther(state, changed);
  }
  function paintOther(state, changed) {
    const then = { ...state, month: state.compare, event: null };
    if (frame === null) for (const sheet of insets.sheets) showFrame(sheet, data, sheet.inset.frame, sheet.inset.crop);
    if (frame !== state.frame) showFrame(other, data, (frame = state.frame));
    if (!changed.some((name) => name !== "month")) return; // the other date stands still while the map steps
    for (const sheet of frame === "focus" ? [other, ...insets.sheets] : [other]) {
      paintStates(sheet, data, then);
      paintZones(sheet, then);
      paintMarkers(sheet, data, then);
      placeDue(sheet);
    }
  }
  function follow() {
    if (!stage.classList.contains("two-dates") || !other.size) return;
    insets.showIn(frame, other, side);
    Object.assign(other, { k: main.k, x: main.x, y: main.y });
    for (const sheet of [other, ...insets.sheets]) { move(sheet); placeMarkers(sheet); }
    insets.connect(other, side, frame);
  }
  return { versus, side, sheets: [other, ...insets.sheets], paint, lookAtFirst, follow };
}

export function changeLegend(data) {
  const ramp = html("div", { class: "ramp" });
  ramp.style.background = `linear-gradient(to right, ${data.change_palette.filter((_, at) => at % 10 === 0).join(",")})`;
  return html("div", { class: "change-legend", "data-change-legend": true }, [
    html("div", { class: "ramp-words" }, [html("span", { text: "moved away from Moscow" }), html("span", { text: "moved towards Moscow" })]),
    ramp,
    html("div", { class: "ramp-numbers" }, ["−1 or more", "−0.5", "no change", "+0.5", "+1 or more"].map((text) => html("span", { text }))),
    html("p", { class: "legend-note", text: "Difference between the scores of two dates: not a score. Hatched: no evidence by the later date." }),
  ]);
}

// The mode, and the second date while there is one.
export function makeCompareControls(data, view) {
  const mode = select("One map, two dates or the change between them (V)", Object.entries(CHANGE_MODES), "map",
    () => view.set({ mode: mode.value }));
  mode.classList.add("mode");
  const other = html("input", { type: "text", class: "typed other-date", autocomplete: "off", spellcheck: "false", placeholder: "YYYY-MM",
    "aria-label": "Second month, to compare with (YYYY-MM)", title: "Compare with" });
  const follow = (whole) => {
    const compare = data.months.indexOf(readMonth(other.value, whole));
    if (whole) other.setAttribute("aria-invalid", String(compare < 0));
    if (compare >= 0) { other.setAttribute("aria-invalid", "false"); view.set({ compare }); }
  };
  other.addEventListener("input", () => follow(false));
  other.addEventListener("change", () => follow(true));
  other.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    follow(true);
    if (other.getAttribute("aria-invalid") === "false") focusMap(other);
  });
  other.addEventListener("focus", () => other.select());
  const swap = button("Swap the two dates (X)", "⇄", () => swapDates(view), { class: "swap" });
  const pair = html("span", { class: "second-date" }, [html("span", { text: "vs." }), other, swap]);
  function paint(state, changed) {
    if (changed.includes("mode")) {
      mode.value = state.mode;
      pair.hidden = state.mode === "map";
    }
    if (state.compare !== null && changed.includes("compare") && document.activeElement !== other) other.value = data.months[state.compare];
  }
  return { nodes: [pair, mode], paint };
}

export function nextMode(view) {
  const modes = Object.keys(CHANGE_MODES);
  view.set({ mode: modes[(modes.indexOf(view.state.mode) + 1) % modes.length] });
}

export function swapDates(view) {
  if (view.state.mode !== "map") view.set({ month: view.state.compare, compare: view.state.month });
}
