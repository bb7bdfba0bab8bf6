// @ts-check
// The form of an edit, and of an event that a person adds. What it holds is a draft: the program checks it.

import { button, html, svg } from "../map/js/dom.js";
import { decide } from "./deciding.js";

const TRY_MS = 350;

export function saveEdit(root) {
  clearTimeout(root.trying); // what is saved is not tried any more
  decide(root, root.data.article ? "add" : "edit", { form: root.draft, note: root.note ?? "", ...(root.data.article ? { passage: root.passage, document: root.data.article.document } : {}) });
}

// A change shows what it does to the scores, before it is saved.
function changed(root) {
  clearTimeout(root.trying);
  root.trying = setTimeout(() => { if (root.mode === "edit") root.tell("try", { form: root.draft, ...(root.data.article ? { passage: root.passage, document: root.data.article.document } : {}) }); }, TRY_MS);
}

export function editForm(root, draft, saveText, save) {
  const { choices } = root;
  if (!choices) return html("p", { class: "open", text: "Loading the lists …" });
  const set = (name, value) => { draft[name] = value; changed(root); };
  const modes = html("select", { "aria-label": "Mode" });
  const fillModes = () => {
    modes.replaceChildren(html("option", { value: "", text: "none" }), ...(choices.modes[draft.type] ?? []).map((mode) => html("option", { value: mode, text: mode })));
    if (![...modes.options].some((option) => option.value === draft.mode)) draft.mode = "";
    modes.value = draft.mode;
  };
  const types = html("select", { "aria-label": "Type", "data-first": true }, choices.types.map((one) => html("option", { value: one.code, text: `${one.words} (${one.code})` })));
  types.value = draft.type;
  types.addEventListener("change", () => { set("type", types.value); fillModes(); });
  modes.addEventListener("change", () => set("mode", modes.value));
  fillModes();
  const input = (name, type, label, extra) => {
    const node = html("input", { type, "aria-label": label, ...extra });
    node.value = draft[name];
    node.addEventListener("input", () => set(name, node.value));
    return node;
  };
  const place = input("place", "text", "Place", { list: "desk-places" });
  const note = html("input", { type: "text", "aria-label": "Note", maxlength: 2000, placeholder: "Why, in a few words" });
  note.value = root.note ?? "";
  note.addEventListener("input", () => { root.note = note.value; });
  const row = (label, ...nodes) => html("div", { class: "row" }, [html("span", { class: "label", text: label }), ...nodes]);
  return html("form", { class: "open edit" }, [
    html("datalist", { id: "desk-places" }, choices.places.map((one) => html("option", { value: one.name }))),
    html("datalist", { id: "desk-actors" }, choices.actors.map((one) => html("option", { value: one.code, text: one.name }))),
    row("What", types, modes),
    row("When", input("start", "date", "First day", { min: "2010-01-01" }), html("span", { text: "to" }), input("end", "date", "Last day", { min: "2010-01-01" })),
    row("Who", actorBox(root, draft, "doers", "Who acts")), row("To whom", actorBox(root, draft, "targets", "To whom")),
    row("Where", place, placeMap(root, choices, place, (name) => { place.value = name; set("place", name); })),
    row("Bears on", effectTable(root, draft, choices)),
    row("Headline", input("headline", "text", "Headline", { placeholder: "left empty: the article's words" })),
    row("Note", note),
    html("div", { class: "buttons" }, [button("Save (Ctrl+Enter)", `${saveText} (Ctrl+Enter)`, save, { class: "main" }), button("Leave (Escape)", "Leave (Escape)", () => root.enter("edit"))]),
  ]);
}

// Actors as chips; a code or a name is added by Enter or by choosing from the list.
function actorBox(root, draft, name, label) {
  const box = html("span", { class: "chips" });
  const nameOf = (code) => root.choices.actors.find((one) => one.code === code)?.name ?? code;
  const add = (text) => {
    const typed = text.trim();
    const known = root.choices.actors.find((one) => one.code === typed.toUpperCase() || one.name.toLowerCase() === typed.toLowerCase());
    if (!known || draft[name].includes(known.code)) return false;
    draft[name] = [...draft[name], known.code];
    changed(root);
    return true;
  };
  const redraw = (focus) => {
    const field = html("input", { type: "text", list: "desk-actors", "aria-label": label, placeholder: "add" });
    const take = () => { if (add(field.value)) redraw(true); };
    field.addEventListener("change", take);
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); take(); } });
    box.replaceChildren(...draft[name].map((code) => button(`Take ${nameOf(code)} out`, `${nameOf(code)} ×`, () => { draft[name] = draft[name].filter((other) => other !== code); changed(root); redraw(true); }, { class: "chip" })), field);
    if (focus) field.focus();
  };
  redraw(false);
  return box;
}

const DIRECTION_WORDS = [["", "does not bear"], ["-1", "−1 away from Moscow"], ["0", "0 no direction"], ["1", "+1 towards Moscow"]];
const BY_WORDS = { own: "its own act", moscow: "Moscow's act", other: "others' act" };

function effectTable(root, draft, choices) {
  const select = (label, options, value, take) => {
    const node = html("select", { "aria-label": label }, options.map(([key, text]) => html("option", { value: key, text })));
    node.value = value;
    node.addEventListener("change", () => { take(node.value); changed(root); });
    return node;
  };
  const rows = choices.states.map(({ code, name }) => {
    const now = draft.effects[code] ?? { direction: "", dimension: "political", by: "own" };
    const rest = [select(`${name}: kind of tie`, choices.dimensions.map((one) => [one, one]), now.dimension, (value) => { now.dimension = value; }),
      select(`${name}: by whom`, choices.by.map((one) => [one, BY_WORDS[one]]), now.by, (value) => { now.by = value; })];
    const hide = () => { for (const node of rest) node.hidden = now.direction === ""; };
    const direction = select(`${name}: direction`, DIRECTION_WORDS, String(now.direction), (value) => {
      now.direction = value === "" ? "" : Number(value);
      if (value === "") delete draft.effects[code]; else draft.effects[code] = now;
      hide();
    });
    hide();
    return html("tr", {}, [html("th", { scope: "row", text: name }), html("td", {}, [direction]), ...rest.map((node) => html("td", {}, [node]))]);
  });
  return html("table", { class: "effects" }, [html("tbody", {}, rows)]);
}

// A small map of the places that are known: a click takes the nearest.
const MAP_SIZE = [340, 190];
function placeMap(root, choices, input, take) {
  const { frame } = choices;
  const map = svg("svg", { class: "place-map", viewBox: `0 0 ${frame.width} ${frame.height}`, width: MAP_SIZE[0], height: MAP_SIZE[1], role: "img", "aria-label": "Known places: a click takes the nearest" }, [
    ...frame.states.map((d) => svg("path", { d })), ...choices.places.filter((one) => one.at).map((one) => svg("circle", { cx: one.at[0], cy: one.at[1], r: 5 }, [svg("title", { text: one.name })]))]);
  map.addEventListener("click", (event) => {
    const point = new window.DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
    const near = choices.places.filter((one) => one.at).reduce((best, one) => (Math.hypot(one.at[0] - point.x, one.at[1] - point.y) < Math.hypot(best.at[0] - point.x, best.at[1] - point.y) ? one : best));
    take(near.name);
  });
  return html("details", { class: "by-map" }, [html("summary", { text: "on a map" }), map]);
}
