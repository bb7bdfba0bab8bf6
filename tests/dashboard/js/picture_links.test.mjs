import assert from "node:assert/strict";
import test from "node:test";

import { pictureAddress } from "../../../dashboard/map/js/picture_links.js";

const VIEW = { date: "2022-09", compare: null, mode: "map", member: "ARM", frame: "focus", present: "1", panel: "hidden", theme: "dark", quiet: "shown" };

test("a picture's address holds the view, and nothing of how the viewer looks at it", () => {
  assert.equal(pictureAddress(VIEW, "http://localhost/?date=2022-09", "map.svg", "1"), "files/map.svg?date=2022-09&mode=map&member=ARM&frame=focus");
});

test("it follows the page's method and its choice of reviewed events, and takes the scale along", () => {
  const address = pictureAddress(VIEW, "http://localhost/?method=AID:0.8&reviewed=sure&theme=dark", "map.png", "2");
  const query = new URLSearchParams(address.split("?")[1]);
  assert.deepEqual([query.get("method"), query.get("reviewed"), query.get("scale"), query.get("theme")], ["AID:0.8", "sure", "2", null]);
});

test("a sheet of small maps says which months it shows", () => {
  assert.ok(pictureAddress(VIEW, "http://localhost/", "small-multiples.pdf", "1", "years").endsWith("&span=years"));
  assert.ok(!pictureAddress(VIEW, "http://localhost/", "map.png", "1").includes("span"));
});

test("a second date is named only where two are shown", () => {
  const one = pictureAddress({ ...VIEW, compare: "2021-09" }, "http://localhost/", "map.png", "1");
  const two = pictureAddress({ ...VIEW, compare: "2021-09", mode: "change" }, "http://localhost/", "map.png", "1");
  assert.deepEqual([one.includes("compare"), two.includes("compare=2021-09")], [false, true]);
});
