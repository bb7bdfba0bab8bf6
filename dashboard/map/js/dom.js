// @ts-check
// Small helpers to build elements. Text reaches the page through textContent alone: names and titles come from
// articles and are not to be trusted.

const SVG_NS = "http://www.w3.org/2000/svg";

export function fillIn(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") node.textContent = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children || []) if (child) node.append(child);
  return node;
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {object} [attributes]
 * @param {(Node | string | null)[]} [children]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function html(tag, attributes, children) {
  return fillIn(document.createElement(tag), attributes, children);
}

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {object} [attributes]
 * @param {(Node | string | null)[]} [children]
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function svg(tag, attributes, children) {
  return fillIn(document.createElementNS(SVG_NS, tag), attributes, children);
}

export function button(label, text, action, attributes) {
  const node = html("button", { type: "button", "aria-label": label, title: label, text, ...attributes });
  node.addEventListener("click", action);
  return node;
}

// The view of the map that is on the page, as it tells it when it rests; undefined while there is none.
export function viewOfMap() {
  const map = /** @type {any} */ (document.querySelector("[data-map]"));
  return map?.viewNow?.();
}

// Done with a control: the keys are the map's again.
export function focusMap(control) {
  control.closest("[data-map]").focus({ preventScroll: true });
}

// What a component's function hands back is called when its element goes. Streamlit calls it for an earlier call too, and
// late, when the element has long been taken over by the next call: then it must not end anything.
export function onlyLatest(element, stop) {
  const mine = (element.latestCall = {});
  return () => { if (element.latestCall === mine) stop(); };
}

// What the browser keeps for us is a comfort, never a need: in a frame on another site, in a private window or with cookies
// off it is refused, and even to ask for it is an error. `set` tells whether it was kept.
export function kept(where) {
  const trying = (action) => { try { return action(window[where]); } catch { return null; } };
  return {
    get: (name) => trying((storage) => storage.getItem(name)),
    set: (name, value) => trying((storage) => { storage.setItem(name, value); return true; }) === true,
    remove: (name) => trying((storage) => storage.removeItem(name)),
  };
}

// Text from an article as a line of the page takes it: apart from what stands around it, whatever direction it is written in
// or pretends to be, and not longer than a reader of the line wants; the whole is one click away.
export function said(tag, text, most, attributes) {
  const short = text.length > most ? `${text.slice(0, most).trimEnd()} …` : text;
  return html(tag, { dir: "auto", class: "said", title: short === text ? null : text.slice(0, 2000), text: short, ...attributes });
}

export function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}

// The theme that the address asks for, if any.
export function themeChosen() {
  return new URL(window.location.href).searchParams.get("theme");
}

// To a tenth of a pixel.
export function round(value) {
  return Math.round(value * 10) / 10;
}

// "−0.42", "+0.10": a real minus sign, and always a sign.
export function signed(number) {
  if (number === null || number === undefined) return "–";
  const rounded = Math.abs(number).toFixed(2);
  if (Number(rounded) === 0) return "0.00";
  return (number < 0 ? "−" : "+") + rounded;
}

export function write(shape, name, value, action) {
  if (shape.seen[name] === value) return;
  shape.seen[name] = value;
  action(value);
}
