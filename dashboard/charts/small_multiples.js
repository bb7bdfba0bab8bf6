// @ts-check
// A grid of small charts. The pointer over one shows its value and date, in all charts of its row at once.

import { fillIn, html, svg } from "../map/js/dom.js";

const WIDTH = 180;
const HEIGHT = 52;

export default function smallMultiples({ parentElement, data }) {
  const names = data.rows.length ? data.rows[0].charts.map((chart) => chart.name) : [];
  const grid = html("div", { class: "multiples" });
  grid.style.setProperty("--columns", names.length);
  grid.style.setProperty("--towards", data.towards);
  grid.style.setProperty("--away", data.away);
  grid.classList.toggle("flow", data.flow);
  if (data.flow) return put(parentElement, grid, data.rows.map((row) => oneByOne(row, data)));
  grid.append(html("span", { class: "head" }), ...names.map((name) => html("span", { class: "head", text: name })));
  for (const row of data.rows) grid.append(html("span", { class: "state", text: row.state }), ...chartsOf(row, data));
  grid.append(html("span", { class: "head" }), ...names.map(() => html("span", { class: "years" },
    data.ends.map((year) => html("span", { text: year })))));
  put(parentElement, grid, []);
}

function put(parentElement, grid, children) {
  grid.append(...children);
  parentElement.querySelector(":scope .multiples")?.remove(); // the style beside it stays
  parentElement.append(grid);
}

// States with one chart each, as many beside each other as there is room for.
function oneByOne(row, data) {
  const years = html("span", { class: "years" }, data.ends.map((year) => html("span", { text: year })));
  return html("div", { class: "one" }, [html("span", { class: "state", text: row.state }), ...chartsOf(row, data), years]);
}

function chartsOf(row, data) {
  const drawn = row.charts.map((chart) => draw(row.state, chart, data));
  const show = (place) => { for (const one of drawn) one.show(place); };
  for (const { figure } of drawn) {
    figure.addEventListener("pointermove", (event) => {
      const box = figure.querySelector("svg").getBoundingClientRect();
      const share = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
      show(Math.round(share * (data.dates.length - 1)));
    });
    figure.addEventListener("pointerleave", () => show(null));
  }
  return drawn.map(({ figure }) => figure);
}

function draw(state, chart, data) {
  const step = WIDTH / Math.max(1, data.dates.length - 1);
  const y = (value) => (HEIGHT / 2) * (1 - Math.max(-1, Math.min(1, value / chart.reach)));
  const points = (values) => values.map((value, place) => value === null ? null : `${(place * step).toFixed(1)},${y(value).toFixed(1)}`).filter(Boolean);
  const path = (values) => `M${points(values).join(" ")}`;
  const toZero = (values) => `${path(values)} ${WIDTH},${HEIGHT / 2} 0,${HEIGHT / 2} Z`;
  const marks = [];
  if (chart.kind === "area") {
    marks.push(svg("path", { class: "towards", d: toZero(chart.values.map((value) => Math.max(0, value))) }));
    marks.push(svg("path", { class: "away", d: toZero(chart.values.map((value) => Math.min(0, value))) }));
  }
  if (chart.kind === "line") marks.push(svg("path", { class: "band", d: `${path(chart.high)} ${points(chart.low).reverse().join(" ")} Z` }));
  marks.push(svg("line", { class: "zero", x1: 0, x2: WIDTH, y1: HEIGHT / 2, y2: HEIGHT / 2 }));
  if (chart.kind !== "area") marks.push(svg("path", { class: "line", d: path(chart.values) }));
  if (chart.others) marks.push(svg("path", { class: "other", d: path(chart.others) }));
  const at = svg("line", { class: "at", y1: 0, y2: HEIGHT, x1: 0, x2: 0, visibility: "hidden" });
  const told = html("span", { class: "told" });
  const figure = html("figure", {}, [html("figcaption", { text: chart.name }),
    svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img",
      "aria-label": `${state}, ${chart.name}: ${chart.words}` }, [...marks, at]), told]);
  function show(place) {
    const value = place === null ? null : chart.values[place];
    at.setAttribute("visibility", place === null ? "hidden" : "visible");
    told.textContent = place === null ? "" : `${data.dates[place]}: ${say(value)}${chart.told ? ` | ${say(chart.told[place])}` : ""}`;
    if (place !== null) { fillIn(at, { x1: place * step, x2: place * step }); }
  }
  return { figure, show };
}

function say(value) {
  return value === null ? "–" : `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
}
