// @ts-check
// The caption: what happened at the step that is shown, whom it moved and by whose act. It is made of what the bundle
// brings: `moves` (what moved each score, reckoned by `alignment.contributions`), events and scores. It never tells of a
// movement without the event or the change of status behind it.

import { changedMethodCaption, differenceCaption } from "./caption_difference.js";
import { monthCaption } from "./caption_month.js";
import { subjectOf } from "./caption_subject.js";
import { datedTitle, told } from "./caption_words.js";
import { yearCaption } from "./caption_year.js";
import { causesOf } from "./causes.js";
import { makeDifference } from "./difference.js";
import { button, html } from "./dom.js";
import { reviewedWords, reviewsOf } from "./reviews.js";

const [LONG, VERY_LONG] = [130, 220]; // characters: a longer one is set smaller, so that it is whole in the same place

export function makeCaption(data, view) {
  const text = html("span", { class: "caption-text" });
  const show = button("Show this event on the map and in the panel", "Show it", () => view.set({ event: said.event }), { class: "caption-show" });
  const reviews = html("span", { class: "caption-reviews", "data-caption-reviews": true });
  const node = html("p", { class: "caption", "data-caption": true }, [html("span", { class: "caption-words" }, [text, " ", reviews]), show]);
  const difference = makeDifference(data, (causes) => tell({ text: `${captionOf(data, view.state).text} ${causes.text}`, event: causes.event }, causes.reviewed));
  let said = { text: "", event: null };
  function tell(caption, looked) {
    said = caption;
    text.textContent = said.text;
    reviews.textContent = looked ? `${looked[0].toUpperCase()}${looked.slice(1)}.` : "";
    const length = said.text.length + (looked?.length || 0);
    node.classList.toggle("long", length > LONG);
    node.classList.toggle("very-long", length > VERY_LONG);
    show.hidden = !said.event || view.state.event === said.event;
  }
  function paint(state, changed) {
    if (!["month", "compare", "mode", "step", "member", "zone", "spot", "event", "frame"].some((name) => changed.includes(name))) return;
    const caption = captionOf(data, state);
    tell(caption, reviewsBehind(data, state, caption.event));
    difference.ask(state);
  }
  return { node, paint, text: () => [text.textContent, reviews.textContent].filter(Boolean).join(" "), stop: difference.stop };
}

export function captionOf(data, state) {
  if (state.mode !== "map") return { text: differenceCaption(data, state), event: null };
  // By a changed method nobody has reckoned what moved the scores: the caption then only says that they moved.
  if (!data.moves) return { text: changedMethodCaption(data, state), event: null };
  const event = data.eventsById.get(state.event);
  if (event) return eventCaption(data, state, event);
  const about = subjectOf(data, state);
  return state.step === "year" ? yearCaption(data, state, about) : monthCaption(data, state, about);
}

// Who has looked at what the caption tells: at the chosen event, at how many of the month's, else at the one that is told.
// What is behind the difference of two dates the server says.
export function reviewsBehind(data, state, eventId) {
  if (state.mode !== "map") return "";
  const chosen = data.eventsById.get(state.event);
  const counts = chosen ? null : reviewsOf(data, state, subjectOf(data, state));
  if (counts?.[0]) return reviewedWords(counts);
  const event = chosen || data.eventsById.get(eventId);
  return event ? event.reviewed || "not reviewed" : "";
}

function eventCaption(data, state, event) {
  const moved = causesOf(data, state, { members: data.members.map((_, at) => at), has: (one) => one === event, part: true })[0];
  if (moved) return { text: told(data, state, moved), event: event.id };
  const ways = Object.entries(event.ways).map(([iso3, way]) => `${data.members.find((member) => member.iso3 === iso3)?.name || iso3} ${data.ways[way]}`);
  const articles = `Told by ${event.reports} article${event.reports === 1 ? "" : "s"}.`;
  return { text: [datedTitle(event), ways.length ? `${ways.slice(0, 3).join("; ")}.` : "", articles].filter(Boolean).join(" "), event: event.id };
}
