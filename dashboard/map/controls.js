// The bars above and below the map: date, member, looks; time is in time.js.
const FRAME_WORDS = { focus: "All members", full: "With all Russia", "south-caucasus": "South Caucasus", fergana: "Fergana valley", western: "Western border" };
const COLOUR_WORDS = { muted: "Colour: muted by doubt", smooth: "Colour: continuous", classes: "Colour: 7 classes" };

function make_controls(data, view, map, player, compare) {
  const date = html("output", { class: "date-name" });
  const typed = make_typed(data, view, map);
  const members = [["", "No state chosen"], ...data.members.map((member) => [member.iso3, member.name])];
  const member = select("Member", members, "", () => view.set({ member: member.value || null }));
  const frame = select("Frame", Object.entries(FRAME_WORDS), "focus", () => view.set({ frame: frame.value }));
  const colour = select("Colour", Object.entries(COLOUR_WORDS), "muted", () => view.set({ colour: colour.value }));
  const theme = select("Theme (L)", Object.entries(THEMES), "system", () => view.set({ theme: theme.value }));
  const present = button("Presentation (P)", "Present", () => map.present(), { class: "present-button" });
  const type = button("Large type (T)", "Aa", () => map.type(), { class: "type-button" });
  const help = button("Keys (?)", "?", () => map.help(), { class: "help-button" });
  const top = html("div", { class: "bar top" }, [date, typed, html("span", { class: "grow" }), ...compare.nodes,
    member, frame, colour, theme, type, present, help]);
  const time = make_time(data, view, map, player);

  function show(state, changed) {
    if (changed.includes("month")) {
      date.textContent = month_name(data.months[state.month]);
      if (typed.getRootNode().activeElement !== typed) typed.value = data.months[state.month];
    }
    member.value = state.member || "";
    frame.value = state.frame;
    colour.value = state.colour;
    theme.value = state.theme;
    compare.paint(state, changed);
    type.setAttribute("aria-pressed", String(state.type === "large"));
    time.show(state, changed);
  }
  return { top, bottom: time.node, show };
}

// Once something is chosen the list has done its work, and the keys are the map's again: chosen with the pointer, the focus
// goes back to the map; with keys it stays, for those who go from control to control, and `keys.js` asks `done_with`.
function select(label, options, chosen, action) {
  const node = html("select", { "aria-label": label, title: label }, options.map(([value, text]) => html("option", { value, text })));
  let by_key = false;
  node.value = chosen;
  node.addEventListener("pointerdown", () => { by_key = false; });
  node.addEventListener("keydown", (event) => {
    by_key = true;
    if (event.key.length === 1 && event.key !== " ") node.typed_at = event.timeStamp;
  });
  node.addEventListener("blur", () => { by_key = node.chosen = false; });
  node.addEventListener("change", () => {
    action();
    node.chosen = true;
    if (!by_key) node.closest("[data-map]").focus({ preventScroll: true });
  });
  return node;
}
