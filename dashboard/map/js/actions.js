// @ts-check
// What keys and buttons can do.

import { nextMode, swapDates } from "./compare.js";
import { aside } from "./markers.js";
import { nextTheme } from "./theme.js";
import { noteTarget, targetAt } from "./tooltip.js";
import { turningPoints } from "./turning.js";
import { WINDOWS, shownEvents } from "./windows.js";
import { holds } from "./zones.js";

const COLOURS = ["muted", "smooth", "classes"];

export function makeActions(data, view, zoom, help, present, player, pictures, tour) {
  const next = (list, now, by = 1) => list[(list.indexOf(now) + by + list.length) % list.length];
  const actions = {
    isPlaying: () => player.isPlaying(),
    play: () => player.toggle(),
    pause: () => player.pause(),
    faster: (by) => player.faster(by),
    step(by) { player.pause(); view.set({ month: view.state.month + by * (view.state.step === "year" ? 12 : 1) }); },
    year(by) { player.pause(); view.set({ month: view.state.month + by * 12 }); },
    go(month) { player.pause(); view.set({ month: Math.min(month, data.months.length - 1) }); },
    frame() { view.set({ frame: view.state.frame === "focus" ? "full" : "focus" }); },
    colour() { view.set({ colour: next(COLOURS, view.state.colour) }); },
    window() { view.set({ window: next(Object.keys(WINDOWS), view.state.window) }); },
    type() { view.set({ type: view.state.type === "large" ? "normal" : "large" }); },
    unit() { view.set({ step: view.state.step === "year" ? "month" : "year" }); },
    zoom(how) { zoom()[how](); },
    mode: () => nextMode(view),
    swap: () => swapDates(view),
    present: () => present.toggle(),
    isPresented: () => view.state.present === "1",
    begin() { if (view.state.present !== "1") present.toggle(); },
    end() { view.set({ present: "0" }); },
    panel() { view.set({ panel: view.state.panel === "shown" ? "hidden" : "shown" }); },
    // The panel has the search: it comes back when it is hidden.
    search() {
      view.set({ panel: "shown" });
      document.dispatchEvent(new CustomEvent("timeline:search"));
    },
    blackOut: () => present.blackOut(),
    theme: () => nextTheme(view),
    copyPicture: () => pictures.copy(),
    addStop: () => tour.add(),
    takeStop: () => tour.take(),
    presenter: () => tour.presenter(),
    tourStop: (by) => tour.next(by),
    // A clicker tells the tour that is open, else it steps through time.
    onward(by) { if (tour.isOpen()) tour.next(by); else actions.step(by); },
    help() { if (help.open) help.close(); else help.showModal(); },
    // What is chosen first; with nothing chosen the presentation ends.
    clear() {
      const { member, event, zone, spot } = view.state;
      if (member || event || zone || spot) view.set({ member: null, event: null, zone: null, spot: null });
      else view.set({ present: "0" });
    },
    zone() {
      const now = [...new Set(data.zones.filter((zone) => holds(zone, view.state.month)).map((zone) => zone.zone))];
      view.set({ zone: [...now, null][now.indexOf(view.state.zone) + 1] });
    },
    nextEvent(by) {
      const shown = shownEvents(data, view.state).filter((event) => event.at[view.state.frame] && !aside(event, view.state));
      const now = shown.findIndex((event) => event.id === view.state.event);
      if (shown.length) view.set({ event: shown[now < 0 ? (by > 0 ? 0 : shown.length - 1) : (now + by + shown.length) % shown.length].id });
    },
    // To the next month in which a score moved much; with a state chosen, that state's.
    turn(by) {
      player.pause();
      const turns = turningPoints(data, view.state.member);
      const found = by > 0 ? turns.find((month) => month > view.state.month) : turns.findLast((month) => month < view.state.month);
      if (found !== undefined) view.set({ month: found });
    },
    quiet() { view.set({ quiet: view.state.quiet === "skipped" ? "shown" : "skipped" }); },
    // From event to event through the years: the month follows the event.
    alongEvents(by) {
      player.pause();
      const { month, event: chosen } = view.state;
      const events = data.events.filter((event) => event.start < data.months.length && event.end >= 0 && !aside(event, view.state));
      const at = events.findIndex((event) => event.id === chosen);
      const ahead = events.findIndex((event) => event.start >= month);
      const behind = events.findLastIndex((event) => event.start <= month);
      const found = events[at >= 0 ? at + by : by > 0 ? ahead : behind];
      if (found) view.set({ month: Math.max(0, found.start), event: found.id });
    },
  };
  return actions;
}

export function listenPointer(root, stage, view, zoom, tip, data) {
  function asTip(found) {
    if (found.event) return { kind: "event", id: found.event };
    if (found.cell) return { kind: "cell", id: found.cell.id, cell: found.cell };
    if (found.state || found.zone) return { kind: "state", id: found.state, zone: found.zone };
    return null;
  }
  function find(event) {
    return targetAt(stage.getRootNode(), event.clientX, event.clientY);
  }
  const hide = () => tip.hide();
  stage.addEventListener("pointermove", (event) => {
    const onMap = event.target.closest?.("svg.sheet") && !event.buttons;
    tip.show(onMap ? asTip(find(event)) : null, event.clientX, event.clientY);
  });
  stage.addEventListener("pointerleave", hide);
  stage.addEventListener("click", (event) => {
    if (!event.target.closest?.("svg.sheet") || zoom.wasDrag()) return;
    const found = {};
    if (event.detail === 0) noteTarget(found, event.target.closest("[data-event],[data-cell],[data-iso3],[data-copy-iso3]"));
    else Object.assign(found, find(event));
    choose(found, view, data, zoom);
    if (event.pointerType === "touch") tip.show(asTip(found), event.clientX, event.clientY);
  });
  stage.addEventListener("keydown", (event) => {
    const holder = event.target.closest?.("[data-iso3],[data-event]");
    if (!holder || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    choose({ event: holder.dataset.event, state: holder.dataset.iso3 }, view, data);
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

// A click means the smallest thing under it. A zone as large as half a state is meant by its label only: its area is the
// state's. What is chosen already is let go.
function choose(found, view, data, zoom) {
  const { state } = view;
  const toggled = (name, value) => view.set({ [name]: value === state[name] ? null : value });
  const scored = found.state && found.state !== "RUS";
  const zone = found.zone && data.zones.find((entry) => entry.zone === found.zone && holds(entry, state.month));
  if (found.event) toggled("event", found.event);
  else if (found.cell) chooseCell(found.cell, view, zoom);
  else if (zone && (found.label || !scored || !zone.wide)) toggled("zone", zone.zone);
  else if (scored) toggled("member", found.state);
}

function chooseCell({ spots, largest, sheet, at }, view, zoom) {
  if (spots.length > 1 && sheet.inset) view.set({ frame: sheet.inset.frame });
  else if (spots.length > 1 && sheet.main && zoom.near(at)) return;
  else view.set({ spot: view.state.spot === largest.id ? null : largest.id });
}
