// @ts-check
// The legend: the scale of the way of colouring that is chosen, and what patterns, outlines and markers mean. All
// swatches are drawn with the map's own classes and colours.

import { overlap } from "./boxes.js";
import { changeLegend } from "./compare.js";
import { button, clamp, fillIn, html, round, signed, svg, write } from "./dom.js";
import { hatch, quietPattern } from "./patterns.js";

const SPREAD = 52; // degrees either side that the wedge opens
const BESIDE_DOT = [[13, 0], [-13, 0], [0, -8], [0, 8], [13, -9], [-13, -9], [13, 9], [-13, 9], [0, -17], [0, 17]];
const STRIPS = { up: "M6 14V6M12 14V3M18 14V9", down: "M6 3V9M12 3V14M18 3V7", alone: "M12 14V2" };
const WEDGE = { outer: 104, inner: 10, drop: 85 }; // radii of its edge and its tip; how much nearer to the tip a band wider by 1 stands

export function makeLegend(data, view, policy, ...beside) {
  const scales = { muted: wedge(data), smooth: ramp(data), classes: seven(data) };
  const scale = html("div", { class: "scale" }, Object.values(scales).map((entry) => entry.node));
  // What the room is told as well, in the presentation's large type, is marked `far`.
  const key = (draw, text, far) => html("span", { class: far ? "key far" : "key" }, [draw, text]);
  const group = (name, keys) => html("p", { class: "key-group" }, [html("strong", { text: name }), ...keys]);
  const node = html("div", { class: "legend", "data-legend": true }, [changeLegend(data), scale, html("div", { class: "keys" }, [
    group("States", [key(swatch("russia"), "Russia: the pole, no score"), key(swatch("quiet", "none"), "no event read so far", "far"), key(swatch("quiet", "undirected"), "events told, none towards or away", "far"),
      key(swatch("quiet", "carried"), "no event for a year: value carried forward", "far"), key(swatch("quiet", "outside"), "not a member then", "far")]),
    group("Outlines", [key(swatch("outline member"), "member"), key(swatch("outline suspended"), "suspended or frozen"), key(swatch("outline left"), "left the treaty"),
      key(swatch("zone"), "conflict zone"), key(swatch("zone line"), "border clashes")]),
    group("Events", [key(swatch("marker current"), "in this month", "far"), key(swatch("marker"), "earlier"), key(swatch("marker coarse"), "hollow: place known as a country only"),
      key(swatch("disc"), "number: so many events around there"), key(swatch("disc current"), "yellow ring: one of them in this month"),
      key(swatch("marker chosen"), "thick ring: the chosen event")]),
    group("Under the slider", [key(swatch("strip up"), "up: events of a month"), key(swatch("strip down"), "down: articles that tell of it"),
      key(swatch("strip alone"), "red: one article alone tells four in five of them")]),
    button("Borders: what is drawn, and why", "Borders", policy, { class: "policy-button" }), ...beside,
  ])]);
  function show(state) {
    for (const [name, entry] of Object.entries(scales)) entry.node.hidden = name !== state.colour;
    scales[state.colour].mark?.(state);
  }
  view.on(show);
  show(view.state);
  return node;
}

export function swatch(css, quiet) {
  const [wide, tall] = [26, 16];
  const box = { x: 1.5, y: 1.5, width: wide - 3, height: tall - 3 };
  const node = svg("svg", { class: `swatch ${css.split(" ")[0]}`, viewBox: `0 0 ${wide} ${tall}`, "aria-hidden": "true" });
  if (css.startsWith("strip")) node.append(svg("g", { class: css }, [svg("path", { d: STRIPS[css.split(" ")[1]] })]));
  else if (css.startsWith("disc")) node.append(svg("g", { class: css }, [svg("circle", { cx: wide / 2, cy: tall / 2, r: 7.4 }), svg("text", { class: "count", x: wide / 2, y: tall / 2, text: "9" })]));
  else if (css.startsWith("marker")) node.append(svg("g", { class: css }, [svg("circle", { cx: wide / 2, cy: tall / 2, r: 5.2 })]));
  else if (css === "zone line") node.append(svg("g", { class: "zone border line" }, [svg("path", { class: "under", d: "M2 8H24" }), svg("path", { class: "shape", d: "M2 8H24" })]));
  else if (css === "zone" || quiet) {
    const id = `key-${quiet || "zone"}`;
    const pattern = quiet ? quietPattern(id, quiet) : hatch(id, "hatch-zone", 5);
    pattern.setAttribute("patternTransform", `rotate(${quiet ? 45 : -45}) scale(0.8)`);
    node.append(svg("defs", {}, [pattern]), svg("rect", { ...box, class: quiet ? `swatch-ground ${quiet}` : "" , fill: quiet ? null : "none" }),
      svg("rect", { ...box, fill: `url(#${id})`, class: quiet ? "" : "zone-box" }));
  } else node.append(svg("rect", { ...box, class: css === "russia" ? "state russia" : `${css} bare` }));
  return node;
}

// The scale's ends stand above it, its numbers below.
function framed(body, numbers) {
  return html("div", { class: "scale-one" }, [
    html("div", { class: "ramp-words" }, [html("span", { text: "away from Moscow" }), html("span", { text: "towards Moscow" })]),
    body, html("div", { class: "ramp-numbers" }, numbers.map((text) => html("span", { text })))]);
}

function ramp(data) {
  const body = html("div", { class: "ramp" });
  body.style.background = `linear-gradient(to right, ${data.palette.filter((_, at) => at % 10 === 0).join(",")})`;
  return { node: framed(body, ["−1", "−0.5", "0", "+0.5", "+1"]) };
}

function seven(data) {
  const cells = data.classes.map((color) => {
    const cell = html("i");
    cell.style.background = color;
    return cell;
  });
  const edges = data.classes.map((_, at) => signed(-1 + (2 * at) / data.classes.length)).concat("+1.00");
  return { node: framed(html("div", { class: "seven" }, cells), edges.map((edge) => edge.replace(/\.00$/, "").replace(/(\.\d)\d$/, "$1"))) };
}

// The value-suppressing palette as a wedge: from left to right the score, from the outer ring inwards the band's width.
// A dot for each state, with its code, shows where it stands in this month.
function wedge(data) {
  const radii = [WEDGE.outer, ...data.doubt_edges.map(radiusOf), WEDGE.inner];
  const arcs = data.muted.flatMap((row, doubt) => row.map((color, at) => {
    const path = svg("path", { d: arc([radii[doubt + 1], radii[doubt]], -1 + (2 * at) / row.length, -1 + (2 * (at + 1)) / row.length), class: "cell" });
    path.style.fill = color;
    return path;
  }));
  const numbers = [-1, -0.5, 0, 0.5, 1].map((score) => {
    const [x, y] = onWedge(115, score);
    return svg("text", { class: "wedge-number", x, y, text: signed(score).replace(/\.00$|0$/, "") });
  });
  const dots = data.members.map((member) => svg("circle", { r: 2.6, class: "stand", "data-stand": member.iso3 }));
  const codes = data.members.map((member) => svg("text", { class: "stand-name", text: member.iso3 }));
  const chart = svg("svg", { class: "wedge", viewBox: "-124 -124 248 120", role: "img",
    "aria-label": "The wider a score's band, the fewer colours are told apart; from half of the scale on there is one grey" },
  [...arcs, ...numbers, ...dots, ...codes]);
  const words = html("div", { class: "wedge-words" }, [html("span", { text: "away from Moscow" }), html("span", { text: "towards Moscow" })]);
  const note = html("p", { class: "wedge-note", text: "Each dot is a state in this month. Its band is the range that holds the score with 80 % certainty; the wider it is, the nearer the dot to the tip, and the paler the colour: grey means that hardly more is known than whether the state is a member." });
  const surest = html("div", { class: "seven" }, data.muted[0].map((color) => {
    const cell = html("i");
    cell.style.background = color;
    return cell;
  }));
  const short = html("div", { class: "wedge-short" }, [html("span", { text: "away from Moscow" }), surest, html("span", { text: "towards Moscow; pale: uncertain" })]);
  function mark(state) {
    const taken = [];
    data.members.forEach((member, at) => {
      const score = data.scores[state.month][at];
      if (score === null) return;
      const width = data.high[state.month][at] - data.low[state.month][at];
      const [cx, cy] = onWedge(clamp(radiusOf(width), WEDGE.inner + 4, WEDGE.outer - 2), score);
      const known = (dots[at].known ||= { seen: {} });
      write(known, "dot", `${cx},${cy}`, () => fillIn(dots[at], { cx, cy }));
      write(known, "chosen", state.member === member.iso3, (value) => dots[at].classList.toggle("chosen", value));
      // Beside its dot, where no other code stands.
      const boxes = BESIDE_DOT.map(([dx, dy]) => [cx + dx - 9, cy + dy - 4, cx + dx + 9, cy + dy + 4]);
      const box = boxes.find((tried) => !taken.some((other) => overlap(tried, other))) || boxes[0];
      taken.push(box);
      write(known, "code", `${box[0]},${box[1]}`, () => fillIn(codes[at], { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 }));
    });
  }
  return { node: html("div", { class: "scale-one wedge-box" }, [html("div", { class: "wedge-side" }, [chart, words]), note, short]), mark };
}

function radiusOf(width) {
  return WEDGE.outer - WEDGE.drop * width;
}

function onWedge(radius, score) {
  const angle = (score * SPREAD * Math.PI) / 180;
  return [round(radius * Math.sin(angle)), round(-radius * Math.cos(angle))];
}

function arc([inner, outer], from, to) {
  const point = (radius, score) => {
    const angle = (score * SPREAD * Math.PI) / 180;
    return `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`;
  };
  return `M${point(inner, from)}L${point(outer, from)}A${outer} ${outer} 0 0 1 ${point(outer, to)}L${point(inner, to)}A${inner} ${inner} 0 0 0 ${point(inner, from)}z`;
}
