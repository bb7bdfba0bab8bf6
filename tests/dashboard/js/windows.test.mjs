import assert from "node:assert/strict";
import test from "node:test";

import { countCurrent, countShown, eventShown } from "../../../dashboard/map/js/windows.js";
import { bundle, event } from "./made.mjs";

test("an event is shown from its first month until the window has left its last behind", () => {
  const lasting = event("lasting", { start: 1, end: 2 });
  const shown = (window) => [0, 1, 2, 3, 4].map((month) => eventShown(lasting, month, window));
  assert.deepEqual(shown(1), [false, true, true, false, false]);
  assert.deepEqual(shown(2), [false, true, true, true, false]);
  assert.equal(eventShown({ ...lasting, known: "longer" }, 1, 12), false);
});

test("a place counts the same events by its running sums", () => {
  const { spots: [spot] } = bundle({ spots: [{ id: "x", starts: [1, 2, 3, 1], ends: [1, 1, 2, 1, 3, 1] }] });
  assert.deepEqual([0, 1, 2, 3, 4].map((month) => countShown(spot, month, 1)), [0, 2, 1, 1, 0]);
  assert.deepEqual([0, 1, 2, 3, 4].map((month) => countShown(spot, month, 12)), [0, 2, 2, 3, 3]);
  assert.equal(countCurrent(spot, 2), 1);
});
