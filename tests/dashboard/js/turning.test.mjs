import assert from "node:assert/strict";
import test from "node:test";

import { nextTold, turningPoints } from "../../../dashboard/map/js/turning.js";
import { bundle } from "./made.mjs";

test("a turning point is a month in which a score moved by 0.08 or more; with a state chosen, its own", () => {
  const data = bundle();
  data.scores = [[0, 0], [0.05, 0], [0.2, 0], [0.2, -0.3], [0.2, -0.3]];
  assert.deepEqual(turningPoints(data, null), [2, 3]);
  assert.deepEqual(turningPoints(data, "ARM"), [2]);
});

test("playing goes month by month, or on to the next month of which something is told, and never beyond the last", () => {
  const data = bundle();
  data.coverage.events[3] = 1;
  assert.equal(nextTold(data, 0, 1, false), 1);
  assert.equal(nextTold(data, 0, 1, true), 3);
  assert.equal(nextTold(data, 3, 1, true), 4);
  assert.equal(nextTold(data, 4, 1, true), 4);
});
