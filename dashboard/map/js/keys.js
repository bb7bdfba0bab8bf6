// @ts-check
// Keys work anywhere on the page, except where they mean something else: typing, tables, tabs, other sliders.
// docs/dashboard.md lists them; a test compares the two. Entries are `event.key`, with "Shift+" before it where Shift
// makes another key of a key that has no capital.

import { backToDefault } from "./what_if.js";

export const KEYS = {
  ArrowLeft: { does: "one step back", run: (map) => map.step(-1) },
  ArrowRight: { does: "one step on", run: (map) => map.step(1) },
  "Shift+ArrowLeft": { name: "Shift+Left", does: "to the event before", run: (map) => map.alongEvents(-1) },
  "Shift+ArrowRight": { name: "Shift+Right", does: "to the next event", run: (map) => map.alongEvents(1) },
  PageDown: { does: "one year back", run: (map) => map.year(-1) },
  PageUp: { does: "one year on", run: (map) => map.year(1) },
  Home: { does: "first month", run: (map) => map.go(0) },
  End: { does: "last month", run: (map) => map.go(Infinity) },
  j: { name: "J", does: "next turning point: a month in which a score moved much", run: (map) => map.turn(1) },
  J: { name: "Shift+J", does: "turning point before", run: (map) => map.turn(-1) },
  q: { name: "Q", does: "skip quiet months when playing, or not", run: (map) => map.quiet() },
  " ": { name: "Space", does: "play or pause", run: (map) => map.play() },
  ",": { does: "play slower", run: (map) => map.faster(-1) },
  ".": { does: "play faster", run: (map) => map.faster(1) },
  s: { name: "S", does: "step by month or by year", run: (map) => map.unit() },
  w: { name: "W", does: "events of this month, 12 months, 5 years, all until now", run: (map) => map.window() },
  m: { name: "M", does: "colours muted by doubt, continuous, 7 classes", run: (map) => map.colour() },
  t: { name: "T", does: "large type", run: (map) => map.type() },
  z: { name: "Z", does: "next conflict zone", run: (map) => map.zone() },
  f: { name: "F", does: "focus frame or full frame", run: (map) => map.frame() },
  n: { name: "N", does: "next event on the map", run: (map) => map.nextEvent(1) },
  b: { name: "B", does: "event before", run: (map) => map.nextEvent(-1) },
  "+": { does: "zoom in", run: (map) => map.zoom("in") },
  "-": { does: "zoom out", run: (map) => map.zoom("out") },
  0: { name: "0", does: "whole map again", run: (map) => map.zoom("reset") },
  v: { name: "V", does: "one map, two dates, the change between them", run: (map) => map.mode() },
  x: { name: "X", does: "swap the two dates", run: (map) => map.swap() },
  p: { name: "P", does: "presentation: full screen, large type", run: (map) => map.present() },
  h: { name: "H", does: "hide or show the panel", run: (map) => map.panel() },
  c: { name: "C", does: "copy this view as a picture", run: (map) => map.copyPicture() },
  "/": { does: "search events and articles", run: (map) => map.search() },
  a: { name: "A", does: "add this view to the tour as a stop", run: (map) => map.addStop() },
  A: { name: "Shift+A", does: "make this view the present stop's, whose words stay", run: (map) => map.takeStop() },
  g: { name: "G", does: "next stop of the tour", run: (map) => map.tourStop(1) },
  G: { name: "Shift+G", does: "stop before", run: (map) => map.tourStop(-1) },
  o: { name: "O", does: "presenter's view in a second window", run: (map) => map.presenter() },
  d: { name: "D", does: "black screen, and back", run: (map) => map.blackOut() },
  l: { name: "L", does: "theme: system, light, dark, high contrast", run: (map) => map.theme() },
  u: { name: "U", does: "back to the default method, after \"what if\"", run: () => backToDefault() },
  Escape: { does: "clear what is chosen; leave the presentation", run: (map) => map.clear() },
  "?": { does: "this list", run: (map) => map.help() },
};
// What a clicker's buttons send, and what slide programs do with it: these come first while the map is presented.
export const PRESENTED = {
  PageDown: { does: "one step on; with a tour open, its next stop", run: (map) => map.onward(1) },
  PageUp: { does: "one step back; with a tour open, the stop before", run: (map) => map.onward(-1) },
  b: { name: "B", does: "black screen; any key brings the map back", run: (map) => map.blackOut() },
  ".": { does: "black screen; any key brings the map back", run: (map) => map.blackOut() },
  F5: { does: "begin the presentation (also when it has not begun)", run: (map) => map.begin() },
  Escape: { does: "end the presentation", run: (map) => map.end() },
};
const LEAVE = ["input", "textarea", "select", "canvas", "table", "[contenteditable]", "[role=slider]", "[role=grid]",
  "[role=listbox]", "[role=menu]", "[role=tablist]", "[role=radiogroup]", "[role=spinbutton]", "[role=combobox]",
  "[role=textbox]", "[role=table]", "[role=treegrid]", "[role=dialog]", "[data-testid=stDataFrame]"].join(",");
const PRESSED_BY_SPACE = "button,a,summary,[role=button],[role=checkbox],[role=switch]";

export function listenKeys(root, map) {
  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const source = event.composedPath()[0];
    const inside = source instanceof Element ? source : document.body;
    const dialog = inside.closest("dialog[open]"); // lies over the map: its keys are its own; one just closed may have the focus still
    if (dialog && !(event.key === "?" && dialog.matches(".help"))) return;
    const ownSlider = inside.matches("[data-date-slider]");
    const reading = inside.closest(".csto-panel") && !inside.matches("input"); // its tables are only read: no key means anything else there
    if (!ownSlider && !reading && !doneWith(inside, event) && inside.closest(LEAVE)) return;
    if ((event.key === " " || event.key === "Enter") && !ownSlider && inside.closest(PRESSED_BY_SPACE)) return;
    const key = keyOf(event, map.isPresented());
    if (!key) return;
    event.preventDefault();
    event.stopPropagation();
    key.run(map);
  }
  window.addEventListener("keydown", onKey, { capture: true });
  return () => window.removeEventListener("keydown", onKey, { capture: true });
}

// A list from which something was chosen keeps what chooses the next: up and down, what opens it, and a name still being
// typed, as a browser sees it.
const TYPING_MS = 1000;

function doneWith(inside, event) {
  if (!inside.matches("[data-map] select") || !inside.chosen) return false;
  const typing = event.key.length === 1 && event.timeStamp - (inside.typedAt ?? -TYPING_MS) < TYPING_MS;
  return !typing && !["ArrowUp", "ArrowDown", "Enter", " "].includes(event.key);
}

function keyOf(event, presented) {
  if (event.key === "F5" && !event.shiftKey) return PRESENTED.F5;
  const slide = presented && (PRESENTED[event.key] || PRESENTED[event.key.toLowerCase()]);
  if (slide && !(event.shiftKey && event.key.length > 1)) return slide;
  if (event.key.length === 1) return KEYS[event.key] || KEYS[event.key.toLowerCase()];
  return KEYS[event.shiftKey ? `Shift+${event.key}` : event.key];
}
