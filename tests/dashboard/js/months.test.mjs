import assert from "node:assert/strict";
import test from "node:test";

import { monthName, readMonth } from "../../../dashboard/map/js/months.js";

test("a month is read in each way it is written, once it is whole", () => {
  for (const typed of ["2022-09", "9/2022", "Sep 2022", "september 2022", " 2022 9 "]) assert.equal(readMonth(typed, true), "2022-09", typed);
  assert.equal(readMonth("2022", true), "2022-01");
  for (const typed of ["", "13/2022", "Septober", "22-09", "2022-9-9-9"]) assert.equal(readMonth(typed, true), null, typed);
});

test("while it is typed only a whole YYYY-MM counts", () => {
  assert.equal(readMonth("2022-09", false), "2022-09");
  assert.equal(readMonth("Sep 2022", false), null);
});

test("a month has a name", () => assert.equal(monthName("2010-12"), "December 2010"));
