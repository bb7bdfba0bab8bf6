import assert from "node:assert/strict";
import test from "node:test";

import { boxAround, contains, crosses, distanceOf, meet, overlap, widened } from "../../../dashboard/map/js/boxes.js";

test("boxes that only touch do not overlap", () => {
  assert.equal(overlap([0, 0, 2, 2], [2, 0, 4, 2]), false);
  assert.equal(overlap([0, 0, 2, 2], [1.9, 1.9, 4, 4]), true);
});

test("a line crosses a box that it passes through, and none beside it", () => {
  assert.equal(crosses([0, 0, 10, 10], [4, 4, 6, 6]), true);
  assert.equal(crosses([0, 0, 10, 0], [4, 4, 6, 6]), false);
  assert.equal(crosses([5, 0, 5, 10], [4, 4, 6, 6]), true);
  assert.equal(crosses([0, 0, 3, 3], [4, 4, 6, 6]), false, "it ends before the box");
});

test("two leaders meet where each has the other's ends on both sides", () => {
  assert.equal(meet([0, 0, 4, 4], [0, 4, 4, 0]), true);
  assert.equal(meet([0, 0, 4, 4], [5, 0, 9, 4]), false);
});

test("a box stands around its middle", () => {
  assert.deepEqual(boxAround([10, 20], 4, 6), [8, 17, 12, 23]);
  assert.deepEqual(widened([8, 17, 12, 23], 1), [7, 16, 13, 24]);
  assert.equal(contains([8, 17, 12, 23], 12, 23), true);
  assert.equal(distanceOf([0, 0], [3, 4]), 5);
});
