// What keys and buttons can do, and the player.
function make_actions(root, data, view, zoom, help) {
  let playing = null;
  const actions = {
    controls: null,
    is_playing: () => playing !== null,
    step(by) { actions.pause(); view.set({ month: view.state.month + by }); },
    go(month) { actions.pause(); view.set({ month: Math.min(month, data.months.length - 1) }); },
    frame() { view.set({ frame: view.state.frame === "focus" ? "full" : "focus" }); },
    zoom(how) { zoom()[how](); },
    help() { help.hidden = !help.hidden; },
    clear() {
      if (!help.hidden) help.hidden = true;
      else view.set({ member: null, event: null });
    },
    next_event(by) {
      const shown = data.events_by_month[view.state.month].filter((event) => event.at[view.state.frame])
        .filter((event) => !view.state.member || view.state.member in event.effects);
      if (!shown.length) return;
      const now = shown.findIndex((event) => event.id === view.state.event);
      const next = now < 0 ? (by > 0 ? 0 : shown.length - 1) : (now + by + shown.length) % shown.length;
      view.set({ event: shown[next].id });
    },
    play() {
      if (playing) return actions.pause();
      if (view.state.month === data.months.length - 1) view.set({ month: 0 });
      playing = start();
      actions.controls.playing(true);
    },
    pause() {
      if (!playing) return;
      playing.on = false;
      playing = null;
      actions.controls.playing(false);
    },
  };

  // Months follow the clock, not the frames: a slow screen skips months and keeps the speed.
  function start() {
    const run = { on: true };
    let last = performance.now();
    let owed = 0;
    const tick = (now) => {
      if (!run.on) return;
      owed += ((now - last) / 1000) * actions.controls.speed();
      last = now;
      const months = Math.floor(owed);
      owed -= months;
      if (months) view.set({ month: view.state.month + months });
      if (view.state.month === data.months.length - 1) actions.pause();
      else requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    return run;
  }
  return actions;
}

function listen_pointer(root, stage, view, zoom, tip, data) {
  function as_tip(found) {
    if (found.event) return { kind: "event", id: found.event };
    if (found.state || found.zone) return { kind: "state", id: found.state, zone: found.zone };
    return null;
  }
  function find(event) {
    return target_at(stage.getRootNode(), event.clientX, event.clientY);
  }
  function choose(found) {
    if (found.event) view.set({ event: found.event === view.state.event ? null : found.event });
    else if (found.state && found.state !== "RUS") view.set({ member: found.state === view.state.member ? null : found.state });
  }
  const hide = () => tip.hide();
  stage.addEventListener("pointermove", (event) => {
    const on_map = event.target.closest?.("svg.sheet") && !event.buttons;
    tip.show(on_map ? as_tip(find(event)) : null, event.clientX, event.clientY);
  });
  stage.addEventListener("pointerleave", hide);
  stage.addEventListener("click", (event) => {
    if (!event.target.closest?.("svg.sheet") || zoom.was_drag()) return;
    const found = event.detail === 0 ? { event: event.target.closest("[data-event]")?.dataset.event,
      state: event.target.closest("[data-iso3],[data-copy-iso3]")?.dataset.iso3 } : find(event);
    choose(found);
    if (event.pointerType === "touch") tip.show(as_tip(found), event.clientX, event.clientY);
  });
  stage.addEventListener("keydown", (event) => {
    const holder = event.target.closest?.("[data-iso3],[data-event]");
    if (!holder || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    choose({ event: holder.dataset.event, state: holder.dataset.iso3 });
  });
  // A state reached by Tab shows the same tip as one under the pointer.
  stage.addEventListener("focusin", (event) => {
    const iso3 = event.target.dataset?.iso3;
    if (!iso3 || !event.target.matches(":focus-visible")) return;
    const box = event.target.getBoundingClientRect();
    tip.show({ kind: "state", id: iso3 }, box.left + box.width / 2, box.top + box.height / 2);
  });
  stage.addEventListener("focusout", hide);
  window.addEventListener("scroll", hide, { passive: true });
  return () => window.removeEventListener("scroll", hide);
}
