// @ts-check
// One article: its text through textContent, the sentences of events as marks that lead to the map.

import { html, onlyLatest, themeChosen } from "../map/js/dom.js";
import { THEMES, makeTheme } from "../map/js/theme.js";

export default function timelineArticle({ parentElement, data }) {
  let root = parentElement.querySelector(":scope > .csto-article");
  if (!root) parentElement.append((root = html("article", { class: "csto-article", "data-article": true })));
  const choice = themeChosen();
  root.theme?.stop();
  const theme = (root.theme = makeTheme(root, { state: { theme: choice in THEMES ? choice : "system" } }));
  const original = data.original && html("a", { href: data.original, target: "_blank", rel: "noopener noreferrer", class: "original", text: "The original (new tab)" });
  root.replaceChildren(html("p", { class: "article-about" }, [html("bdi", { text: data.about }), ...(original ? [" · ", original] : [])]), html("h1", { dir: "auto", text: data.title }),
    html("p", { class: "article-note", text: "Marked: the sentences that events were read from. A click shows the event on the map." }),
    html("div", { class: "article-text" }, data.pieces.map((piece) => {
      if (piece.event) return eventMark(piece, choice);
      return piece.heading ? html("h2", { text: piece.text }) : html("bdi", { text: piece.text });
    })));
  theme.wear();
  root.querySelector(".chosen")?.scrollIntoView({ block: "center" });
  return onlyLatest(parentElement, () => { theme.stop(); root.remove(); });
}

function eventMark(piece, theme) {
  const query = new URLSearchParams({ date: piece.month, event: piece.event, ...(theme ? { theme } : {}) });
  const link = html("a", { href: `./?${query}`, title: piece.said, "aria-label": `${piece.text} Event: ${piece.said}` }, [
    html("mark", { class: piece.chosen ? "chosen" : "", "data-marked": piece.event, text: piece.text })]);
  return link;
}
