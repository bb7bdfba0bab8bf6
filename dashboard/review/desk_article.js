// @ts-check
// The whole article on the desk: its events as marks, what was missed added by marking a sentence, and read as a whole.

import { button, html } from "../map/js/dom.js";
import { helpBox, impactBox } from "./desk_event.js";
import { editForm, saveEdit } from "./desk_form.js";

export function articleView(root) {
  const { article } = root.data;
  const text = html("div", { class: "article-text", dir: "auto" }, article.pieces.map((piece) => {
    const node = piece.event_id ? html("mark", { title: piece.said, text: piece.text }) : html("span", { text: piece.text });
    node.dataset.start = piece.start;
    if (piece.event_id) node.addEventListener("click", () => { if (window.getSelection().isCollapsed) root.tell("open", { event_id: piece.event_id }); });
    return node;
  }));
  return [html("div", { class: "desk-grid" }, [
    html("section", { class: "event" }, [html("h2", { dir: "auto", text: article.title }), html("p", { class: "small", text: article.about }), text]),
    html("aside", { class: "side" }, [
      html("p", { text: article.read_by ? `Read whole by ${article.read_by}.` : "Nobody has read it whole yet." }),
      html("div", { class: "actions" }, [
        button(`Add an event from what is marked (${root.articleKeys.a.name})`, "Add an event (A)", () => addFromSelection(root), root.data.may ? {} : { disabled: true }),
        button(`${root.articleKeys.r.does} (${root.articleKeys.r.name})`, "Read whole (R)", () => root.articleKeys.r.run(root), root.data.may ? {} : { disabled: true }),
        button("Back to the event (Escape)", "Back (Escape)", () => root.tell("article", { document: "" }))]),
      root.mode === "edit" && root.passage ? html("blockquote", { class: "passage", text: root.passage.text }) : html("p", { class: "nothing", text: "Mark a sentence with the pointer to add the event it tells." }),
      root.mode === "edit" && root.draft ? editForm(root, root.draft, "Add", () => saveEdit(root)) : null,
      root.mode === "edit" && root.data.tried ? impactBox(root) : null,
      root.mode === "help" ? helpBox(root) : null,
    ].filter(Boolean)),
  ])];
}

// The characters of the article that are marked with the pointer.
export function addFromSelection(root) {
  const selection = window.getSelection();
  const holder = root.querySelector(".article-text");
  if (!holder || selection.isCollapsed || !holder.contains(selection.anchorNode) || !holder.contains(selection.focusNode) || !root.data.may) return;
  const range = selection.getRangeAt(0);
  const at = (node, offset) => Number(node.parentElement.closest("[data-start]").dataset.start) + [...node.textContent.slice(0, offset)].length;
  if (range.startContainer.nodeType !== Node.TEXT_NODE || range.endContainer.nodeType !== Node.TEXT_NODE) return;
  const text = selection.toString();
  root.passage = { start: at(range.startContainer, range.startOffset), end: at(range.endContainer, range.endOffset), text };
  root.mode = "edit";
  root.draft = window.structuredClone(root.data.article.blank);
  root.draw();
  root.querySelector("[data-first]")?.focus();
}
