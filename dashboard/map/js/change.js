// @ts-check
// The change of each state's score between the two dates, and its colour.

import { clamp } from "./dom.js";

// How far a state's score at the shown date lies from that at the other date; null where it has no score.
export function changeAt(data, at, state) {
  const [before, after] = [data.scores[state.compare][at], data.scores[state.month][at]];
  return before === null || after === null ? null : after - before;
}

export function movedMost(data, state) {
  const moves = data.members.map((member, at) => [member.iso3, Math.abs(changeAt(data, at, state) || 0)]);
  return moves.reduce((most, move) => (move[1] > most[1] ? move : most))[0];
}

export function changeFill(data, at, state) {
  const change = changeAt(data, at, state);
  if (change === null) return data.no_score;
  const last = data.change_palette.length - 1;
  return data.change_palette[Math.floor(((clamp(change, -1, 1) + 1) / 2) * last + 0.5)];
}
