// Small helpers to build elements. Text reaches the page through textContent alone: names and titles come from
// articles and are not to be trusted.
const SVG_NS = "http://www.w3.org/2000/svg";

function fill_in(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") node.textContent = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children || []) if (child) node.append(child);
  return node;
}

function html(tag, attributes, children) {
  return fill_in(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, children) {
  return fill_in(document.createElementNS(SVG_NS, tag), attributes, children);
}

function button(label, text, action, attributes) {
  const node = html("button", { type: "button", "aria-label": label, title: label, text, ...attributes });
  node.addEventListener("click", action);
  return node;
}

// What a component's function hands back is called when its element goes. Streamlit calls it for an earlier call too, and
// late, when the element has long been taken over by the next call: then it must not end anything.
function only_latest(element, stop) {
  const mine = (element.latest_call = {});
  return () => { if (element.latest_call === mine) stop(); };
}

// What the browser keeps for us is a comfort, never a need: in a frame on another site, in a private window or with cookies
// off it is refused, and even to ask for it is an error. `set` tells whether it was kept.
function kept(where) {
  const trying = (action) => { try { return action(window[where]); } catch { return null; } };
  return {
    get: (name) => trying((storage) => storage.getItem(name)),
    set: (name, value) => trying((storage) => { storage.setItem(name, value); return true; }) === true,
    remove: (name) => trying((storage) => storage.removeItem(name)),
  };
}

// Text from an article as a line of the page takes it: apart from what stands around it, whatever direction it is written in
// or pretends to be, and not longer than a reader of the line wants; the whole is one click away.
function said(tag, text, most, attributes) {
  const short = text.length > most ? `${text.slice(0, most).trimEnd()} …` : text;
  return html(tag, { dir: "auto", class: "said", title: short === text ? null : text.slice(0, 2000), text: short, ...attributes });
}

function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}

// The theme that the address asks for, if any.
function theme_chosen() {
  return new URL(window.location.href).searchParams.get("theme");
}

// To a tenth of a pixel.
function round(value) {
  return Math.round(value * 10) / 10;
}

// "−0.42", "+0.10": a real minus sign, and always a sign.
function signed(number) {
  if (number === null || number === undefined) return "–";
  const rounded = Math.abs(number).toFixed(2);
  if (Number(rounded) === 0) return "0.00";
  return (number < 0 ? "−" : "+") + rounded;
}
