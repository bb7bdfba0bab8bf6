// @ts-check
// Tells Python of the map's view what the block "How steady" needs: which state is chosen and, while the block is open, the
// month. A step with the block closed asks the server for nothing.

import { onlyLatest, viewOfMap } from "../map/js/dom.js";

export default function timelineFollow({ parentElement, data, setStateValue }) {
  const follower = (parentElement.follower ||= makeFollower(data.opening));
  follower.open = data.open;
  follower.tell = (about) => setStateValue("view", about);
  follower.look();
  return onlyLatest(parentElement, () => { delete parentElement.follower; follower.stop(); });
}

function makeFollower(opening) {
  let about = viewOfMap() ?? opening;
  const needed = (view, open) => JSON.stringify(open ? [view.member ?? null, view.date] : [view.member ?? null]);
  let told = opening;
  const follower = {
    open: false,
    /** @type {(view: object) => void} */
    tell: () => {},
    look() {
      if (needed(about, follower.open) === needed(told, follower.open)) return;
      told = about;
      follower.tell(about);
    },
    stop: () => document.removeEventListener("timeline:told", hear),
  };
  const hear = (said) => { about = said.detail; follower.look(); };
  document.addEventListener("timeline:told", hear);
  return follower;
}
