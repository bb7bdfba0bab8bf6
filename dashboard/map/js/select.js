// @ts-check
// A list to choose from, which gives the keys back to the map once something is chosen.

import { focusMap, html } from "./dom.js";

// Once something is chosen the list has done its work, and the keys are the map's again: chosen with the pointer, the focus
// goes back to the map; with keys it stays, for those who go from control to control, and `keys.js` asks `doneWith`.
export function select(label, options, chosen, action) {
  const list = html("select", { "aria-label": label, title: label }, options.map(([value, text]) => html("option", { value, text })));
  const node = /** @type {HTMLSelectElement & { chosen?: boolean, typedAt?: number }} */ (list);
  let byKey = false;
  node.value = chosen;
  node.addEventListener("pointerdown", () => { byKey = false; });
  node.addEventListener("keydown", (event) => {
    byKey = true;
    if (event.key.length === 1 && event.key !== " ") node.typedAt = event.timeStamp;
  });
  node.addEventListener("blur", () => { byKey = node.chosen = false; });
  node.addEventListener("change", () => {
    action();
    node.chosen = true;
    if (!byKey) focusMap(node);
  });
  return node;
}
