import assert from "node:assert/strict";
import test from "node:test";

import { onlyTheMap, snippet, whoMay } from "../../../dashboard/map/js/embed.js";

const DEFAULTS = { mode: "map", frame: "focus", theme: "system" };
const VIEW = { date: "2022-09", compare: null, mode: "map", member: "ARM", frame: "full", theme: "dark", tour: "A tour", stop: "2" };

test("the snippet frames the view's own address, without tour and theme", () => {
  const html = snippet(VIEW, "https://csto.example.org/app/?date=2010-01&theme=dark", DEFAULTS);
  const address = new URL(html.match(/src="([^"]*)"/)[1].replaceAll("&amp;", "&"));
  assert.equal(address.origin + address.pathname, "https://csto.example.org/app/");
  assert.deepEqual(Object.fromEntries(address.searchParams), { embed: "1", date: "2022-09", member: "ARM", frame: "full" });
  assert.match(html, /^<iframe [^<>]*title="CSTO Alignment Timeline, September 2022"[^<>]*><\/iframe>$/);
});

test("nothing in a view ends the snippet's attribute", () => {
  assert.doesNotMatch(snippet({ ...VIEW, zone: '"><script>' }, "https://csto.example.org/", DEFAULTS), /<script/);
});

test("the snippet keeps the method and the choice of reviewed events", () => {
  const html = snippet(VIEW, "https://csto.example.org/?method=AID:0.8&reviewed=sure", DEFAULTS);
  assert.match(html, /method=AID%3A0\.8&amp;reviewed=sure/);
});

test("where no page may show the map it is said, else which may", () => {
  assert.match(whoMay("'none'"), /^No page may show it yet: .*FRAME_ANCESTORS/);
  assert.match(whoMay("https://wiki.example.org"), /https:\/\/wiki\.example\.org$/);
});

test("alone, no key presents, tells a tour or keeps anything", () => {
  globalThis.document = { documentElement: { dataset: {} } };
  const done = [];
  const actions = Object.fromEntries(["step", "present", "addStop", "takeStop", "panel"].map((name) => [name, () => done.push(name)]));
  onlyTheMap({ classList: { add() {} } }, actions);
  for (const run of Object.values(actions)) run();
  assert.deepEqual(done, ["step"]);
});
