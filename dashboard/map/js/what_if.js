// @ts-check
// "What if": the numbers of a changed method instead of the bundle's, marked on the map and kept in the address.

import { html } from "./dom.js";

const SWAPPED = ["scores", "low", "high", "evidence", "moves"]; // a changed method does not bring what moved its scores

export function makeWhatIf(root, stage, data, view) {
  const own = Object.fromEntries(SWAPPED.map((name) => [name, data[name]]));
  const mark = html("p", { class: "method-mark", role: "note", "data-method-mark": true });
  mark.hidden = true;
  root.dataset.method = "default";
  stage.append(mark);
  let shown = "";
  return function take(whatIf) {
    writeMethod(whatIf?.address);
    const text = whatIf?.mark || "";
    if (text === shown) return;
    shown = text;
    Object.assign(data, whatIf ? Object.fromEntries(SWAPPED.map((name) => [name, whatIf[name] ?? null])) : own);
    mark.textContent = text;
    mark.hidden = !text;
    root.dataset.method = text ? "changed" : "default";
    view.repaint();
  };
}

function writeMethod(changes) {
  const url = new URL(window.location.href);
  if ((url.searchParams.get("method") || "") === (changes || "")) return;
  if (changes) url.searchParams.set("method", changes);
  else url.searchParams.delete("method");
  window.history.replaceState(window.history.state, "", url);
}

export function backToDefault() {
  /** @type {HTMLElement | null} */ (document.querySelector(".st-key-method-default button"))?.click();
}
