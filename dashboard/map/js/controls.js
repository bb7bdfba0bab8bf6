// @ts-check
// The bars above and below the map: date, member, looks; time is in time.js.

import { button, html } from "./dom.js";
import { monthName } from "./months.js";
import { select } from "./select.js";
import { THEMES } from "./theme.js";
import { makeTime, makeTyped } from "./time.js";

const FRAME_WORDS = { focus: "All members", full: "With all Russia", "south-caucasus": "South Caucasus", fergana: "Fergana valley", western: "Western border" };
const COLOUR_WORDS = { muted: "Colour: by doubt", smooth: "Colour: continuous", classes: "Colour: 7 classes" };

export function makeControls(data, view, map, player, compare) {
  const date = html("output", { class: "date-name" });
  const typed = makeTyped(data, view, map);
  const members = [["", "No state"], ...data.members.map((member) => [member.iso3, member.name])];
  const member = select("Member", members, "", () => view.set({ member: member.value || null }));
  const frame = select("Frame", Object.entries(FRAME_WORDS), "focus", () => view.set({ frame: frame.value }));
  const colour = select("Colour", Object.entries(COLOUR_WORDS), "muted", () => view.set({ colour: colour.value }));
  const theme = select("Theme (L)", Object.entries(THEMES), "system", () => view.set({ theme: theme.value }));
  const present = button("Presentation (P)", "Present", () => map.present(), { class: "present-button" });
  const type = button("Large type (T)", "Aa", () => map.type(), { class: "type-button" });
  const help = button("Keys (?)", "?", () => map.help(), { class: "help-button" });
  // Where there is no room for all in one row these three go on together: none stands in a row by itself.
  const last = html("span", { class: "bar-end" }, [type, present, help]);
  const top = html("div", { class: "bar top" }, [date, typed, html("span", { class: "grow" }), ...compare.nodes,
    member, frame, colour, theme, last]);
  const time = makeTime(data, view, map, player);

  function show(state, changed) {
    if (changed.includes("month")) {
      date.textContent = monthName(data.months[state.month]);
      if (/** @type {Document} */ (typed.getRootNode()).activeElement !== typed) typed.value = data.months[state.month];
    }
    // A list that is told its own value again is laid out again: a step leaves them alone.
    for (const [name, list] of Object.entries({ member, frame, colour, theme })) if (changed.includes(name)) list.value = state[name] || "";
    compare.paint(state, changed);
    type.setAttribute("aria-pressed", String(state.type === "large"));
    time.show(state, changed);
  }
  return { top, bottom: time.node, show };
}
