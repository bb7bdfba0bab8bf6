// @ts-check
// How a caption puts things: dates, titles, moves and ways.

import { TELLS, largest } from "./causes.js";
import { signed } from "./dom.js";
import { monthName } from "./months.js";

export const SECOND = { least: 0.02, share: 0.3 }; // what a second event must have moved, in all and beside the first

// "In 2021, month not given: …", or the days between which it happened.
export function over(event) {
  if (event.title.includes(event.when)) return `${sentence(event.title)} The month is not given.`;
  if (toldAsOfNow(event.title)) return `${capital(ofTheTime(event))}: ${sentence(event.title)}`;
  return `${event.when.startsWith("between") ? capital(event.when) : `In ${event.when}, month not given`}: ${sentence(event.title)}`;
}

// A source that says "is working" speaks of its own day. Beside a time that is past this would be wrong: then it is said
// that the source tells it of that time. The first verb that can be told by its form decides.
function toldAsOfNow(title) {
  const verb = title.match(/\b(is|are|has|have|does|do|was|were|had|did|would|will|could|\w+ed)\b/);
  return Boolean(verb && /^(is|are|has|have|does|do)$/.test(verb[1]));
}

function ofTheTime(event) {
  return `reported of the time ${event.when.startsWith("between") ? event.when : `around ${event.when}`}`;
}

// An event's date for brackets within a sentence.
export function timeWords(event) {
  return event.known !== "month" && toldAsOfNow(event.title) ? ofTheTime(event) : event.when;
}

// The event with its date before it, unless the title gives that date itself.
export function datedTitle(event) {
  const [day, month] = event.when.split(" ");
  const given = [event.when, ...(/^\d+$/.test(day) ? [`${day} ${month}`, `${month} ${day}`] : [])];
  return given.some((words) => event.title.includes(words)) ? sentence(event.title) : `${capital(timeWords(event))}: ${sentence(event.title)}`;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// "… (23 November 2022)."
export function cited(event) {
  return `${bare(event.title)} (${timeWords(event)}).`;
}

// "19 September 2023: … Armenia was let down by Moscow (down by 0.12, to −0.35).", by the step that is shown: all of a
// caption's figures are of one month, or all of one year.
export function told(data, state, cause) {
  const [lag, span] = state.step === "year" ? [12, "year"] : [1, "month"];
  const before = state.month - lag;
  const now = (at) => signed(data.scores[state.month][at]);
  if (!cause.event) {
    const [{ at, move }] = cause.moved;
    return `${monthName(data.months[state.month])}: ${data.members[at].name} ${data.turned[cause.status]} (${by(move)}, to ${now(at)}).`;
  }
  const ways = largest(cause).filter(({ move }) => Math.abs(move) >= TELLS).slice(0, 2).map(({ at, move }) => {
    const total = before >= 0 ? data.scores[state.month][at] - data.scores[before][at] : move;
    const all = Math.abs(total - move) >= 0.01 ? `; with the ${span}'s other events ${Math.abs(total) < TELLS ? "not moved, still at" : `${by(total)}, to`}` : ", to";
    return `${data.members[at].name} ${wayOf(data, cause, at, move)} (${by(move)}${all} ${now(at)})`;
  });
  return `${datedTitle(cause.event)} ${ways.join("; ")}.`;
}

// A cause within one sentence: "… (14 September 2022; Armenia was let down by Moscow, down by 0.12)".
export function brief(data, cause, at = null, dated = true) {
  const moved = largest(cause).find((entry) => at === null || entry.at === at) || cause.moved[0];
  const name = data.members[moved.at].name;
  if (!cause.event) return `${name} ${data.turned[cause.status]} (${by(moved.move)}).`;
  return `${bare(cause.event.title)} (${dated ? `${timeWords(cause.event)}; ` : ""}${name} ${wayOf(data, cause, moved.at, moved.move)}, ${by(moved.move)}).`;
}

// "down by 0.12": a bare "−0.12 to −0.35" reads as a range.
export function by(move) {
  return `${move < 0 ? "down" : "up"} by ${size(move)}`;
}

export function size(move) {
  return Math.abs(move).toFixed(2);
}

function wayOf(data, cause, at, move) {
  const way = cause.event?.ways[data.members[at].iso3];
  return way === undefined ? (move < 0 ? "moved away from Moscow" : "moved towards Moscow") : data.ways[way];
}

export function bare(title) {
  return title.replace(/[\s.;,:]+$/, "");
}

function sentence(title) {
  const text = bare(title);
  return /[.?!…][”"’')\]]*$/.test(text) ? text : `${text}.`;
}
