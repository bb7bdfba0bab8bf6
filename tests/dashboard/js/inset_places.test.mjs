import assert from "node:assert/strict";
import test from "node:test";

import { insetBox } from "../../../dashboard/map/js/inset_places.js";
import { overlap } from "../../../dashboard/map/js/boxes.js";

const ROOM = { width: 800, height: 500 };
const within = (box) => (x, y) => x > box[0] && x < box[2] && y > box[1] && y < box[3];

test("an inset stands in its corner where nothing lies below it", () => {
  assert.deepEqual(insetBox([200, 200], [1, 1], ROOM, [], () => false), [590, 290, 790, 490]);
});

test("it goes along the edge to where it covers nothing, and around what stands there", () => {
  const [state, other] = [[550, 200, 800, 500], [10, 290, 210, 490]];
  const box = insetBox([200, 200], [1, 1], ROOM, [other], within(state));
  assert.equal(overlap(box, state) || overlap(box, other), false);
});

test("rather a little smaller than far away", () => {
  const box = insetBox([200, 200], [1, 1], ROOM, [], within([400, 100, 620, 500]));
  assert.deepEqual(box, [630, 330, 790, 490]);
});

test("where there is no such place it is smaller", () => {
  const box = insetBox([200, 200], [0, 0], ROOM, [], (x, y) => x > 170 || y > 170);
  assert.deepEqual(box, [10, 10, 170, 170]);
});
