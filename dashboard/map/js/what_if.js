// @ts-check
// "What if": the numbers of a changed method instead of the bundle's, marked on the map and kept in the address. So is it
// when the bundle holds reviewed events alone.

import { html } from "./dom.js";

const SWAPPED = ["scores", "low", "high", "evidence", "moves"]; // a changed method does not bring what moved its scores

export function makeWhatIf(root, stage, data, view) {
  const own = Object.fromEntries(SWAPPED.map((name) => [name, data[name]]));
  const mark = html("p", { class: "method-mark", role: "note", "data-method-mark": true });
  mark.hidden = true;
  root.dataset.method = "default";
  stage.append(mark);
  let shown = "";
  return function take(whatIf, reviewed) {
    writeChoice("method", whatIf?.address);
    writeChoice("reviewed", reviewed?.address);
    root.dataset.reviewed = reviewed?.address || "all";
    const text = [whatIf?.mark, reviewed?.mark].filter(Boolean).join(". ");
    if (text === shown) return;
    shown = text;
    Object.assign(data, whatIf ? Object.fromEntries(SWAPPED.map((name) => [name, whatIf[name] ?? null])) : own);
    mark.textContent = text;
    mark.hidden = !text;
    root.dataset.method = whatIf ? "changed" : "default";
    view.repaint();
  };
}

function writeChoice(name, value) {
  const url = new URL(window.location.href);
  if ((url.searchParams.get(name) || "") === (value || "")) return;
  if (value) url.searchParams.set(name, value);
  else url.searchParams.delete(name);
  window.history.replaceState(window.history.state, "", url);
}

export function backToDefault() {
  /** @type {HTMLElement | null} */ (document.querySelector(".st-key-method-default button"))?.click();
}
