import assert from "node:assert/strict";
import test from "node:test";

import { makeView } from "../../../dashboard/map/js/view.js";
import { bundle } from "./made.mjs";

const OPENING = { date: "2022-01", compare: null, place: null, mode: "map", member: null, frame: "focus" };
const DEFAULTS = { mode: "map", frame: "focus" };

function browser() {
  const written = [];
  const history = { state: null, replaceState: (_, __, url) => { written.push(Object.fromEntries(new URL(url).searchParams)); } };
  globalThis.window = { location: { href: "http://localhost/?other=1" }, history };
  return written;
}

test("listeners hear at once what has changed; the address and the panel once, after a rest", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const written = browser();
  const view = makeView(OPENING, bundle(), DEFAULTS);
  const [heard, told] = [[], []];
  view.on((_, changed) => heard.push([...changed].sort()));
  view.tell = (about) => told.push(about.date);
  view.set({ month: 2 });
  view.set({ month: 3, member: "ARM" });
  view.set({ month: 3 });
  assert.deepEqual(heard, [["month"], ["member", "month"]]);
  assert.deepEqual([written, told], [[], []]);
  t.mock.timers.tick(1000);
  assert.deepEqual(written, [{ other: "1", date: "2022-03", member: "ARM" }]);
  assert.deepEqual(told, ["2022-03"]);
});

test("a month beyond the ends is the last or the first", () => {
  browser();
  const view = makeView(OPENING, bundle(), DEFAULTS);
  view.set({ month: 99 });
  assert.equal(view.state.month, 4);
  view.set({ month: -5 });
  assert.equal(view.state.month, 0);
  view.stop();
});

test("two dates have a second date: twelve months before, or the first", () => {
  browser();
  const view = makeView(OPENING, bundle(), DEFAULTS);
  view.set({ mode: "change" });
  assert.equal(view.state.compare, 0);
  view.stop();
});

test("what concerns the map alone is in the address, and not told to the panel", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const written = browser();
  const view = makeView(OPENING, bundle(), DEFAULTS);
  const told = [];
  view.tell = (about) => told.push(about);
  view.set({ frame: "full" });
  t.mock.timers.tick(1000);
  assert.deepEqual([written, told], [[{ other: "1", date: "2022-01", frame: "full" }], []]);
});
