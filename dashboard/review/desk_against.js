// @ts-check
// An event whose reports contradict each other: their sentences side by side, what the scores would be by either, and the
// decision by one key. Texts are of articles: they reach the page through textContent alone.

import { button, html, said } from "../map/js/dom.js";
import { decide } from "./deciding.js";
import { actions, facts, historyBox, impactRows, openPart, queueBox } from "./desk_event.js";

export const isAgainst = (data) => data.view === "contradictions" && Boolean(data.event?.against.length) && !data.article;

// Instead of the same keys of the desk.
export const AGAINST_KEYS = {
  k: { name: "K", does: "they contradict each other: the flag stays", run: (root) => settle(root, "contradict") },
  o: { name: "O", does: "no contradiction: the flag goes", run: (root) => settle(root, "same") },
  "1-9": { name: "1-9", does: "this one is right: the event is changed to it" },
};

// What is disputed is known here; where it is more than one thing, the list asks.
function settle(root, action) {
  const subjects = [...new Set(root.data.event.against.map((one) => one.what))];
  if (subjects.length === 1) decide(root, action, { reason: subjects[0] });
  else root.enter(action);
}

const sidesOf = (event) => event.against.flatMap((one) => one.sides).filter((side) => side.take);

// Numbers take a side while no list is open.
export function taking(root, key) {
  if (!isAgainst(root.data) || root.mode || !/^[1-9]$/.test(key)) return null;
  const side = sidesOf(root.data.event)[Number(key) - 1];
  return side ? () => take(root, side) : null;
}

function take(root, side) {
  if (side.now) decide(root, "confirm");
  else decide(root, "edit", { form: side.take, note: `as told in “${side.title}”`.slice(0, 300) });
}

export function againstView(root) {
  const { event } = root.data;
  return [html("div", { class: "desk-grid" }, [
    html("section", { class: "event", "aria-label": "The contradiction" }, [
      html("h2", { dir: "auto", text: event.headline }),
      ...event.against.map((one) => html("section", { class: "against" }, [
        html("h3", { text: one.asked }),
        html("div", { class: "sides" }, one.sides.map((side) => sideBox(root, side)))])),
      actions(root),
      openPart(root),
    ]),
    html("aside", { class: "side", "aria-label": "The event" }, [
      html("h3", { text: "The event as it counts now" }), facts(event),
      ...(event.history.length ? [historyBox(event)] : []),
      queueBox(root),
    ]),
  ])];
}

function sideBox(root, side) {
  const at = sidesOf(root.data.event).indexOf(side);
  const query = new URLSearchParams({ document: side.document, start: String(side.start) });
  const choose = at >= 0 ? button(`This one is right (${at + 1})`, "", () => take(root, side), root.data.may ? {} : { disabled: true }) : null;
  choose?.append("This one is right", ...(at < 9 ? [html("kbd", { text: String(at + 1) })] : []));
  return html("article", { class: "one-side" }, [
    html("p", { class: "value" }, [html("bdi", { text: side.value })]),
    side.quote ? html("blockquote", {}, [side.before ? html("span", { class: "around", text: `${side.before} ` }) : null, said("bdi", side.quote, 900), side.after ? html("span", { class: "around", text: ` ${side.after}` }) : null]) : null,
    html("p", { class: "small" }, [html("bdi", { text: [side.outlet, side.title, side.published].filter(Boolean).join(" · ") }), " ",
      side.document ? html("a", { href: `./article?${query}`, target: "_blank", rel: "noopener", text: "article" }) : null]),
    html("h4", { text: side.now ? "It counts so now" : "The scores by this one" }),
    side.take ? side.now ? null : impactRows(side.impact, "No score changes.") : html("p", { class: "nothing", text: "No score depends on it." }),
    choose]);
}
