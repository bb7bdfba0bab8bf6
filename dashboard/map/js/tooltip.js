// @ts-check
// What the pointer is on: a state, an event or a zone. The tip is laid out once per target and month, follows the
// pointer without being rebuilt, stays on the screen, and never catches the pointer itself.

import { clamp, html, signed, svg } from "./dom.js";
import { memberAt, quietWords, statusWords, wordsFor } from "./member.js";
import { monthName } from "./months.js";
import { WINDOWS, countCurrent, countShown } from "./windows.js";
import { holds } from "./zones.js";

export function makeTooltip(data, view, stage) {
  const node = html("div", { class: "tip", role: "presentation" });
  node.hidden = true;
  stage.append(node);
  let shown = "";

  function show(target, x, y) {
    const key = target ? `${target.kind}:${target.id}:${target.zone}:${view.state.month}` : "";
    if (key !== shown) {
      shown = key;
      node.replaceChildren(...(target ? contents(data, view.state, target) : []));
      node.hidden = !target;
    }
    if (target) put(x, y);
  }
  function put(x, y) {
    const box = stage.getBoundingClientRect();
    const [wide, tall] = [node.offsetWidth, node.offsetHeight];
    const left = x + 16 + wide > Math.min(box.right, window.innerWidth) ? x - 16 - wide : x + 16;
    const low = Math.max(box.top, 0) + 4;
    const top = clamp(y - tall / 2, low, Math.max(low, Math.min(box.bottom, window.innerHeight) - tall - 4));
    node.style.transform = `translate(${Math.max(4, left - box.left)}px, ${top - box.top}px)`;
  }
  return { show, hide: () => show(null), refresh: () => { if (shown) shown = "stale"; } };
}

// What is under a point. Zones and markers lie over states, so the stack of elements is searched.
const HOLDERS = ["event", "cell", "zoneLabel", "copyZoneLabel", "zone", "copyZone", "iso3", "copyIso3"];

export function targetAt(root, x, y) {
  const found = {};
  const selector = HOLDERS.map((name) => `[data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}]`).join(",");
  for (const node of root.elementsFromPoint(x, y)) noteTarget(found, node.closest?.(selector));
  return found;
}

export function noteTarget(found, node) {
  if (!node) return;
  const { event, zoneLabel, copyZoneLabel, zone, copyZone, iso3, copyIso3 } = node.dataset;
  found.event ??= event;
  found.cell ??= node.cell;
  found.label ??= zoneLabel || copyZoneLabel;
  found.zone ??= found.label || zone || copyZone;
  found.state ??= iso3 || copyIso3;
}

function contents(data, state, target) {
  if (target.kind === "event") return eventTip(data.eventsById.get(target.id), data.types);
  if (target.kind === "cell") return cellTip(target.cell, state);
  const zone = data.zones.find((entry) => entry.zone === target.zone && holds(entry, state.month));
  const aboutZone = zone ? [html("p", { class: "tip-zone" }, [html("strong", { text: `${zone.name}. ` }),
    `${zone.meaning}${zone.schematic ? " Schematic outline." : ""}`])] : [];
  if (!target.id) return aboutZone;
  return [...stateTip(data, state, target.id), ...aboutZone];
}

function cellTip(cell, state) {
  const window = WINDOWS[state.window];
  const places = cell.spots.map((spot) => [spot.place, countShown(spot, state.month, window)]).filter(([, count]) => count)
    .sort((a, b) => b[1] - a[1]);
  const listed = places.slice(0, 4).map(([name, count]) => `${name} ${count}`).join(", ");
  const action = cell.spots.length > 1 ? "Click: come nearer." : "Click: they are listed beside the map.";
  return [
    html("p", { class: "tip-title", text: `${countShown(cell, state.month, window)} events` }),
    html("p", { text: `${listed}${places.length > 4 ? ` and ${places.length - 4} places more` : ""}` }),
    html("p", { class: "tip-kind", text: `${countCurrent(cell, state.month)} in this month. ${cell.coarse ? "No closer place is known. " : ""}${action}` }),
  ];
}

function eventTip(event, types) {
  const reports = event.reports === 1 ? "1 report" : `${event.reports} reports`;
  return [
    html("p", { class: "tip-kind", text: `${event.when} · ${types[event.type] || event.type} (PLOVER: ${event.type})` }),
    html("p", { class: "tip-title", text: event.title }),
    html("p", { text: `${event.place}${event.coarse ? " (no closer place known)" : ""} · ${reports}` }),
    html("p", { class: "tip-kind", text: event.reviewed || "Not reviewed" }),
  ];
}

function stateTip(data, state, iso3) {
  if (iso3 === "RUS") {
    return [html("p", { class: "tip-title", text: "Russia" }),
      html("p", { text: "The pole the eight others are measured against: it has no score of its own." })];
  }
  const now = memberAt(data, iso3, state.month);
  const articles = now.articles === 1 ? "1 source" : `${now.articles} sources`;
  const rows = [
    ["Score", `${signed(now.score)} (${wordsFor(now.score)})`],
    ["80 % band", `${signed(now.low)} to ${signed(now.high)}`],
    ["Over 12 months", now.change === null ? "–" : signed(now.change)],
    ["Events, 12 months", `${now.events} from ${articles}`],
    ["Reviewed", reviewedShare(data.reviews.year[state.month][now.at + 1])],
  ];
  const quiet = quietWords(now);
  return [
    html("p", { class: "tip-title", text: now.name }),
    html("p", { class: "tip-kind", text: `${monthName(data.months[state.month])} · ${statusWords(now.status)}` }),
    html("dl", {}, rows.flatMap(([name, value]) => [html("dt", { text: name }), html("dd", { text: value })])),
    quiet ? html("p", { class: "tip-none", text: `${quiet[0].toUpperCase()}${quiet.slice(1)}.` }) : null,
    sparkline(data, now.at, state.month),
  ].filter(Boolean);
}

function reviewedShare([events, looked]) {
  return events ? `${looked} of ${events}` : "–";
}

function sparkline(data, at, month) {
  const [wide, tall] = [190, 44];
  const x = (index) => (index / (data.months.length - 1)) * wide;
  const y = (value) => ((1 - value) / 2) * tall;
  const line = (table) => table.map((row, index) => (row[at] === null ? "" : `${x(index).toFixed(1)},${y(row[at]).toFixed(1)}`)).filter(Boolean);
  const band = [...line(data.high), ...line(data.low).reverse()].join(" ");
  const score = data.scores[month][at];
  return svg("svg", { class: "spark", viewBox: `0 -3 ${wide} ${tall + 6}`, "aria-hidden": "true" }, [
    svg("polygon", { points: band, class: "spark-band" }),
    svg("line", { x1: 0, x2: wide, y1: y(0), y2: y(0), class: "spark-zero" }),
    svg("polyline", { points: line(data.scores).join(" "), class: "spark-line" }),
    svg("line", { x1: x(month), x2: x(month), y1: -3, y2: tall + 3, class: "spark-now" }),
    score === null ? null : svg("circle", { cx: x(month), cy: y(score), r: 3.5, class: "spark-dot" }),
  ]);
}
