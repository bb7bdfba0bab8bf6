// "What if": the numbers of a changed method instead of the bundle's, marked on the map and kept in the address.
const SWAPPED = ["scores", "low", "high", "evidence", "moves"]; // a changed method does not bring what moved its scores

function make_what_if(root, stage, data, view) {
  const own = Object.fromEntries(SWAPPED.map((name) => [name, data[name]]));
  const mark = html("p", { class: "method-mark", role: "note", "data-method-mark": true });
  mark.hidden = true;
  root.dataset.method = "default";
  stage.append(mark);
  let shown = "";
  return function take(what_if) {
    write_method(what_if?.address);
    const text = what_if?.mark || "";
    if (text === shown) return;
    shown = text;
    Object.assign(data, what_if ? Object.fromEntries(SWAPPED.map((name) => [name, what_if[name] ?? null])) : own);
    mark.textContent = text;
    mark.hidden = !text;
    root.dataset.method = text ? "changed" : "default";
    view.repaint();
  };
}

function write_method(changes) {
  const url = new URL(window.location.href);
  if ((url.searchParams.get("method") || "") === (changes || "")) return;
  if (changes) url.searchParams.set("method", changes);
  else url.searchParams.delete("method");
  window.history.replaceState(window.history.state, "", url);
}

function back_to_default() {
  document.querySelector(".st-key-method-default button")?.click();
}
