import assert from "node:assert/strict";
import test from "node:test";

// What the module asks of a browser.
globalThis.document = { addEventListener() {}, removeEventListener() {}, querySelector: () => null };
const { makeAsker } = await import("../../../dashboard/panel/asking.js");

// A panel whose server gives these answers, one after the other; `later` are the waits it asked for.
function panel(...answers) {
  const [asked, said, later] = [[], [], []];
  globalThis.fetch = async (address) => {
    asked.push(address);
    const { behind = "no", ...told } = answers.shift();
    return { ok: true, json: async () => told, headers: new Map([["timeline-behind", behind]]) };
  };
  globalThis.setTimeout = (run) => later.push(run);
  globalThis.clearTimeout = () => {};
  const root = { toggleAttribute() {}, show: (told) => said.push(told), say: (away) => said.push(away), behind: (is) => said.push(is) };
  const asker = makeAsker(root, { date: "2022-09" });
  let moved = 0;
  asker.follow({ address: "panel/x", method: "", reviewed: "sure" }, () => { moved += 1; });
  return { asked, said, later, moved: () => moved };
}
const settled = () => new Promise((done) => { globalThis.setImmediate(done); });

test("which events are shown is part of the question", async () => {
  const { asked, said } = panel({ heading: "now" });
  await settled();
  assert.deepEqual(asked, ["panel/x?date=2022-09&reviewed=sure"]);
  assert.deepEqual(said, [{ heading: "now" }, false]);
});

test("while the map is an older one that is said, and it follows by itself without anybody stepping", async () => {
  const { asked, said, later, moved } = panel({ heading: "old", behind: "yes" }, { heading: "old", behind: "yes" }, { moved: true });
  await settled();
  assert.deepEqual(said, [{ heading: "old" }, true]);
  later.pop()();
  await settled();
  assert.equal(moved(), 0);
  later.pop()();
  await settled();
  assert.equal(asked.length, 3);
  assert.equal(moved(), 1, "the page is drawn anew once the next state is ready");
});

test("a map of the newest state is not asked about again", async () => {
  const { later } = panel({ heading: "now" });
  await settled();
  assert.equal(later.length, 0);
});
