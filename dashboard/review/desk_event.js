// @ts-check
// One event on the desk: what was read, where, and what a decision does.

import { button, html, said } from "../map/js/dom.js";
import { listed } from "./deciding.js";
import { editForm, saveEdit } from "./desk_form.js";

const MARKED = { doer: "who", trigger: "did what", target: "to whom", date: "when", place: "where" };
const WHY_HERE = { unreviewed: "", disputed: "Two people differ; a third decides.", otherwise: "The extractor reads this otherwise now.", second: "For a second reading." };

export function eventView(root) {
  const { event } = root.data;
  return [html("div", { class: "desk-grid" }, [
    html("section", { class: "event", "aria-label": "The event" }, [
      WHY_HERE[root.data.why] ? html("p", { class: "why-here", text: WHY_HERE[root.data.why] }) : null,
      event.differ.length ? differing(event) : null,
      html("h2", { dir: "auto", text: event.headline }),
      facts(event),
      ...event.tellings.map(telling),
      legendOfMarks(event),
      actions(root),
      openPart(root),
    ].filter(Boolean)),
    html("aside", { class: "side", "aria-label": "What it does" }, [
      impactBox(root),
      ...(event.disagree.length || event.either.length ? [disagreeBox(event)] : []),
      ...(event.read_now.length ? [html("h3", { text: "As it is read now" }), ...event.read_now.map(readNow)] : []),
      ...(event.history.length ? [historyBox(event)] : []),
      queueBox(root),
    ]),
  ])];
}

// Who says what, of two who differ.
function differing(event) {
  return html("ul", { class: "differ", "aria-label": "Who says what" }, event.differ.map((one) => html("li", {}, [html("bdi", { text: one.reviewer }), ": ", html("bdi", { text: one.says })])));
}

export function facts(event) {
  const row = (name, text) => (text ? [html("dt", { text: name }), html("dd", { dir: "auto", text })] : []);
  const state = event.reviewed ? `${event.reviewed === "disputed" ? "disputed; last reviewed" : event.reviewed} by ${event.reviewer}, ${event.reviewed_at}` : `not reviewed; read at confidence ${event.confidence.toFixed(2)}`;
  return html("dl", { class: "facts" }, [
    ...row("What", event.form.mode ? `${event.type_words} (${event.form.type}, ${event.form.mode})` : `${event.type_words} (${event.form.type})`),
    ...row("When", event.when), ...row("Who", event.doers.join(", ")), ...row("To whom", event.targets.join(", ")),
    ...row("Where", event.zone && event.zone !== event.place ? `${event.place}; ${event.zone}` : event.place), ...row("Bears on", event.effects.join("; ")), ...row("State", state)]);
}

function telling(one) {
  const pieces = one.pieces.map((piece) => (piece.kind ? html("mark", { class: piece.kind, title: MARKED[piece.kind], text: piece.text }) : html("bdi", { text: piece.text })));
  const query = new URLSearchParams({ document: one.document, start: String(one.start) });
  return html("figure", { class: "telling" }, [
    html("blockquote", {}, [html("span", { class: "around", text: `${one.before} ` }), html("span", { class: "sentence" }, pieces), html("span", { class: "around", text: ` ${one.after}` })]),
    html("figcaption", {}, [html("bdi", { text: [one.title, one.outlet, one.published].filter(Boolean).join(" · ") }), " ",
      html("a", { href: `./article?${query}`, target: "_blank", rel: "noopener", text: "article" })])]);
}

function legendOfMarks(event) {
  const kinds = new Set(event.tellings.flatMap((one) => one.pieces.map((piece) => piece.kind)).filter(Boolean));
  if (!kinds.size) return null;
  return html("p", { class: "marks" }, ["Read from: ", ...Object.entries(MARKED).filter(([kind]) => kinds.has(kind)).map(([kind, text]) => html("mark", { class: kind, text }))]);
}

export function actions(root) {
  const one = (key, text) => {
    const { name, does, run } = root.keys[key];
    return button(`${text}: ${does} (${name})`, "", () => run(root), { class: key === "c" ? "main" : "", ...(root.data.may || ["ArrowRight", "ArrowLeft", "g", "a"].includes(key) ? {} : { disabled: true }) });
  };
  const named = [["c", "Confirm"], ["x", "Reject"], ["e", "Edit"], ["m", "Merge"], ["y", "Split"], ["k", "Contradict"], ["o", "Same"], ["a", "Article"], ["g", "Stages"], ["ArrowLeft", "Back"], ["ArrowRight", "Skip"]];
  return html("div", { class: "actions", role: "toolbar", "aria-label": "Decide" }, named.map(([key, text]) => {
    const node = one(key, text);
    node.append(text, html("kbd", { text: root.keys[key].name }));
    return node;
  }));
}

export function openPart(root) {
  const list = listed(root);
  if (list) return listBox(root, list);
  if (root.mode === "edit") return editForm(root, root.draft, "Save", () => saveEdit(root));
  if (root.mode === "stages") return stagesBox(root.data.event);
  if (root.mode === "help") return helpBox(root);
  return null;
}

function listBox(root, list) {
  return html("div", { class: "open" }, [html("h3", { text: list.title }), html("ol", {}, list.rows.slice(0, 9).map(([text, about], at) => {
    const chosen = root.picked.has(at);
    const row = button(text, "", () => list.choose(at), { class: chosen ? "chosen" : "", "aria-pressed": list.many ? String(chosen) : null, ...(at ? {} : { "data-first": true }) });
    row.append(html("kbd", { text: String(at + 1) }), html("span", {}, [said("bdi", text, 160), about ? html("small", { text: about }) : null].filter(Boolean)));
    return html("li", {}, [row]);
  })), list.many && list.rows.length ? button("Done (Enter)", "Done (Enter)", () => list.done(), { class: "main" }) : null].filter(Boolean));
}

function stagesBox(event) {
  const lines = event.tellings.flatMap((one) => one.stages);
  return html("div", { class: "open" }, [html("h3", { text: "What each stage made of the sentence" }),
    lines.length ? html("pre", { tabindex: 0, text: lines.join("\n") }) : html("p", { text: "The article is being read again for this, or is too long for it. Ask once more in a moment." })]);
}

export function helpBox(root) {
  const keys = root.data.article ? { ...root.articleKeys, Escape: root.keys.Escape } : root.keys;
  return html("div", { class: "open" }, [html("h3", { text: "Keys" }), html("dl", { class: "keys" }, Object.values(keys).flatMap(({ name, does }) => [html("dt", {}, [html("kbd", { text: name })]), html("dd", { text: does })]))]);
}

export function impactRows(rows, nothing) {
  if (!rows) return html("p", { class: "nothing", text: "Reckoning …" });
  if (!rows.length) return html("p", { class: "nothing", text: nothing });
  return html("table", {}, [html("tbody", {}, rows.map((row) => html("tr", {}, [html("th", { scope: "row", text: row.name }), html("td", { text: row.when }),
    html("td", { class: "number", text: `${row.now} → ${row.then}` })])))]);
}

export function impactBox(root) {
  const { event, tried } = root.data;
  if (root.mode === "edit" && tried) {
    return html("div", { class: "impact" }, [html("h3", { text: "If saved as it is filled in" }), tried.error ? html("p", { class: "message problem", text: tried.error }) : impactRows(tried.impact, "No score changes.")]);
  }
  return html("div", { class: "impact" }, [html("h3", { text: "If confirmed" }), impactRows(event.impact?.confirm, "No score changes."),
    html("h3", { text: "If rejected" }), impactRows(event.impact?.reject, "No score changes.")]);
}

function disagreeBox(event) {
  return html("div", { class: "disagree" }, [html("h3", { text: "Reports disagree" }),
    ...event.disagree.map((one) => html("p", {}, [html("strong", { text: `${one.what}: ` }), html("bdi", { text: one.values.join(" / ") })])),
    html("div", { class: "beside" }, event.either.map((one) => html("div", {}, [readNow(one), html("h4", { text: "By this report alone" }), impactRows(one.impact, "No score changes.")])))]);
}

function readNow(one) {
  return html("div", { class: "read-now" }, [html("p", {}, [html("strong", { text: one.when }), " ", html("bdi", { text: one.headline })]),
    ...one.quotes.map((quote) => said("blockquote", quote, 400)), html("p", { class: "small", text: one.effects.join("; ") })]);
}

export function historyBox(event) {
  return html("div", { class: "history" }, [html("h3", { text: "Decided so far" }), html("ul", {}, event.history.map((one) =>
    html("li", {}, [html("bdi", { text: `${one.at}, ${one.reviewer}: ${one.action}${one.reason ? ` (${one.reason})` : ""}${one.note ? `. ${one.note}` : ""}` })])))]);
}

export function queueBox(root) {
  const { queue, event } = root.data;
  return html("nav", { class: "queue", "aria-label": "Waiting" }, [html("h3", { text: "Next" }), html("ol", {}, queue.map((one) => {
    const row = button(one.headline, "", () => root.tell("open", { event_id: one.event_id }), { class: one.event_id === event?.event_id ? "chosen" : "" });
    row.append(html("small", { text: one.when }), said("bdi", one.headline, 110));
    return html("li", {}, [row]);
  }))]);
}
