// Full screen: the browser's late word of our own change is not the reader's wish to end the presentation.

import assert from "node:assert/strict";
import test from "node:test";

import { makeFullScreen } from "../../../dashboard/map/js/present.js";

// A browser in which an exit is done only when the test lets it; it tells of each change in the frame after it.
function browser() {
  const page = new globalThis.EventTarget();
  const waiting = [];
  const changed = () => page.dispatchEvent(new globalThis.Event("fullscreenchange"));
  Object.assign(page, { fullscreenElement: null, exitFullscreen: () => new Promise((done) => { waiting.push(() => { page.fullscreenElement = null; done(); }); }) });
  const root = { requestFullscreen: async () => { page.fullscreenElement = root; } };
  globalThis.document = page;
  globalThis.requestAnimationFrame = (next) => setTimeout(() => { changed(); next(); });
  return { page, root, changed, letExit: () => waiting.shift()() };
}
const settled = async () => { for (let turn = 0; turn < 8; turn += 1) await new Promise((next) => { setTimeout(next); }); };

test("a presentation begun while full screen is still being left goes on, in full screen", async () => {
  const { page, root, changed, letExit } = browser();
  let left = 0;
  const screen = makeFullScreen(root, () => { left += 1; });
  screen.fill();
  await settled();
  screen.leave();
  await settled();
  screen.fill();
  page.fullscreenElement = null;
  changed(); // the word of the exit comes while the next presentation has begun
  page.fullscreenElement = root;
  letExit();
  await settled();
  assert.equal(left, 0);
  assert.equal(page.fullscreenElement, root);
  screen.stop();
});

test("who leaves full screen by the browser's own means leaves the presentation", async () => {
  const { page, root, changed } = browser();
  let left = 0;
  const screen = makeFullScreen(root, () => { left += 1; });
  screen.fill();
  await settled();
  page.fullscreenElement = null;
  changed();
  assert.equal(left, 1);
  screen.stop();
  changed();
  assert.equal(left, 1);
});
