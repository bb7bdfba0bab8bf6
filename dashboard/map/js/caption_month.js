// @ts-check
// The caption of a month: what is dated to it, else what covers it, else how long nothing was reported.

import { SECOND, bare, brief, by, cited, datedTitle, over, timeWords, told } from "./caption_words.js";
import { TELLS, bestReported, causesOf, largest, lastMoved, movedByYear } from "./causes.js";
import { signed } from "./dom.js";
import { monthName } from "./months.js";

export function monthCaption(data, state, about) {
  const causes = causesOf(data, state, about);
  const dated = causes.filter((cause) => !cause.event || cause.event.known === "month");
  if (dated.length) {
    const [first] = dated;
    const second = dated.find((cause) => cause !== first && cause.event?.title !== first.event?.title);
    const next = second && second.weight >= Math.max(SECOND.least, SECOND.share * first.weight) ? ` Also: ${brief(data, second, null, false)}` : "";
    return { text: `${told(data, state, first)}${next}`, event: first.event?.id || null };
  }
  const unmoving = bestReported(data, state, about, "month");
  const [first] = causes.filter((cause) => cause.moved.some(({ move }) => Math.abs(move) >= TELLS));
  if (unmoving) return { text: `${datedTitle(unmoving)} ${first ? "It moved no score." : "No score moved."}`, event: unmoving.id };
  if (first) {
    const moved = largest(first).filter(({ move }) => Math.abs(move) >= TELLS).slice(0, 4).map(({ at, move }) => `${data.members[at].name} ${by(move)}`);
    return { text: `${over(first.event)} Spread over that time: this month ${moved.join(", ")}.`, event: first.event.id };
  }
  const covering = bestReported(data, state, about, "year");
  if (covering) return { text: `Nothing is dated to this month. ${over(covering).replace(" The month is not given.", "")}`, event: covering.id };
  const silent = silence(data, state, about);
  return { text: [silent.since, silent.stands].filter(Boolean).join(" "), event: silent.event };
}

// Nothing in this month: since when (`since`), and what moved the state last (`stands`). A change of status counts as told.
export function silence(data, state, about) {
  const named = about.name ? ` ${about.name}` : "";
  const past = data.events.filter((event) => event.known !== "longer" && about.has(event) && event.end < state.month);
  const last = past.reduce((best, event) => (!best || event.end >= best.end ? event : best), null);
  const moved = lastMoved(data, state, about) || (last && movedByYear(data, state, about, last.end));
  const end = Math.max(last ? last.end : -1, moved?.cause.event ? -1 : moved?.month ?? -1);
  if (end < 0) return { since: `No dated event has been reported${named} up to ${monthName(data.months[state.month])}.`, stands: "", event: null };
  const gone = state.month - end;
  const until = last && last.end === end && last.known !== "month" ? last.when.replace(/^between .* and /, "")
    : `${monthName(data.months[end])} (${gone} month${gone === 1 ? "" : "s"})`;
  const since = `No event has been reported${named} since ${until}.`;
  if (!moved) return { since, stands: last ? `The last: ${cited(last)}` : "", event: last?.id || null };
  return { since, stands: standing(data, state, moved), event: moved.cause.event?.id || null };
}

// Where a state stands since it was last moved, and what moved it.
function standing(data, state, { at, cause, month }) {
  const [now, then] = [data.scores[state.month][at], data.scores[month][at]];
  const name = data.members[at].name;
  if (Math.abs(now - then) >= 2 * TELLS) return `${name} stands at ${signed(now)}. Last moved by: ${causeWords(data, cause)}`;
  // What is told only of years pulls a score along while no month is told.
  const ofYear = cause.event?.known === "year" && !cause.event.when.startsWith("between");
  return `${name} has stood at ${signed(now)} since ${ofYear ? cause.event.when : monthName(data.months[month])}. Moved most by: ${causeWords(data, cause)}`;
}

function causeWords(data, cause) {
  return cause.event ? `${bare(cause.event.title)} (${timeWords(cause.event)}).` : `its own step; it ${data.turned[cause.status]}.`;
}
