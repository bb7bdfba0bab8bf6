// The component: one bundle fetched once, one instance kept on the element; later calls only hand over the voice
// to Python. Python is told the view after a rest; it never tells the map where to be after the opening.
export default function timeline_map({ parentElement, data, setStateValue }) {
  const kept = parentElement.timeline_map;
  if (kept && kept.bundle === data.bundle) {
    kept.voice = setStateValue;
    dress(kept.root);
    return kept.stop;
  }
  const opening = { ...data.opening, ...(kept?.view?.as_message() || left_at) };
  kept?.stop();
  const root = html("div", { class: "csto-map", tabindex: 0, role: "group", "data-map": true,
    "data-date": opening.date, "aria-label": "Map with a date slider. Press ? for the keys." });
  const entry = { root, bundle: data.bundle, voice: setStateValue, stop: () => { root.remove(); delete parentElement.timeline_map; } };
  parentElement.timeline_map = entry;
  parentElement.append(root);
  dress(root);
  fetch(data.bundle)
    .then((answer) => {
      if (!answer.ok) throw new Error(`the map's data answered ${answer.status}`);
      return answer.json();
    })
    .then((bundle) => { if (parentElement.timeline_map === entry) build(root, bundle, opening, entry, data); })
    .catch((error) => root.replaceChildren(html("p", { class: "failed", role: "alert", text: `The map could not be loaded: ${error.message}. Reload the page.` })));
  return entry.stop;
}

function build(root, data, opening, entry, given) {
  index_events(data);
  const view = make_view(opening, data, given.defaults);
  view.tell = (message) => entry.voice("view", message);
  const stage = html("div", { class: "stage" });
  const main = make_sheet(data, true);
  const insets = make_insets(data);
  const live = html("div", { class: "live", "aria-live": "polite" });
  const help = help_box();
  const tip = make_tooltip(data, view, stage);
  const map = make_actions(root, data, view, () => zoom, help);
  const controls = make_controls(data, view, map);
  map.controls = controls;
  stage.prepend(main.node, insets.leaders, ...insets.figures, zoom_buttons(map), help);
  root.append(controls.top, stage, controls.bottom, make_legend(data), live);
  const zoom = make_zoom(main, stage, () => { insets.connect(main, stage, view.state.frame); tip.hide(); });

  function paint(state, changed) {
    if (changed.includes("frame")) {
      show_frame(main, data, state.frame);
      root.dataset.frame = state.frame;
      stage.classList.remove("zoomed-in");
    }
    for (const sheet of state.frame === "focus" ? [main, ...insets.sheets] : [main]) {
      paint_states(sheet, data, state);
      if (changed.includes("month") || changed.includes("frame")) paint_zones(sheet, state);
      paint_markers(sheet, data, state);
    }
    if (changed.includes("frame")) insets.connect(main, stage, state.frame);
    if (changed.includes("month")) {
      root.dataset.date = data.months[state.month];
      move_date_lines(state.month / (data.months.length - 1));
      tip.refresh();
    }
    controls.show(state, changed);
    announce(live, data, state, map.is_playing());
  }
  view.on(paint);
  for (const sheet of insets.sheets) show_frame(sheet, data, sheet.inset);
  paint(view.state, Object.keys(view.state));
  if (opening !== given.opening) view.told_as(given.opening);
  const forget_pointer = listen_pointer(root, stage, view, zoom, tip, data);
  const forget_keys = listen_keys(root, map);
  const resized = new ResizeObserver(() => {
    for (const sheet of [main, ...insets.sheets]) { move(sheet); place_markers(sheet); }
    insets.connect(main, stage, view.state.frame);
  });
  resized.observe(stage);
  entry.view = view;
  const remove = entry.stop;
  entry.stop = () => {
    map.pause(); view.stop(); zoom.stop(); forget_keys(); forget_pointer(); resized.disconnect(); remove();
  };
  root.dataset.ready = "true";
}

// The charts' line at the shown month. Set on the lines themselves: a property of the whole page would make the browser
// look at every element of it anew, at every step.
function move_date_lines(share) {
  for (const line of document.getElementsByClassName("date-line")) line.style.left = `${share * 100}%`;
}

// The component is called again when the theme changes; a dark page gets a dark sea and light labels.
function dress(root) {
  const probe = html("i");
  probe.style.color = "var(--st-background-color, white)";
  root.append(probe);
  const [red, green, blue] = (getComputedStyle(probe).color.match(/[\d.]+/g) || [255, 255, 255]).map(Number);
  probe.remove();
  root.classList.toggle("dark", 0.3 * red + 0.59 * green + 0.11 * blue < 110);
}

// Spoken after a step has come to rest, not sixty times a second.
let announcing = null;
function announce(live, data, state, playing) {
  clearTimeout(announcing);
  if (playing) return;
  announcing = setTimeout(() => { live.textContent = month_name(data.months[state.month]); }, 400);
}

function zoom_buttons(map) {
  return html("div", { class: "zoom-buttons" }, [
    button("Zoom in (+)", "+", () => map.zoom("in")), button("Zoom out (-)", "−", () => map.zoom("out")),
    button("Whole map again (0)", "⤢", () => map.zoom("reset"))]);
}
