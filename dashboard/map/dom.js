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
