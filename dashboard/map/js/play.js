// @ts-check
// The player: steps follow the clock, not the frames, so a slow screen skips steps and keeps the speed. Who asked their
// system for less motion gets the slowest speed to begin with; nothing ever plays by itself.

import { clamp } from "./dom.js";
import { nextTold } from "./turning.js";

export const SLOWEST = 1;
export const FASTEST = 20;
// Up to so many steps a second the panel follows each of them. Faster than anybody reads, to draw it anew would only make the
// map stumble: it waits until the map rests, and says so.
const FOLLOWED = 2;

export function makePlayer(data, view) {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const last = data.months.length - 1;
  const player = {
    speed: calm ? SLOWEST : 4,
    changed: () => {},
    isPlaying: () => run !== null,
    toggle: () => (run ? player.pause() : start()),
    pause() {
      if (!run) return;
      run.on = false;
      run = null;
      hold();
      player.changed();
    },
    faster(by) { player.setSpeed(clamp(player.speed + by, SLOWEST, FASTEST)); },
    setSpeed(speed) { player.speed = speed; hold(); player.changed(); },
  };
  let [run, holding] = [null, false];

  function hold() {
    const on = run !== null && player.speed > FOLLOWED;
    if (on === holding) return;
    holding = on;
    document.documentElement.toggleAttribute("data-timeline-playing", on);
    view.hold(on);
    if (!on) document.dispatchEvent(new CustomEvent("timeline:rests"));
  }

  function after(steps) {
    const { month, step, quiet } = view.state;
    if (step === "year") return month + 12 * steps;
    let next = month;
    for (let left = steps; left > 0; left -= 1) next = nextTold(data, next, 1, quiet === "skipped");
    return next;
  }
  function start() {
    if (view.state.month === last) view.set({ month: 0 });
    const mine = (run = { on: true, owed: 0, since: performance.now() });
    hold();
    player.changed();
    const tick = (now) => {
      if (!mine.on) return;
      mine.owed += ((now - mine.since) / 1000) * player.speed;
      mine.since = now;
      const steps = Math.floor(mine.owed);
      mine.owed -= steps;
      if (steps) view.set({ month: after(steps) });
      if (view.state.month === last) player.pause();
      else requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }
  return player;
}
