// Keys work anywhere on the page, except where they mean something else: typing, tables, tabs, other sliders.
// docs/dashboard.md lists them; a test compares the two. Entries are `event.key`, with "Shift+" before it where Shift
// makes another key of a key that has no capital.
const KEYS = {
  ArrowLeft: { does: "one month back", run: (map) => map.step(-1) },
  ArrowRight: { does: "one month on", run: (map) => map.step(1) },
  PageDown: { does: "one year back", run: (map) => map.step(-12) },
  PageUp: { does: "one year on", run: (map) => map.step(12) },
  Home: { does: "first month", run: (map) => map.go(0) },
  End: { does: "last month", run: (map) => map.go(Infinity) },
  " ": { name: "Space", does: "play or pause", run: (map) => map.play() },
  f: { name: "F", does: "focus frame or full frame", run: (map) => map.frame() },
  n: { name: "N", does: "next event on the map", run: (map) => map.next_event(1) },
  b: { name: "B", does: "event before", run: (map) => map.next_event(-1) },
  "+": { does: "zoom in", run: (map) => map.zoom("in") },
  "-": { does: "zoom out", run: (map) => map.zoom("out") },
  0: { name: "0", does: "whole map again", run: (map) => map.zoom("reset") },
  Escape: { does: "clear the chosen state and event", run: (map) => map.clear() },
  "?": { does: "this list", run: (map) => map.help() },
};
const LEAVE = ["input", "textarea", "select", "canvas", "table", "[contenteditable]", "[role=slider]", "[role=grid]",
  "[role=listbox]", "[role=menu]", "[role=tablist]", "[role=radiogroup]", "[role=spinbutton]", "[role=combobox]",
  "[role=textbox]", "[role=table]", "[role=treegrid]", "[role=dialog]", "[data-testid=stDataFrame]"].join(",");
const PRESSED_BY_SPACE = "button,a,summary,[role=button],[role=checkbox],[role=switch]";

function listen_keys(root, map) {
  function on_key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const source = event.composedPath()[0];
    const inside = source instanceof Element ? source : document.body;
    const own_slider = inside.matches("[data-date-slider]");
    const reading = inside.closest(".csto-panel"); // its tables are only read: no key means anything else there
    if (!own_slider && !reading && inside.closest(LEAVE)) return;
    if ((event.key === " " || event.key === "Enter") && !own_slider && inside.closest(PRESSED_BY_SPACE)) return;
    const key = key_of(event);
    if (!key) return;
    event.preventDefault();
    event.stopPropagation();
    key.run(map);
  }
  window.addEventListener("keydown", on_key, { capture: true });
  return () => window.removeEventListener("keydown", on_key, { capture: true });
}

function key_of(event) {
  if (event.key.length === 1) return KEYS[event.key] || KEYS[event.key.toLowerCase()];
  return KEYS[event.shiftKey ? `Shift+${event.key}` : event.key];
}

function help_box() {
  const rows = Object.entries(KEYS).flatMap(([key, { name, does }]) => [
    html("dt", {}, [html("kbd", { text: name || key })]), html("dd", { text: does })]);
  const box = html("div", { class: "help", role: "dialog", "aria-label": "Keys" }, [
    html("strong", { text: "Keys" }), html("dl", {}, rows)]);
  box.hidden = true;
  return box;
}
