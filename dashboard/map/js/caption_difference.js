// @ts-check
// The caption between two dates, and by a changed method: who moved most. What made the difference is asked of the server.

import { by, size } from "./caption_words.js";
import { TELLS } from "./causes.js";
import { signed } from "./dom.js";
import { monthName } from "./months.js";

export function changedMethodCaption(data, state) {
  const before = state.month - (state.step === "year" ? 12 : 1);
  if (before < 0) return "By the changed method; nothing is shown before this month.";
  const [most] = ranked(data, before, state.month);
  const since = `since ${monthName(data.months[before])}`;
  if (!most || Math.abs(most.by) < TELLS) return `By the changed method no score moved ${since}.`;
  return `By the changed method ${most.name} moved most ${since}: ${by(most.by)}, to ${signed(data.scores[state.month][most.at])}. Choose it to see why.`;
}

// The states of which something with a direction is told by then, by how far their scores differ.
function ranked(data, before, month) {
  return data.members.map((member, at) => ({ name: member.name, at, by: data.scores[month][at] - data.scores[before][at] }))
    .filter(({ at }) => data.scores[month][at] !== null && data.scores[before][at] !== null && data.support.silent[month][at] !== null)
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by));
}

// The two months in order, and the state that the caption is about: the chosen one, else the one that moved most.
export function differenceOf(data, state) {
  const [before, after] = [state.compare, state.month].sort((a, b) => a - b);
  const all = ranked(data, before, after);
  const chosen = all.find(({ at }) => data.members[at].iso3 === state.member);
  return { before, after, chosen, all, first: chosen || all[0] };
}

export function differenceCaption(data, state) {
  const { before, after, chosen, first, all } = differenceOf(data, state);
  const span = `From ${monthName(data.months[before])} to ${monthName(data.months[after])}`;
  if (!first || Math.abs(first.by) < TELLS) return `${span} ${chosen ? `${chosen.name} did not move` : "no score moved"}.`;
  const last = all[all.length - 1];
  const least = chosen || all.length < 2 ? "" : ` ${last.name} moved least, ${Math.abs(last.by) < TELLS ? "not by 0.01" : by(last.by)}.`;
  return `${span} ${first.name} ${first.by < 0 ? "fell" : "rose"}${chosen ? "" : " most,"} by ${size(first.by)}, from ${signed(data.scores[before][first.at])} to ${signed(data.scores[after][first.at])}.${least}`;
}
