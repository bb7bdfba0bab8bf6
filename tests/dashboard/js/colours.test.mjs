import assert from "node:assert/strict";
import test from "node:test";

import { changeAt, movedMost } from "../../../dashboard/map/js/change.js";
import { fillOf } from "../../../dashboard/map/js/colours.js";
import { bundle, view } from "./made.mjs";

const band = (width, score = 0.9) => ({ score, low: score - width / 2, high: score + width / 2 });

test("the wider the band, the fewer the classes; at an edge the narrower step holds", () => {
  const fills = [0.5, 0.51, 0.75, 0.76, 1, 1.01].map((width) => fillOf(bundle(), { score: 0.9, low: 0, high: width }, "muted"));
  assert.deepEqual(fills, ["7", "z", "z", "r", "r", "grey"]);
});

test("by classes and continuous the score alone counts", () => {
  assert.equal(fillOf(bundle(), band(1.9), "classes"), "g");
  assert.equal(fillOf(bundle(), band(1.9, -1), "smooth"), "blue");
  assert.equal(fillOf(bundle(), { score: null, low: null, high: null }, "muted"), "grey");
});

test("a change is the later score less the earlier one, none where one is missing", () => {
  const data = bundle();
  data.scores[3] = [0.25, null];
  assert.equal(changeAt(data, 0, view({ compare: 1, month: 3 })), 0.25);
  assert.equal(changeAt(data, 1, view({ compare: 1, month: 3 })), null);
  assert.equal(movedMost(data, view({ compare: 1, month: 3 })), "ARM");
});
