// The legend: the scale of the way of colouring that is chosen, and what patterns, outlines and markers mean. All
// swatches are drawn with the map's own classes and colours.
const SPREAD = 52; // degrees either side that the wedge opens
const ROWS = [[80, 104], [56, 80], [32, 56], [10, 32]];

function make_legend(data, view, policy) {
  const scales = { muted: wedge(data), smooth: ramp(data), classes: seven(data) };
  const scale = html("div", { class: "scale" }, Object.values(scales).map((entry) => entry.node));
  const key = (draw, text) => html("span", { class: "key" }, [draw, text]);
  const node = html("div", { class: "legend", "data-legend": true }, [scale, html("div", { class: "keys" }, [
    key(swatch("russia"), "Russia (the pole)"),
    key(swatch("quiet", "none"), "no evidence yet"),
    key(swatch("quiet", "undirected"), "events told, none towards or away"),
    key(swatch("quiet", "carried"), "carried forward: no event for a year"),
    key(swatch("quiet", "outside"), "not a member then"),
    key(swatch("outline member"), "member"), key(swatch("outline suspended"), "suspended or frozen"), key(swatch("outline left"), "left"),
    key(swatch("zone"), "conflict zone"), key(swatch("zone line"), "border clashes"),
    key(swatch("marker current"), "event this month"), key(swatch("marker"), "earlier"), key(swatch("marker coarse"), "place vague"),
    button("Borders: what is drawn, and why", "Borders", policy, { class: "policy-button" }),
  ])]);
  function show(state) {
    for (const [name, entry] of Object.entries(scales)) entry.node.hidden = name !== state.colour;
    scales[state.colour].mark?.(state);
  }
  view.on(show);
  show(view.state);
  return node;
}

function swatch(css, quiet) {
  const [wide, tall] = [26, 16];
  const box = { x: 1.5, y: 1.5, width: wide - 3, height: tall - 3 };
  const node = svg("svg", { class: `swatch ${css.split(" ")[0]}`, viewBox: `0 0 ${wide} ${tall}`, "aria-hidden": "true" });
  if (css.startsWith("marker")) node.append(svg("g", { class: css }, [svg("circle", { cx: wide / 2, cy: tall / 2, r: 5.2 })]));
  else if (css === "zone line") node.append(svg("g", { class: "zone border line" }, [svg("path", { class: "under", d: "M2 8H24" }), svg("path", { class: "shape", d: "M2 8H24" })]));
  else if (css === "zone" || quiet) {
    const id = `key-${quiet || "zone"}`;
    const pattern = quiet ? quiet_pattern(id, quiet) : hatch(id, "hatch-zone", 5);
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
// A dot for each state shows where it stands in this month.
function wedge(data) {
  const arcs = data.muted.flatMap((row, doubt) => row.map((color, at) => {
    const path = svg("path", { d: arc(ROWS[doubt], -1 + (2 * at) / row.length, -1 + (2 * (at + 1)) / row.length), class: "cell" });
    path.style.fill = color;
    return path;
  }));
  const dots = data.members.map((member) => svg("circle", { r: 2.6, class: "stand", "data-stand": member.iso3 }));
  const chart = svg("svg", { class: "wedge", viewBox: "-106 -108 212 104", role: "img",
    "aria-label": "The wider a score's band, the fewer colours are told apart; from three quarters of the scale on there is one grey" },
  [...arcs, ...dots]);
  const words = html("div", { class: "wedge-words" }, [html("span", { text: "away" }), html("span", { text: "towards" })]);
  const note = html("p", { class: "wedge-note", text: "Left to right: from away from Moscow to towards it. Outer ring: sure. Inwards: the band widens, the colour fades. Dots: the states now." });
  function mark(state) {
    data.members.forEach((_, at) => {
      const score = data.scores[state.month][at];
      if (score === null) return;
      const width = data.high[state.month][at] - data.low[state.month][at];
      const radius = clamp(104 - width * 48, 12, 102);
      const angle = (score * SPREAD * Math.PI) / 180;
      fill_in(dots[at], { cx: (radius * Math.sin(angle)).toFixed(1), cy: (-radius * Math.cos(angle)).toFixed(1) });
      write(dots[at].seen ||= { seen: {} }, "chosen", state.member === data.members[at].iso3, (value) => dots[at].classList.toggle("chosen", value));
    });
  }
  return { node: html("div", { class: "scale-one wedge-box" }, [html("div", {}, [chart, words]), note]), mark };
}

function arc([inner, outer], from, to) {
  const point = (radius, score) => {
    const angle = (score * SPREAD * Math.PI) / 180;
    return `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`;
  };
  return `M${point(inner, from)}L${point(outer, from)}A${outer} ${outer} 0 0 1 ${point(outer, to)}L${point(inner, to)}A${inner} ${inner} 0 0 0 ${point(inner, from)}z`;
}
