// @ts-check
// The chosen zone's card: what it was in which years, where its outline is from, how many of its events are shown. Beside
// it the boundary policy, one click away from anywhere.

import { button, html } from "./dom.js";
import { WINDOW_WORDS, shownEvents } from "./windows.js";
import { holds } from "./zones.js";

export function makeZoneCard(data, view) {
  const card = html("section", { class: "zone-card", "aria-label": "Conflict zone", "data-zone-card": true });
  const policy = html("section", { class: "policy", role: "dialog", "aria-label": "Borders", "data-policy": true }, [
    button("Close", "×", () => { policy.hidden = true; }, { class: "close" }), html("h4", { text: "Borders on this map" }),
    html("ul", {}, data.policy.map((text) => html("li", { text }))),
    html("h4", { text: "Zones and their outlines" }),
    html("dl", {}, data.zones.flatMap((zone) => [html("dt", { text: `${zone.name}, ${zone.years}` }), html("dd", { text: zone.drawn })])),
  ]);
  card.hidden = policy.hidden = true;
  const toggle = () => { policy.hidden = !policy.hidden; };

  view.on((state, changed) => {
    if (!["zone", "month", "window"].some((name) => changed.includes(name))) return;
    if (state.zone) fill(state);
    card.hidden = !state.zone;
  });
  function fill(state) {
    const periods = data.zones.filter((zone) => zone.zone === state.zone);
    const count = shownEvents(data, state).filter((event) => event.zones.includes(state.zone)).length;
    const now = periods.find((zone) => holds(zone, state.month));
    card.replaceChildren(...[
      button("Let the zone go (Escape)", "×", () => view.set({ zone: null }), { class: "close" }),
      html("h4", { text: periods[0].label }),
      now ? null : html("p", { text: "Not in this month: it is told, not drawn." }),
      html("dl", {}, periods.flatMap((zone) => [
        html("dt", { class: zone === now ? "now" : "", text: zone.years }),
        html("dd", { class: zone === now ? "now" : "" }, [zone.meaning, html("small", { text: ` ${zone.source}.` })])])),
      html("p", { text: `${count === 1 ? "1 event" : `${count} events`} (${WINDOW_WORDS[state.window]}), listed beside the map.${now?.schematic ? " Schematic outline." : ""}` }),
      button("Borders: what is drawn, and why", "Our boundary policy", toggle, { class: "policy-button" }),
    ].filter(Boolean));
  }
  if (view.state.zone && data.zones.some((zone) => zone.zone === view.state.zone)) { fill(view.state); card.hidden = false; }
  return { nodes: [card, policy], toggle, close: () => { policy.hidden = true; } };
}
