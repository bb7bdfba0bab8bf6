// @ts-check
// "Says who?", in the presentation: the chosen event's sentence, source and date, in large type over the map. What the map
// knows of the event is there at once; its sentences come from the panel, which the server draws. Texts are from articles.
// Within another page there is no panel: there the card leads to it.

import { button, html } from "./dom.js";

const MOST_QUOTES = 2;
const COMES = "Its sentence comes when the server answers.";
const IN_THE_APP = "Its sentences and their articles: open the whole dashboard, by the link at the foot.";

export function makeEventCard(data, view, alone) {
  const card = html("section", { class: "event-card", "aria-label": "Chosen event", "data-event-card": true });
  card.hidden = true;
  let heard = null;

  function paint(state, changed) {
    if (changed && !["event", "present"].some((name) => changed.includes(name))) return;
    const event = (alone || state.present === "1") && state.event ? data.eventsById.get(state.event) : null;
    card.hidden = !event;
    if (event) fill(event);
  }
  function fill(event) {
    const quotes = heard?.event_id === event.id ? heard.quotes : null;
    card.replaceChildren(
      button("Let this event go", "×", () => view.set({ event: null }), { class: "close" }),
      html("p", { class: "card-when", text: `${event.when}, ${event.place}` }),
      html("p", { class: "card-title", text: event.title }),
      html("p", { class: "card-review", text: event.reviewed || "Not reviewed" }),
      ...(quotes ? quotes.slice(0, MOST_QUOTES).map(said) : [html("p", { class: "card-source", text: alone ? IN_THE_APP : COMES })]),
      ...(quotes?.length > MOST_QUOTES ? [html("p", { class: "card-source", text: `Told by ${quotes.length} passages: the panel has all of them.` })] : []));
  }
  function said(quote) {
    return html("blockquote", {}, [html("q", { text: quote.quote }),
      html("p", { class: "card-source", text: [quote.title, quote.outlet, quote.published].filter(Boolean).join(", ") })]);
  }
  function hear(message) {
    heard = message.detail;
    if (heard && heard.event_id === view.state.event) paint(view.state);
  }
  document.addEventListener("timeline:chosen", hear);
  return { node: card, paint, stop: () => document.removeEventListener("timeline:chosen", hear) };
}
