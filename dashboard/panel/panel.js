// @ts-check
// The panel: drawn anew from plain values; every text through textContent. Open passages stay open.
// What is clicked here is shown by the map at once: it listens to `timeline:view`.

import { button, html, onlyLatest, said, themeChosen } from "../map/js/dom.js";
import { makeAsker } from "./asking.js";
import { QUOTE_LETTERS, eventCard, sourceLine, tellMap } from "./cards.js";
import { makeSearch } from "./search.js";

export default function timelinePanel({ parentElement, data, setStateValue }) {
  let root = parentElement.querySelector(":scope > .csto-panel");
  if (!root) parentElement.append((root = makePanel(data.opening)));
  root.search.of(data.reviewed);
  root.asker.follow(data, () => setStateValue("moved", Date.now()));
  return onlyLatest(parentElement, () => { root.stop(); root.remove(); });
}

// A run of the page that changes nothing here leaves everything as it is, and what comes while the pointer is down waits
// until it is up, or the map rests: a click belongs to what was there when it began. A finger's click comes a little after its release.
const AFTER_RELEASE_MS = 50;
function makePanel(opening) {
  const root = /** @type {any} */ (html("div", { class: "csto-panel", "data-panel": true }));
  const body = html("div", { class: "panel-body" });
  const search = makeSearch((on) => { body.hidden = on; });
  const behind = html("p", { class: "behind", role: "status", "data-behind": true, text: "The events have changed: the map is being brought up to date." });
  behind.hidden = true;
  root.behind = (is) => { behind.hidden = !is; };
  root.append(search.node, behind, body);
  let [wanted, drawn, pressed, after] = [null, "", false, null];
  const draw = () => {
    const now = JSON.stringify([wanted, themeChosen()]);
    if (!wanted || pressed || now === drawn || document.documentElement.hasAttribute("data-timeline-playing")) return;
    drawn = now;
    if (wanted.away) drawAway(body, wanted);
    else drawPanel(root, body, wanted);
  };
  const listenNoMore = () => { for (const name of ["pointerup", "pointercancel"]) window.removeEventListener(name, release); };
  const release = () => {
    listenNoMore();
    after = setTimeout(() => { pressed = false; draw(); }, AFTER_RELEASE_MS);
  };
  root.addEventListener("pointerdown", () => {
    pressed = true;
    for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, release);
  });
  document.addEventListener("timeline:rests", draw);
  root.order = "newest";
  root.redraw = () => { drawn = ""; draw(); };
  root.show = (data) => {
    wanted = data;
    draw();
    document.dispatchEvent(new CustomEvent("timeline:chosen", { detail: data.chosen })); // for the presentation's card
  };
  root.say = (away, reason) => root.show({ away, reason, chosen: null });
  root.asker = makeAsker(root, opening);
  root.search = search;
  root.stop = () => {
    root.asker.stop();
    search.stop();
    document.removeEventListener("timeline:rests", draw);
    listenNoMore();
    clearTimeout(after);
  };
  return root;
}

// One control for the order: the newest first, or what weighs most in the scores.
const ORDERS = { newest: "newest first", weight: "what weighs most" };
function orderBox(root) {
  const box = html("select", { "data-focus": "order", "aria-label": "Order of the events" }, Object.entries(ORDERS).map(([value, text]) => html("option", { value, text })));
  box.value = root.order;
  box.addEventListener("change", () => { root.order = box.value; root.redraw(); });
  return html("label", { class: "order" }, [html("span", { text: "Order" }), box]);
}

// Whose acts are listed: the state's own, Moscow's (Russia or the CSTO acted, or failed to), or others'.
const ACTS = { all: "everybody's", own: "the state's own", moscow: "Moscow's", other: "others'" };
function actsBox(by) {
  const box = html("select", { "data-focus": "acts", "aria-label": "Whose acts are listed" }, Object.entries(ACTS).map(([value, text]) => html("option", { value, text })));
  box.value = by;
  box.addEventListener("change", () => tellMap({ by: box.value }));
  return html("label", { class: "order" }, [html("span", { text: "Acts" }), box]);
}

// The chosen month's events, then the others, then, folded, what is known to more than a year only.
function eventGroups(data, order) {
  const cards = (events) => events.map((event) => eventCard(event));
  if (order === "weight") return cards([...data.events].sort((a, b) => b.weight - a.weight));
  const [now, before, long] = [data.events.filter((event) => event.now && !event.long), data.events.filter((event) => !event.now && !event.long),
    data.events.filter((event) => event.long)];
  const group = (events, text) => (events.length ? [html("h3", { class: "group", text }), ...cards(events)] : []);
  const folded = long.length ? [html("details", { class: "long", "data-key": "long" }, [
    html("summary", { text: `${long.length} known to more than a year only` }), ...cards(long)])] : [];
  return [...group(now, `In ${data.month}`), ...(now.length ? group(before, "Before") : cards(before)), ...folded];
}

// Nothing can be shown: what stood here told of another month.
function drawAway(body, { away, reason }) {
  body.replaceChildren(html("div", { class: "away", role: "alert" }, [html("p", { text: away }), reason ? html("p", { class: "nothing", text: reason }) : null]));
}

function drawPanel(root, body, data) {
  const open = new Set([...body.querySelectorAll("details[open]")].map((node) => node.dataset.key));
  const focus = body.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.focus : null;
  /** @type {HTMLElement[]} */
  const parts = [html("h2", { class: "panel-heading", text: data.heading })];
  if (data.chosen) parts.push(chosenBox(data.chosen));
  if (data.verdict) parts.push(verdictBox(data.verdict));
  if (data.why) parts.push(whyBox(data.why, data.chosen));
  const weighed = data.events.some((event) => event.weight > 0);
  parts.push(html("div", { class: "orders" }, [weighed ? orderBox(root) : null, actsBox(data.by)].filter(Boolean)));
  if (!data.events.length) parts.push(html("p", { class: "nothing", text: data.chosen ? "No other event in this window." : "No event in this window. Choose a longer one, or another month." }));
  parts.push(...eventGroups(data, weighed ? root.order : "newest"));
  if (data.left_out) parts.push(html("p", { class: "nothing", text: `${data.left_out} more in the files below.` }));
  parts.push(filesBox(data.files));
  body.replaceChildren(...parts);
  for (const node of body.querySelectorAll("details")) if (open.has(node.dataset.key)) node.open = true;
  if (focus) /** @type {HTMLElement | null} */ (body.querySelector(`[data-focus="${CSS.escape(focus)}"]`))?.focus({ preventScroll: true });
}

// What is shown as files: one line for each thing, its forms beside it.
function filesBox(files) {
  const lines = new Map();
  for (const file of files) lines.set(file.what, [...(lines.get(file.what) ?? []), file]);
  return html("nav", { class: "files", "aria-label": "Files" }, [...lines].map(([what, forms]) => html("p", {}, [
    html("span", { text: what }), ...forms.flatMap((file) => [" ", html("a", { href: file.address, download: "", text: file.form,
      "aria-label": `${what} as ${file.form}` })])])));
}

// Better, worse, unchanged or no news: the month's movement in one line, and the events that bear it.
function verdictBox(verdict) {
  return html("section", { class: "verdict", "data-verdict": verdict.verdict, "aria-label": verdict.title }, [
    html("h3", { class: "why-title", text: verdict.title }), html("p", { class: "note", text: verdict.text })]);
}

function chosenBox(event) {
  const close = button("Let this event go (Escape)", "✕", () => tellMap({ event: null }), { class: "close" });
  return html("section", { class: "chosen-event", "aria-label": "Chosen event" }, [
    html("p", { class: "over chosen-over" }, [html("span", { text: "Chosen event" }), close]), eventCard(event, true)]);
}

// The colour taken apart: a waterfall in which each bar starts where the one before ends.
function whyBox(why, chosen) {
  const rows = why.parts.map((part) => partRow(part, why, chosen?.event_id === part.event_id));
  const swatch = html("i", { class: "swatch" });
  swatch.style.background = why.color;
  return html("section", { class: "why", "data-why": why.member, "aria-label": why.title }, [
    html("h3", { class: "why-title" }, [swatch, html("span", { text: why.title }), html("span", { class: "why-score", text: why.score })]),
    html("table", { "aria-label": "Parts of the score" }, [
      html("thead", {}, [html("tr", {}, [html("th", { scope: "col", text: "Part" }), html("th", { scope: "col", class: "axis" }, axisWords()),
        html("th", { scope: "col", class: "number", text: "adds" })])]),
      html("tbody", {}, rows),
      html("tfoot", {}, [html("tr", { class: "fixed" }, [html("td", { class: "part", text: "Score" }), fallCell(why.sum, why.zero),
        html("td", { class: "number", text: why.sum.signed })])])]),
    why.reviewed ? html("p", { class: "reviewed", "data-why-reviewed": true, text: `${why.reviewed[0].toUpperCase()}${why.reviewed.slice(1)}.` }) : null,
    html("p", { class: "note", text: why.note }),
  ]);
}

function axisWords() {
  return [html("span", { text: "← away" }), html("span", { text: "towards →" })];
}

function partRow(part, why, chosen) {
  const row = html("tr", { class: part.event_id ? "" : "fixed", "data-part": part.event_id }, [html("td", { class: "part" }, [partText(part)]),
    fallCell(part, why.zero, part), html("td", { class: "number", text: part.signed })]);
  row.classList.toggle("shown", chosen);
  return row;
}

// A bar of an event shows it on the map.
function fallCell(fall, zero, part) {
  const bar = html("i", { class: "bar" });
  Object.assign(bar.style, { left: `${fall.left}%`, width: `max(2px, ${fall.width}%)`, background: fall.color });
  const line = html("i", { class: "zero" });
  line.style.left = `${zero}%`;
  const on = html("i", { class: "onward" });
  on.style.left = `${fall.end}%`;
  const inside = [line, on, bar];
  if (!part?.event_id) return html("td", { class: "bars" }, inside);
  const press = html("button", { type: "button", class: "bar-button", "aria-label": `Show on the map: ${part.when}, ${part.text}`, title: "Show on the map",
    "data-focus": `bar:${part.event_id}` }, inside);
  press.addEventListener("click", () => tellMap({ event: part.event_id }));
  return html("td", { class: "bars" }, [press]);
}

// Each event opens into the sentences it was read from.
function partText(part) {
  if (!part.quotes.length) return html("span", { text: part.text });
  return html("details", { "data-key": `why:${part.event_id}` }, [
    html("summary", {}, [html("span", { class: "when", text: part.when }), " ", html("span", { text: part.text })]),
    ...part.quotes.map((quote) => html("blockquote", {}, [said("q", quote.quote, QUOTE_LETTERS), sourceLine(quote)]))]);
}
