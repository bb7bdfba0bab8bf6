// @ts-check
// What moved the scores in a step: the bundle's moves put together by event or change of status. It never tells of a
// movement without the event or the change of status behind it.

export const TELLS = 0.005; // what rounds to 0.00 is no move

// What moved the subject's states in this step, put together by event or change of status, the weightiest first.
export function causesOf(data, state, about) {
  const found = new Map();
  for (const [at, id, status, move] of data.moves[state.step][state.month] || []) {
    if (!about.members.includes(at) || !(id || status)) continue;
    const event = id ? data.eventsById.get(id) : null;
    if (id ? !event || !about.has(event) : about.part) continue;
    const key = id || `${at} ${status}`;
    const cause = found.get(key) || { event, status, weight: 0, moved: [] };
    cause.moved.push({ at, move });
    cause.weight += Math.abs(move);
    found.set(key, cause);
  }
  return [...found.values()].filter((cause) => cause.weight >= TELLS).sort((a, b) => b.weight - a.weight);
}

// Of the subject's events known to the month, or to the year, that cover this month: one with a direction first, then the best reported.
export function bestReported(data, state, about, known) {
  const weight = (event) => 1000 * bearing(data, event, about).length + event.reports;
  return data.events.filter((event) => event.known === known && about.has(event) && event.start <= state.month && event.end >= state.month)
    .sort((a, b) => weight(b) - weight(a))[0];
}

// The last month in which something with a date or a change of status moved one of the subject's states, and what did so most.
export function lastMoved(data, state, about) {
  if (about.part) return null;
  for (let month = state.month - 1; month > 0; month -= 1) {
    const [cause] = causesOf(data, { ...state, step: "month", month }, about).filter(({ event }) => !event || event.known !== "longer");
    const most = cause && largest(cause)[0];
    if (most && Math.abs(most.move) >= TELLS) return { at: most.at, cause, month };
  }
  return null;
}

// What is spread over a year moves no single month enough to be told: its year does.
export function movedByYear(data, state, about, month) {
  if (about.part) return null;
  const [cause] = causesOf(data, { ...state, step: "year", month }, about).filter(({ event }) => event && event.known !== "longer");
  return cause ? { at: largest(cause)[0].at, cause, month } : null;
}

// The subject's states that an event has a direction for.
function bearing(data, event, about) {
  return about.members.filter((at) => event.effects[data.members[at].iso3]);
}

export function largest(cause) {
  return [...cause.moved].sort((a, b) => Math.abs(b.move) - Math.abs(a.move));
}
