// The component: one bundle fetched once, one instance kept on the element; later calls only hand over the voice
// to Python. Python is told the view after a rest; it never tells the map where to be after the opening.
export default function timeline_map({ parentElement, data, setStateValue }) {
  const kept = parentElement.timeline_map;
  if (kept && kept.bundle === data.bundle) {
    kept.voice = setStateValue;
    kept.given = data;
    kept.what_if?.(data.what_if);
    dress(kept.root);
    return kept.stop;
  }
  const opening = { ...data.opening, ...(kept?.view?.as_message() || left_at) };
  kept?.stop();
  const root = html("div", { class: "csto-map", tabindex: 0, role: "group", "data-map": true,
    "data-date": opening.date, "aria-label": "Map with a date slider. Press ? for the keys." });
  const entry = { root, bundle: data.bundle, given: data, voice: setStateValue, stop: () => { root.remove(); delete parentElement.timeline_map; } };
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
  const insets = make_insets(data, view);
  main.insets = insets.sheets;
  const live = html("div", { class: "live", "aria-live": "polite" });
  const help = help_box();
  const tip = make_tooltip(data, view, stage);
  const caption = make_caption(data, view);
  const compare = make_compare(data, main, stage, view);
  const present = make_present(root, data, view);
  const theme = make_theme(root, view);
  const lines = keep_date_lines(data, view);
  const player = make_player(data, view);
  const map = make_actions(data, view, () => zoom, help, present, player);
  const controls = make_controls(data, view, map, player, make_compare_controls(data, view));
  const zones = make_zone_card(data, view);
  const side = html("div", { class: "side now" }, [main.node, insets.leaders, ...insets.figures, zoom_buttons(map)]);
  stage.prepend(compare.versus, compare.side, side, ...zones.nodes, help);
  controls.top.prepend(present.clock);
  root.append(controls.top, stage, caption.node, controls.bottom, make_legend(data, view, zones.toggle), live);
  const zoom = make_zoom(main, stage, view, () => { paint_markers(main, data, view.state); insets.connect(main, side, view.state.frame); compare.follow(); tip.hide(); });

  function paint(state, changed) {
    if (changed.includes("frame")) {
      show_frame(main, data, state.frame);
      root.dataset.frame = state.frame;
      stage.classList.remove("zoomed-in");
      if (root.dataset.ready) view.note({ zoom: null });
    }
    if (changed.includes("type") || changed.includes("present")) wear_type(state);
    root.dataset.mode = state.mode;
    compare.paint(state, changed);
    present.paint(state, changed);
    caption.paint(state, changed);
    if (changed.includes("theme")) theme.wear();
    for (const sheet of state.frame === "focus" ? [main, ...insets.sheets] : [main]) {
      paint_states(sheet, data, state);
      if (["month", "frame", "zone"].some((name) => changed.includes(name))) paint_zones(sheet, state);
      paint_markers(sheet, data, state);
    }
    if (compare.look_at_first(state) || ["frame", "mode", "present", "panel", "type", "window"].some((name) => changed.includes(name))) fit();
    if (changed.includes("month")) {
      root.dataset.date = data.months[state.month];
      lines.move();
      tip.refresh();
    }
    if (changed.includes("member")) document.documentElement.dataset.timelineMember = state.member || "";
    controls.show(state, changed);
    announce(live, `${month_name(data.months[state.month])}. ${caption.text()}`, map.is_playing());
  }
  function wear_type(state) {
    const large = state.type === "large" || state.present === "1";
    root.classList.toggle("large", large);
    for (const sheet of [main, ...compare.sheets, ...insets.sheets]) sheet.type = large ? "large" : "normal";
  }
  // Everything that keeps its size on the screen is placed anew when the room changes; a step does not.
  function fit() {
    for (const sheet of [main, ...insets.sheets]) { move(sheet); paint_markers(sheet, data, view.state); place_markers(sheet); }
    compare.follow();
    insets.connect(main, side, view.state.frame);
  }
  view.on(paint);
  for (const sheet of insets.sheets) show_frame(sheet, data, sheet.inset.frame, sheet.inset.crop);
  paint(view.state, Object.keys(view.state));
  zoom.restore(view.state.zoom);
  if (opening !== given.opening) view.told_as(given.opening);
  const forget_pointer = listen_pointer(root, stage, view, zoom, tip, data);
  const forget_keys = listen_keys(root, map);
  const hear_panel = (said) => view.set(said.detail);
  document.addEventListener("timeline:view", hear_panel);
  const resized = new ResizeObserver(fit);
  resized.observe(stage);
  entry.view = view;
  entry.what_if = make_what_if(root, stage, data, view);
  entry.what_if(entry.given.what_if);
  const remove = entry.stop;
  entry.stop = () => {
    document.removeEventListener("timeline:view", hear_panel);
    lines.stop(); map.pause(); view.stop(); present.stop(); theme.stop(); zoom.stop(); forget_keys(); forget_pointer(); resized.disconnect(); remove();
  };
  root.dataset.ready = "true";
}

// Spoken after a step has come to rest, not sixty times a second.
let announcing = null;
function announce(live, text, playing) {
  clearTimeout(announcing);
  if (playing) return;
  announcing = setTimeout(() => { live.textContent = text; }, 400);
}

function zoom_buttons(map) {
  return html("div", { class: "zoom-buttons over" }, [
    button("Zoom in (+)", "+", () => map.zoom("in")), button("Zoom out (-)", "−", () => map.zoom("out")),
    button("Whole map again (0)", "⤢", () => map.zoom("reset"))]);
}
