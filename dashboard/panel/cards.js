// @ts-check
// An event as a card: when, where, what, whom it bears on, who reviewed it, and the sentences it was read from.

import { button, html, said, themeChosen } from "../map/js/dom.js";

export function tellMap(view) {
  document.dispatchEvent(new CustomEvent("timeline:view", { detail: view }));
}

// `go` is what a click on the headline does: it shows the event on the map as it stands.
export function eventCard(event, chosen, go = () => tellMap({ event: event.event_id })) {
  const effects = event.effects.map((text, at) => html("li", { class: `effect d${event.directions[at]}`, text }));
  const title = chosen ? html("h3", { class: "summary", text: event.summary }) : html("h3", { class: "summary" }, [
    button(`Show on the map: ${event.summary}`, event.summary, go, { class: "show-event",
      title: "Show on the map", "data-focus": `card:${event.event_id}` })]);
  return html("article", { class: "event", "data-panel-event": event.event_id }, [
    html("p", { class: "over" }, [html("span", { class: "when", text: event.when }), " · ", said("span", event.place, TITLE_LETTERS),
      " · ", html("span", { class: "type", title: `PLOVER: ${event.type}`, text: event.type_words })]),
    title,
    effects.length ? html("ul", { class: "effects" }, effects) : null,
    event.disagree ? html("p", { class: "disagree", text: event.disagree }) : null,
    event.reviewed ? html("p", { class: "reviewed", "data-reviewed": true, text: event.reviewed }) : null,
    ...event.quotes.map((quote, at) => quoteBox(quote, `${event.event_id}:${at}`)),
  ]);
}

export const QUOTE_LETTERS = 600;
export const TITLE_LETTERS = 160;

function quoteBox(quote, key) {
  return html("div", { class: "quote-box" }, [
    html("details", { class: "quote", "data-key": key }, [
      html("summary", {}, [said("q", quote.quote, QUOTE_LETTERS), html("span", { class: "more" })]),
      html("div", { class: "passage" }, [html("bdi", { text: quote.before }), html("mark", { class: "said", text: quote.quote }), html("bdi", { text: quote.after })]),
    ]),
    sourceLine(quote),
  ]);
}

// Where a sentence stands: title and outlet, and the way into the article itself.
export function sourceLine(quote) {
  const theme = themeChosen();
  const query = new URLSearchParams({ document: quote.document, start: String(quote.start), ...(theme ? { theme } : {}) });
  const link = html("a", { href: `article?${query}`, target: "_blank", rel: "noopener", class: "into-article", text: "Read it in the article",
    "aria-label": `Read it in the article: ${quote.title} (new tab)` });
  return html("p", { class: "source" }, [html("cite", {}, [quote.title, quote.outlet].filter(Boolean).flatMap((name, at) => [at ? ", " : null, said("span", name, TITLE_LETTERS)])), " ", link]);
}
