// Made-up data in the shape of the map's bundle (`dashboard.map.bundle`): two states, five months, an event or two.
import { indexEvents } from "../../../dashboard/map/js/cells.js";

const MONTHS = ["2021-12", "2022-01", "2022-02", "2022-03", "2022-04"];

export function event(id, more) {
  return { id, title: id, when: "January 2022", known: "month", start: 1, end: 1, reports: 1, effects: {}, ways: {}, zones: [], spot: null, ...more };
}

export function bundle(more = {}) {
  const grid = (value) => MONTHS.map(() => [value, value]);
  const data = {
    months: MONTHS,
    members: [{ iso3: "ARM", name: "Armenia" }, { iso3: "KAZ", name: "Kazakhstan" }],
    scores: grid(0), low: grid(-0.4), high: grid(0.4),
    support: { silent: grid(0) },
    coverage: { events: MONTHS.map(() => 0) },
    moves: { month: MONTHS.map(() => []), year: MONTHS.map(() => []) },
    ways: ["turned away from Moscow"], turned: { left: "left the CSTO" },
    labels: {}, zones: [], spots: [], events: [],
    no_score: "grey", palette: ["blue", "white", "brown"], classes: ["a", "b", "c", "d", "e", "f", "g"],
    muted: [["1", "2", "3", "4", "5", "6", "7"], ["v", "w", "x", "y", "z"], ["p", "q", "r"], ["grey"]], doubt_edges: [0.5, 0.75, 1],
    ...more,
  };
  indexEvents(data);
  return data;
}

export function view(more = {}) {
  return { mode: "map", step: "month", frame: "focus", member: null, zone: null, spot: null, event: null, compare: null, month: 1, ...more };
}
