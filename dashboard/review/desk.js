// @ts-check
// The review desk: one event, the decision on it by one key, and what it does to the scores. Texts are of articles: they
// reach the page through textContent alone. What is decided is told to the page's program, which keeps it.

import { button, html, kept, onlyLatest } from "../map/js/dom.js";
import { decide, listed } from "./deciding.js";
import { AGAINST_KEYS, againstView, isAgainst, taking } from "./desk_against.js";
import { addFromSelection, articleView } from "./desk_article.js";
import { eventView, impactBox } from "./desk_event.js";
import { saveEdit } from "./desk_form.js";

export default function timelineDesk({ parentElement, data, setStateValue }) {
  let root = parentElement.querySelector(":scope > .csto-desk");
  if (!root) parentElement.append((root = makeDesk()));
  root.send = () => {
    clearTimeout(root.sending);
    setStateValue("told", { desk: root.name, has: Boolean(root.choices), messages: root.outbox, sent: (root.sent = (root.sent ?? 0) + 1) });
    if (root.outbox.length) root.sending = setTimeout(root.send, AGAIN_MS);
  };
  root.show(data);
  return onlyLatest(parentElement, () => { root.stop(); root.remove(); });
}

const AGAIN_MS = 4000;
const REVIEWER = "timeline-reviewer";

function makeDesk() {
  /** @type {any} */
  const root = html("div", { class: "csto-desk", "data-desk": true });
  // What is told is sent again until the program says that it heard it: of two messages in one moment none gets lost.
  Object.assign(root, { name: `${Date.now()}-${Math.random()}`, outbox: [], told: 0 });
  root.tell = (action, rest) => {
    root.outbox.push({ number: (root.told += 1), action, event_id: root.data?.event?.event_id ?? "", ...rest });
    root.send();
  };
  Object.assign(root, { keys: DESK_KEYS, articleKeys: ARTICLE_KEYS, draw: () => draw(root) });
  Object.assign(root, { mode: "", choices: null, draft: null, picked: new Set(), asked: false });
  const onKey = (event) => deskKey(root, event);
  window.addEventListener("keydown", onKey, { capture: true });
  root.stop = () => { window.removeEventListener("keydown", onKey, { capture: true }); clearTimeout(root.trying); clearTimeout(root.looking); clearTimeout(root.sending); };
  root.enter = (mode) => {
    root.mode = root.mode === mode ? "" : mode;
    root.picked = new Set();
    root.draft = root.mode === "edit" ? window.structuredClone(root.data.event.form) : null;
    draw(root);
    root.querySelector("[data-first]")?.focus();
  };
  root.show = (data) => {
    const before = root.data;
    root.data = data;
    if (data.heard.desk === root.name) root.outbox = root.outbox.filter((one) => one.number > data.heard.number);
    root.choices = data.choices ?? root.choices;
    const same = before?.event?.event_id === data.event?.event_id && before?.saved === data.saved && before?.article?.document === data.article?.document;
    if (same && root.mode === "edit" && root.querySelector("form.edit")) return showTried(root); // a form that is being filled in stays
    if (!same) Object.assign(root, { mode: "", draft: null, note: "", passage: null, picked: new Set() });
    draw(root);
    lookAgain(root);
    if (!root.asked && !data.reviewer && kept("localStorage").get(REVIEWER)) {
      root.asked = true;
      root.tell("hello", { reviewer: kept("localStorage").get(REVIEWER) ?? "" });
    }
  };
  return root;
}

// One key each; docs/review.md lists them, and a test compares the two. Keys of a list or a form come first while it is open.
const DESK_KEYS = {
  c: { name: "C", does: "confirm: the event is right as it stands", run: (root) => decide(root, "confirm") },
  x: { name: "X", does: "reject, then a number for the reason", run: (root) => root.enter("reject") },
  e: { name: "E", does: "edit; Ctrl+Enter saves, Escape leaves", run: (root) => root.enter("edit") },
  m: { name: "M", does: "merge with events like it: numbers choose, Enter merges", run: (root) => root.enter("merge") },
  y: { name: "Y", does: "split: numbers choose the tellings that are another event, Enter splits", run: (root) => root.enter("split") },
  k: { name: "K", does: "mark reports as contradicting, then a number for what they differ in", run: (root) => root.enter("contradict") },
  o: { name: "O", does: "no contradiction: the reports say the same", run: (root) => root.enter("same") },
  ArrowRight: { name: "Right", does: "skip: leave it for later", run: (root) => root.tell("skip") },
  ArrowLeft: { name: "Left", does: "back to the event before", run: (root) => root.tell("back") },
  u: { name: "U", does: "undo the last decision", run: (root) => root.tell("undo") },
  a: { name: "A", does: "the whole article: add what was missed, or mark it as read", run: (root) => { if (root.data.event) root.tell("article", { document: root.data.event.tellings[0].document }); } },
  g: { name: "G", does: "what each stage of the extraction made of the sentence", run: (root) => root.enter("stages") },
  "/": { name: "/", does: "search events by their words", run: (root) => root.querySelector(".search")?.focus() },
  Escape: { name: "Escape", does: "leave what is open", run: (root) => { if (root.mode) root.enter(root.mode); else if (root.data.article) root.tell("article", { document: "" }); } },
  "?": { name: "?", does: "this list", run: (root) => root.enter("help") },
};
// In the article instead.
const ARTICLE_KEYS = {
  a: { name: "A", does: "add an event: mark a sentence first", run: (root) => addFromSelection(root) },
  r: { name: "R", does: "the article is read whole: what has no event tells none", run: (root) => root.tell("read", { document: root.data.article.document }) },
};

function deskKey(root, event) {
  if (event.ctrlKey || event.metaKey) {
    if (event.key === "Enter" && root.mode === "edit") { event.preventDefault(); saveEdit(root); }
    return;
  }
  if (event.altKey || event.defaultPrevented || !root.data?.event && !root.data?.article) return;
  const source = event.composedPath()[0];
  const inside = source instanceof HTMLElement ? source : document.body;
  if (inside.closest("input, textarea, select, [contenteditable]")) return inField(root, event, inside);
  if ((event.key === "Enter" || event.key === " ") && inside.closest("button, a, summary")) return;
  const run = listKey(root, event.key) ?? taking(root, event.key) ?? keyOf(root, event.key)?.run;
  if (!run) return;
  event.preventDefault();
  event.stopPropagation();
  run(root);
}

// In a field a key means what it types; Escape leaves it, and the form it stands in.
function inField(root, event, field) {
  if (event.key !== "Escape") return;
  field.blur();
  if (root.mode === "edit") root.enter("edit");
  event.preventDefault();
}

function keyOf(root, key) {
  const keys = root.data.article ? { ...ARTICLE_KEYS, Escape: DESK_KEYS.Escape, "?": DESK_KEYS["?"], u: DESK_KEYS.u } : root.keys;
  return keys[key] ?? (key.length === 1 ? keys[key.toLowerCase()] : undefined);
}

// Numbers choose from the list that is open.
function listKey(root, key) {
  const rows = listed(root);
  if (!rows) return null;
  if (key === "Enter" && rows.many) return () => rows.done();
  const at = /^[1-9]$/.test(key) ? Number(key) - 1 : -1;
  return at >= 0 && at < rows.rows.length ? () => rows.choose(at) : null;
}

// What somebody types in is never drawn anew under their hands.
function draw(root) {
  const { data } = root;
  root.keys = isAgainst(data) ? { ...DESK_KEYS, ...AGAINST_KEYS } : DESK_KEYS;
  const asking = !data.reviewer && data.may;
  if (asking && root.querySelector(".name-box")) return;
  const typing = root.querySelector("header")?.contains(document.activeElement) && document.activeElement.matches("input");
  const body = asking ? [nameBox(root)] : bodyOf(root);
  const scrolled = root.querySelector(".side")?.scrollTop;
  const parts = [...(data.message ? [html("p", { class: `message ${data.message.kind}`, role: "status", text: data.message.text })] : []), ...body];
  if (typing) {
    while (root.lastChild !== root.querySelector("header")) root.lastChild.remove();
    root.append(...parts);
  } else root.replaceChildren(head(root), ...parts);
  const side = root.querySelector(".side");
  if (side && scrolled) side.scrollTop = scrolled;
}

function bodyOf(root) {
  const { data } = root;
  if (data.article) return articleView(root);
  if (isAgainst(data)) return againstView(root);
  return data.event ? eventView(root) : [emptyBox(data)];
}

// While the scores are reckoned, or the article is read again for its marks, the desk is asked once more, a few times.
const RECKONING_MS = 200;
const LOOK_MS = 900;
const LOOKS = 8;
function lookAgain(root) {
  clearTimeout(root.looking);
  const { event } = root.data;
  if (!event || !(event.reckoning || event.tellings.some((one) => one.reading))) return;
  root.looks = root.lookedFor === event.event_id ? root.looks + 1 : 1;
  root.lookedFor = event.event_id;
  const wait = (event.reckoning ? RECKONING_MS : LOOK_MS) * root.looks;
  const look = () => { if (root.mode || root.outbox.length) root.looking = setTimeout(look, wait); else root.tell("look"); };
  if (root.looks <= LOOKS) root.looking = setTimeout(look, wait);
}

function showTried(root) {
  const fresh = impactBox(root);
  const stale = root.querySelector(".impact");
  if (stale) stale.replaceWith(fresh);
  else root.querySelector(".side")?.append(fresh);
}

function nameBox(root) {
  const input = html("input", { type: "text", maxlength: 100, "aria-label": "Your name", "data-first": true, autocomplete: "name" });
  const form = html("form", { class: "name-box" }, [html("h2", { text: "Who reviews?" }),
    html("p", { text: "Each decision is kept with a name. It is asked once in this browser." }), input, button("Begin", "Begin", () => form.requestSubmit())]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = input.value.trim();
    if (!name) return input.focus();
    kept("localStorage").set(REVIEWER, name);
    root.tell("name", { reviewer: name });
  });
  return form;
}

function emptyBox(data) {
  if (data.view === "contradictions") return html("p", { class: "empty", text: "No reports contradict each other here." });
  return html("p", { class: "empty", text: data.waiting ? "Loading the next event …" : "Nothing waits here. Under Filters, “reviewed ones” shows what was decided; what articles add later waits here." });
}

function head(root) {
  const { data } = root;
  const choose = (name, options, value, label) => {
    const box = html("select", { "aria-label": label }, options.map(([key, text]) => html("option", { value: key, text })));
    box.value = value ?? "";
    box.addEventListener("change", () => root.tell("filter", { filter: { [name]: box.value } }));
    return html("label", {}, [html("span", { text: label }), box]);
  };
  const words = html("input", { class: "search", type: "search", placeholder: "Words of an event", "aria-label": "Words of an event" });
  words.value = data.filter.words ?? "";
  words.addEventListener("change", () => { const typed = words.value; words.blur(); root.tell("filter", { filter: { words: typed } }); });
  const field = (name, type, label) => {
    const input = html("input", { type, "aria-label": label, ...(type === "number" ? { min: 0, max: 1, step: 0.05 } : {}) });
    input.value = data.filter[name] ?? "";
    input.addEventListener("change", () => root.tell("filter", { filter: { [name]: input.value } }));
    return html("label", {}, [html("span", { text: label }), input]);
  };
  const more = html("details", { class: "filters" }, [html("summary", { text: data.filtered ? `Filters (${data.filtered})` : "Filters" }), html("div", {}, [
    ...data.filters.map(([name, label, options]) => choose(name, [["", "all"], ...options], data.filter[name], label)),
    field("first", "date", "From"), field("last", "date", "To"), field("least", "number", "Confidence from"), field("most", "number", "Confidence to"),
    button("Take all filters off", "Take all off", () => root.tell("filter", { filter: null }))])]);
  more.open = root.filtersOpen ?? false;
  more.addEventListener("toggle", () => { root.filtersOpen = more.open; });
  return html("header", {}, [
    data.view === "contradictions" ? html("p", { class: "progress" }, [html("strong", { text: String(data.listed) }), ` ${data.listed === 1 ? "event" : "events"} with reports that contradict each other, ${data.undecided} not decided on`]) : html("p", { class: "progress" }, [html("strong", { text: `${data.progress.reviewed} of ${data.progress.events}` }), ` events reviewed, ${data.progress.rejected} rejected, ${data.waiting} waiting`]),
    html("div", { class: "controls" }, [data.view === "contradictions" ? null : choose("order", data.orders, data.filter.order, "Order"), words, more,
      button("Undo the last decision (U)", "Undo", () => root.tell("undo"), data.undo ? {} : { disabled: true }),
      button("Keys (?)", "?", () => root.enter("help")),
      data.reviewer ? button("Change the reviewer's name", data.reviewer, () => { kept("localStorage").remove(REVIEWER); root.tell("name", { reviewer: "" }); }, { class: "who" }) : null].filter(Boolean)),
  ]);
}
