// @ts-check
// Asks the server for what the panel shows of the map's view. The map says when it has come to rest (`timeline:told`);
// Streamlit has no part in it, unless the store has changed: then the page runs anew, for map and panel tell of one state.

import { viewOfMap } from "../map/js/dom.js";

const DEPENDS_ON = ["date", "member", "zone", "place", "event", "by", "window", "colour"];
const AGAIN_MS = 5000;
const BEHIND_MS = 2000; // while a large store's next state is prepared

export function makeAsker(root, opening) {
  let about = viewOfMap() ?? opening;
  let [given, shown, asked, abort, later, moved] = [null, null, null, null, null, null];

  function address() {
    const query = new URLSearchParams(DEPENDS_ON.filter((name) => about[name]).map((name) => [name, about[name]]));
    for (const name of ["method", "reviewed"]) if (given[name]) query.set(name, given[name]);
    return `${given.address}?${query}`;
  }
  function ask() {
    const wanted = address();
    if (wanted === asked) return;
    forget();
    if (wanted === shown) return;
    asked = wanted;
    abort = new AbortController();
    root.toggleAttribute("data-asks", true);
    fetchIt(wanted, abort.signal);
  }
  async function fetchIt(wanted, signal) {
    try {
      const answer = await fetch(wanted, { signal });
      const told = await answer.json();
      if (asked !== wanted) return;
      forget();
      if (told.moved) { moved(); again(); }
      else if (answer.ok) {
        [shown] = [wanted, root.show(told)];
        follow(wanted, answer.headers.get("timeline-behind") === "yes");
      }
      else { shown = null; root.say(told.away ?? told.refused, told.reason); again(); }
    } catch {
      if (asked !== wanted) return; // another question came first
      forget(); // no server: the panel stays as it is, and the page says so
      again();
    }
  }
  // The map is an older one: that is said, and looked after until the next is ready. Then the answer is that it has moved.
  function follow(wanted, behind) {
    root.behind(behind);
    if (behind) later = setTimeout(() => { if (shown === wanted && !asked) { shown = null; ask(); } }, BEHIND_MS);
  }
  function again() {
    later = setTimeout(ask, AGAIN_MS);
  }
  function forget() {
    clearTimeout(later);
    abort?.abort();
    [asked, abort] = [null, null];
    root.toggleAttribute("data-asks", false);
  }
  const hear = (said) => { about = said.detail; ask(); };
  document.addEventListener("timeline:told", hear);
  return {
    follow(data, storeHasMoved) {
      [given, moved] = [data, storeHasMoved];
      ask();
    },
    stop() {
      forget();
      document.removeEventListener("timeline:told", hear);
    },
  };
}
