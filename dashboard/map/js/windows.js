// @ts-check
// Which events are shown in a month: those of this month, of 12 months, of five years, or all until then.

export const WINDOWS = { month: 1, year: 12, five: 60, all: Infinity };

export function countShown(spot, month, window) {
  const gone = month - window;
  return spot.begun[month] - (gone >= 0 ? spot.ended[gone] : 0);
}

export function countCurrent(spot, month) {
  return spot.begun[month] - (month > 0 ? spot.ended[month - 1] : 0);
}

export function eventShown(event, month, window) {
  return event.known !== "longer" && event.start <= month && month - event.end < window;
}

export function shownEvents(data, state) {
  return data.events.filter((event) => event.at && eventShown(event, state.month, WINDOWS[state.window]));
}

export const WINDOW_WORDS = { month: "this month", year: "12 months", five: "5 years", all: "all until now" };
