// @ts-check
// A stand-in for the page where there is no browser: just as much of a document as the map's modules use to draw. What is
// drawn on it is written out as SVG. Text is measured by a table of widths of the letters, which comes with the fonts.

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
// What an XML document may not hold at all.
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const NO_BOX = { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 };

const PLAIN_TEXT = /^[\w .,:;#()%+-]*$/;

class Piece {
  /** @param {string} tag */
  constructor(tag) {
    this.tag = tag;
    /** @type {Record<string, string>} */
    this.attributes = {};
    /** @type {Piece[]} */
    this.children = [];
    /** @type {Piece | null} */
    this.parent = null;
    this.text = "";
    this.style = makeStyle();
    this.box = NO_BOX;
    this.dataset = new Proxy({}, {
      get: (_, name) => this.attributes[dataName(name)],
      set: (_, name, value) => { this.attributes[dataName(name)] = String(value); return true; },
    });
    this.classList = {
      toggle: (name, on) => this.wear(name, on === undefined ? !this.worn().has(name) : on),
      add: (...names) => names.forEach((name) => this.wear(name, true)),
      remove: (...names) => names.forEach((name) => this.wear(name, false)),
      contains: (name) => this.worn().has(name),
    };
  }
  worn() { return new Set((this.attributes.class || "").split(/\s+/).filter(Boolean)); }
  wear(name, on) {
    const names = this.worn();
    if (on) names.add(name);
    else names.delete(name);
    this.attributes.class = [...names].join(" ");
    return Boolean(on);
  }
  setAttribute(name, value) { this.attributes[name] = String(value); }
  getAttribute(name) { return this.attributes[name] ?? null; }
  removeAttribute(name) { delete this.attributes[name]; }
  addEventListener() {}
  take(nodes) {
    return nodes.map((node) => {
      const piece = typeof node === "string" ? Object.assign(new Piece("#text"), { text: node }) : node;
      piece.remove();
      piece.parent = this;
      return piece;
    });
  }
  append(...nodes) { this.children.push(...this.take(nodes)); }
  prepend(...nodes) { this.children.unshift(...this.take(nodes)); }
  replaceChildren(...nodes) {
    for (const child of this.children) child.parent = null;
    this.children = [];
    this.append(...nodes);
  }
  remove() {
    if (!this.parent) return;
    this.parent.children = this.parent.children.filter((child) => child !== this);
    this.parent = null;
  }
  get lastChild() { return this.children[this.children.length - 1] ?? null; }
  get textContent() { return this.text + this.children.map((child) => child.textContent).join(""); }
  set textContent(text) {
    this.replaceChildren();
    this.text = String(text);
  }
  getBoundingClientRect() { return this.box; }
  getComputedTextLength() { return widthOf(this.textContent, typeOf(this)); }
}

function dataName(name) {
  return `data-${String(name).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function makeStyle() {
  const style = {};
  Object.defineProperty(style, "setProperty", { value: (name, value) => { style[name] = value; } });
  return style;
}

// How text of these classes is set, as the styles say: `types` has an entry for each list of classes, `widths` one for each face.
const type = { types: {}, widths: {} };

function typeOf(piece) {
  return type.types[piece.attributes.class] || type.types[""];
}

export function widthOf(text, { size, face }) {
  const widths = type.widths[face];
  let sum = 0;
  for (const letter of text) sum += widths[letter] ?? widths["n"];
  return (sum * size) / 1000;
}

export function typeFor(css) {
  return type.types[css];
}

export function knowWidths(widths) {
  type.widths = widths;
}

// From here on the modules find a page.
export function layOutPaper(width, height, types) {
  type.types = types;
  const page = /** @type {any} */ (globalThis);
  page.window = { innerWidth: width, innerHeight: height };
  page.document = { createElement: (tag) => new Piece(tag), createElementNS: (_, tag) => new Piece(tag) };
  page.getComputedStyle = (piece) => ({ fontSize: `${typeOf(piece).size}px` });
}

// The piece and all in it as SVG; what is hidden is left out.
export function written(piece) {
  if (piece.tag === "#text") return escaped(piece.text);
  if (piece.style.display === "none") return "";
  const style = Object.entries(piece.style).map(([name, value]) => `${kebab(name)}:${value}`).join(";");
  const attributes = Object.entries({ ...piece.attributes, ...(style ? { style } : {}) });
  const head = attributes.map(([name, value]) => ` ${name}="${name === "d" ? value : escaped(value)}"`).join(""); // shapes are long, and ours
  return `<${piece.tag}${head}>${escaped(piece.text)}${piece.children.map(written).join("")}</${piece.tag}>`;
}

function kebab(name) {
  return name.startsWith("--") ? name : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function escaped(text) {
  if (PLAIN_TEXT.test(text)) return String(text);
  return String(text).replace(FORBIDDEN, "\uFFFD").replace(/[&<>"]/g, (letter) => ENTITIES[letter]);
}
