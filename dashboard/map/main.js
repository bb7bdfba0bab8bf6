// The component. What lives as long as its element is the holder; the map on it is built from one bundle, and goes on
// until the next bundle has come. Whoever listens is told the view after a rest (`timeline:told`); Python is not.
export default function timeline_map({ parentElement, data }) {
  const holder = (parentElement.timeline_map ||= make_holder(parentElement));
  holder.given = data;
  holder.show(data.bundle);
  return only_latest(parentElement, () => {
    delete parentElement.timeline_map;
    holder.stop();
  });
}

function make_holder(parentElement) {
  const holder = { given: null, map: null, show, stop };
  let [wanted, later, waiting] = [null, null, null];

  function show(address) {
    if (holder.map?.bundle === address) {
      wanted = address;
      holder.map.what_if(holder.given.what_if);
      return dress(holder.map.root);
    }
    if (wanted === address) return null;
    wanted = address;
    if (!holder.map && !waiting) parentElement.append((waiting = html("p", { class: "waiting", role: "status", text: "Loading the map …" })));
    return load(address, 1);
  }
  function load(address, attempt) {
    fetch(address)
      .then((answer) => {
        if (!answer.ok) throw Object.assign(new Error(`its data answered ${answer.status}`), { final: true });
        return answer.json();
      })
      .then((bundle) => { if (wanted === address) swap(address, bundle); })
      .catch((error) => { if (wanted === address) fail(address, attempt, error); });
  }
  // A map that is there stays, whatever becomes of the next one. A line that is down is tried again.
  function fail(address, attempt, error) {
    if (waiting) fill_in(waiting, { class: "failed", role: "alert", text: `The map could not be loaded: ${error.message}. ${error.final ? "Reload the page." : "Trying again …"}` });
    if (!error.final) later = setTimeout(() => load(address, attempt + 1), Math.min(15000, 1000 * 2 ** attempt));
  }
  function swap(address, bundle) {
    const before = holder.map;
    const opening = { ...holder.given.opening, ...(before?.view.as_message() || left_at) };
    const [had_focus, was_playing] = [before?.root.contains(document.activeElement), before?.is_playing()];
    before?.stop();
    waiting?.remove();
    waiting = null;
    holder.map = build(parentElement, bundle, opening, holder);
    holder.map.bundle = address;
    if (had_focus) holder.map.root.focus({ preventScroll: true });
    if (was_playing) holder.map.play();
  }
  function stop() {
    wanted = null;
    clearTimeout(later);
    waiting?.remove();
    holder.map?.stop();
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  }
  return holder;
}

function build(parentElement, data, opening, holder) {
  const given = holder.given;
  const root = html("div", { class: "csto-map", tabindex: 0, role: "group", "data-map": true,
    "data-date": opening.date, "aria-label": "Map with a date slider. Press ? for the keys." });
  parentElement.append(root);
  dress(root);
  index_events(data);
  const view = make_view(opening, data, given.defaults);
  view.tell = (about) => document.dispatchEvent(new CustomEvent("timeline:told", { detail: about }));
  root.view_now = () => about_panel(view.as_message()); // for who comes later than the map
  const stage = html("div", { class: "stage" });
  const main = make_sheet(data, true);
  const insets = make_insets(data, view);
  main.insets = insets.sheets;
  const live = html("div", { class: "live", "aria-live": "polite" });
  const announce = make_announcer(live);
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
  const card = make_event_card(data, view);
  const side = html("div", { class: "side now" }, [main.node, insets.leaders, ...insets.figures, zoom_buttons(map)]);
  stage.prepend(compare.versus, side, compare.side, ...zones.nodes, help);
  controls.top.prepend(present.clock);
  root.append(controls.top, stage, caption.node, controls.bottom, make_legend(data, view, zones.toggle), card.node, live);
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
    card.paint(state, changed);
    if (changed.includes("theme")) theme.wear();
    const drawn = state.frame === "focus" ? [main, ...insets.sheets] : [main];
    for (const sheet of drawn) {
      paint_states(sheet, data, state);
      if (["month", "frame", "zone"].some((name) => changed.includes(name))) paint_zones(sheet, state);
      paint_markers(sheet, data, state);
    }
    if (compare.look_at_first(state) || ["frame", "mode", "present", "panel", "type", "window"].some((name) => changed.includes(name))) fit();
    else for (const sheet of drawn) place_due(sheet);
    if (changed.includes("month")) {
      root.dataset.date = data.months[state.month];
      lines.move();
      tip.refresh();
    }
    if (changed.includes("member")) document.documentElement.dataset.timelineMember = state.member || "";
    controls.show(state, changed);
    announce.say(`${month_name(data.months[state.month])}. ${caption.text()}`, map.is_playing());
  }
  function wear_type(state) {
    const large = state.type === "large" || state.present === "1";
    root.classList.toggle("large", large);
    for (const sheet of [main, ...compare.sheets, ...insets.sheets]) sheet.type = large ? "large" : "normal";
  }
  // Everything that keeps its size on the screen is placed anew when the room changes; a step does not.
  function fit() {
    insets.show_in(view.state.frame, main, side);
    for (const sheet of [main, ...insets.sheets]) { move(sheet); paint_markers(sheet, data, view.state); place_markers(sheet); }
    compare.follow();
    insets.connect(main, side, view.state.frame);
  }
  view.on(paint);
  for (const sheet of insets.sheets) show_frame(sheet, data, sheet.inset.frame, sheet.inset.crop);
  paint(view.state, Object.keys(view.state));
  zoom.restore(view.state.zoom);
  view.told_as(given.opening);
  const forget_pointer = listen_pointer(root, stage, view, zoom, tip, data);
  const forget_keys = listen_keys(root, map);
  const hear_panel = (said) => view.set(said.detail);
  document.addEventListener("timeline:view", hear_panel);
  const resized = new ResizeObserver(fit);
  resized.observe(stage);
  const what_if = make_what_if(root, stage, data, view);
  what_if(given.what_if);
  root.dataset.ready = "true";
  // Whatever reaches beyond the map's own elements ends here (docs/dashboard.md, "What must end with its map").
  function stop() {
    document.removeEventListener("timeline:view", hear_panel);
    announce.stop();
    for (const end of [card.stop, caption.stop, lines.stop, map.pause, view.stop, present.stop, theme.stop, zoom.stop, forget_keys, forget_pointer]) end();
    resized.disconnect();
    for (const name of ["timelineMember", "timelineTheme"]) delete document.documentElement.dataset[name];
    root.remove();
  }
  return { root, view, what_if, stop, is_playing: map.is_playing, play: map.play };
}

// Spoken after a step has come to rest, not sixty times a second.
function make_announcer(live) {
  let timer = null;
  return {
    say(text, playing) {
      clearTimeout(timer);
      if (!playing) timer = setTimeout(() => { live.textContent = text; }, 400);
    },
    stop: () => clearTimeout(timer),
  };
}

function zoom_buttons(map) {
  return html("div", { class: "zoom-buttons over" }, [
    button("Zoom in (+)", "+", () => map.zoom("in")), button("Zoom out (-)", "−", () => map.zoom("out")),
    button("Whole map again (0)", "⤢", () => map.zoom("reset"))]);
}
