// The player: steps follow the clock, not the frames, so a slow screen skips steps and keeps the speed. Who asked their
// system for less motion gets the slowest speed to begin with; nothing ever plays by itself.
const SLOWEST = 1;
const FASTEST = 20;

function make_player(data, view) {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const last = data.months.length - 1;
  const player = {
    speed: calm ? SLOWEST : 4,
    changed: () => {},
    is_playing: () => run !== null,
    toggle: () => (run ? player.pause() : start()),
    pause() {
      if (!run) return;
      run.on = false;
      run = null;
      player.changed();
    },
    faster(by) { player.set_speed(clamp(player.speed + by, SLOWEST, FASTEST)); },
    set_speed(speed) { player.speed = speed; player.changed(); },
  };
  let run = null;

  function after(steps) {
    const { month, step, quiet } = view.state;
    if (step === "year") return month + 12 * steps;
    let next = month;
    for (let left = steps; left > 0; left -= 1) next = next_told(data, next, 1, quiet === "skipped");
    return next;
  }
  function start() {
    if (view.state.month === last) view.set({ month: 0 });
    const mine = (run = { on: true, owed: 0, since: performance.now() });
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
