// @ts-check
// Turning points: the months in which a state moved most. A score moves only when something is told of the state, so the
// scores alone say when that was. With a state chosen they are that state's.

import { TELLS } from "./causes.js";
import { svg } from "./dom.js";

const TURN = { least: 0.08, most: 16 };

export function turningPoints(data, member) {
  const chosen = data.members.findIndex((entry) => entry.iso3 === member);
  const members = chosen >= 0 ? [chosen] : data.members.map((_, at) => at);
  const sizes = data.months.map((_, month) => (month === 0 ? 0
    : Math.max(...members.map((at) => Math.abs((data.scores[month][at] ?? 0) - (data.scores[month - 1][at] ?? 0))))));
  const found = sizes.map((size, month) => ({ size, month })).filter(({ size }) => size >= TURN.least);
  return found.sort((a, b) => b.size - a.size).slice(0, TURN.most).map(({ month }) => month).sort((a, b) => a - b);
}

// Whether something is told that is known to the month, or a score moves in it.
function isTelling(data, month) {
  return data.coverage.events[month] > 0 || (month > 0
    && data.members.some((_, at) => Math.abs(data.scores[month][at] - data.scores[month - 1][at]) >= TELLS));
}

// Where playing goes on to: with quiet months skipped, the next month in which something is told.
export function nextTold(data, month, by, skip) {
  const last = data.months.length - 1;
  let next = Math.min(last, month + by);
  if (!skip || by !== 1) return next;
  while (next < last && !isTelling(data, next)) next += 1;
  return next;
}

// The marks of turning points on the strip under the slider.
export function makeTurns(data) {
  const node = svg("g", { class: "turns" });
  let drawn = null;
  function paint(state) {
    const key = `${state.member}`;
    if (drawn?.key === key && drawn.scores === data.scores) return;
    drawn = { key, scores: data.scores };
    node.replaceChildren(...turningPoints(data, state.member).map((month) => svg("rect", { class: "turn", "data-turn": data.months[month], x: month - 0.5, width: 1, y: 0, height: 20 })));
  }
  return { node, paint };
}
