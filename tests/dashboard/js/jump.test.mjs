import assert from "node:assert/strict";
import test from "node:test";

import { jumpTo } from "../../../dashboard/map/js/jump.js";
import { bundle, event } from "./made.mjs";

const SPOT = { id: "40.000,45.000", starts: [], ends: [], at: { focus: [1, 1], "south-caucasus": [2, 2] } };
const DATA = bundle({ spots: [SPOT], events: [event("here", { spot: SPOT.id })] });
const FOUND = { event: "here", date: "2022-02", member: "ARM", place: SPOT.id };

test("what was found is shown in its month, with its state, and its zone and place do not hide it", () => {
  const view = jumpTo(DATA, { frame: "south-caucasus", zone: "osh", spot: "elsewhere" }, FOUND);
  assert.deepEqual(view, { event: "here", member: "ARM", zone: null, spot: null, month: 2, frame: "south-caucasus" });
});

test("a frame that does not hold its place gives way to all members", () => {
  assert.equal(jumpTo(DATA, { frame: "western" }, FOUND).frame, "focus");
  assert.equal(jumpTo(DATA, { frame: "western" }, { ...FOUND, event: "away", place: null }).frame, "western");
});

test("one that the map only counts among others is shown by its place", () => {
  assert.equal(jumpTo(DATA, { frame: "focus" }, { ...FOUND, event: "counted" }).spot, SPOT.id);
  assert.equal(jumpTo(DATA, { frame: "focus" }, { ...FOUND, event: "counted", place: "1.000,1.000" }).spot, null);
});

test("months before and after the map are its ends", () => {
  assert.equal(jumpTo(DATA, { frame: "focus" }, { ...FOUND, date: "2001-01" }).month, 0);
  assert.equal(jumpTo(DATA, { frame: "focus" }, { ...FOUND, date: "2031-01" }).month, 4);
});
