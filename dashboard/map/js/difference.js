// @ts-check
// What made the difference between two dates: asked of the server once the map rests (any two months may be chosen, too
// many to bring them all along). Without a server the caption stays with what the scores say.

import { differenceOf } from "./caption_difference.js";
import { TELLS } from "./causes.js";

const DIFFERENCE_REST_MS = 300;

export function makeDifference(data, answered) {
  const known = new Map();
  let timer = null;
  let asked = null;
  function ask(state) {
    clearTimeout(timer);
    asked?.abort();
    if (state.mode === "map") return;
    const { before, after, first } = differenceOf(data, state);
    if (!first || Math.abs(first.by) < TELLS) return;
    const query = new URLSearchParams({ date: data.months[after], compare: data.months[before], mode: "change", member: data.members[first.at].iso3 });
    const shown = new URL(window.location.href).searchParams;
    for (const name of ["method", "reviewed"]) if (shown.get(name)) query.set(name, shown.get(name));
    const address = `files/difference.json?${query}`;
    if (known.has(address)) answered(known.get(address));
    else timer = setTimeout(() => fetchIt(address), DIFFERENCE_REST_MS);
  }
  async function fetchIt(address) {
    asked = new AbortController();
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) return;
      const { text, event, reviewed } = await answer.json();
      if (typeof text !== "string" || !text) return;
      known.set(address, { text, event: typeof event === "string" ? event : null, reviewed: typeof reviewed === "string" ? reviewed : "" });
      answered(known.get(address));
    } catch {
      // No server, or another question came first: what the scores say stands already.
    }
  }
  function stop() {
    clearTimeout(timer);
    asked?.abort();
  }
  return { ask, stop };
}
