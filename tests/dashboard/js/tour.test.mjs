// The briefer's words are shown as long as the map shows what they are about.
import assert from "node:assert/strict";
import { test } from "node:test";

import { showsStop } from "../../../dashboard/map/js/tour.js";

const STOP = { month: 150, mode: "map", compare: null, member: "ARM", zone: null, frame: "focus", event: null };

test("another frame, event or way of colouring leaves the words where they are", () => {
  assert.ok(showsStop({ ...STOP, frame: "full", event: "e1", colour: "classes", zoom: "2.00,1,1" }, STOP));
});

test("another month, state, zone or kind of map takes them away", () => {
  for (const change of [{ month: 151 }, { member: "KAZ" }, { member: null }, { zone: "osh" }, { mode: "change", compare: 10 }]) {
    assert.equal(showsStop({ ...STOP, ...change }, STOP), false);
  }
});

test("the second month counts where two are compared, and not where one is shown", () => {
  assert.ok(showsStop({ ...STOP, compare: 100 }, STOP));
  const compared = { ...STOP, mode: "compare", compare: 100 };
  assert.ok(showsStop({ ...compared }, compared));
  assert.equal(showsStop({ ...compared, compare: 101 }, compared), false);
});
