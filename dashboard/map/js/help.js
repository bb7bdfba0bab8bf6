// @ts-check
// The list of keys, as a dialog over everything: it takes the focus, and gives it back when it is closed.

import { button, html } from "./dom.js";
import { KEYS, PRESENTED } from "./keys.js";

export function helpBox() {
  const rows = (keys) => Object.entries(keys).sort(([a], [b]) => Number(/^\d$/.test(a)) - Number(/^\d$/.test(b))) // digits come first by themselves
    .flatMap(([key, { name, does }]) => [html("dt", {}, [html("kbd", { text: name || key })]), html("dd", { text: does })]);
  const close = button("Close the list of keys (Escape)", "Close", () => box.close(), { class: "help-close" });
  const box = html("dialog", { class: "help", "aria-label": "Keys", "data-help": true }, [
    html("div", { class: "help-head" }, [html("strong", { text: "Keys" }), close]), html("dl", {}, rows(KEYS)),
    html("strong", { text: "While presenting (the keys of a clicker)" }), html("dl", {}, rows(PRESENTED))]);
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
  return box;
}
