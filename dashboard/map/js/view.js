// @ts-check
// What is on the screen. One object, told to whoever listens. Every change goes through `set`; listeners run at once,
// the address and Python hear after a rest. Names in the address are those of `dashboard/address.py`.

import { clamp } from "./dom.js";

const REST_MS = 150;
// What the panel beside the map depends on. The rest is between the viewer and the map: the server does nothing for it.
const TOLD = ["date", "compare", "mode", "member", "zone", "place", "event", "by", "window", "colour"];
// The map as it was left for another page of the app: there is no reload in between, and the address is that page's.
export let leftAt = null;

export function makeView(opening, data, defaults) {
  const listeners = [];
  const state = stateOf(opening, data);
  let [timer, held] = [null, false];
  let told = aboutPanel(asMessage());

  function asMessage() {
    const { month, compare: other, spot, ...same } = state;
    return { ...same, date: data.months[month], compare: other === null ? null : data.months[other], place: spot };
  }
  function settle(tell) {
    const message = asMessage();
    writeAddress(message, defaults);
    const about = aboutPanel(message);
    if (JSON.stringify(about) === JSON.stringify(told)) return;
    told = about;
    tell(about);
  }
  return {
    state,
    asMessage,
    /** @type {(message: object) => void} */
    tell: () => {},
    on(listener) { listeners.push(listener); },
    set(change) {
      const before = { ...state };
      Object.assign(state, change);
      state.month = clamp(state.month, 0, data.months.length - 1);
      if (state.mode !== "map" && state.compare === null) state.compare = Math.max(0, state.month - 12);
      const changed = Object.keys(state).filter((name) => state[name] !== before[name]);
      if (!changed.length) return;
      for (const listener of listeners) listener(state, changed);
      this.rest();
    },
    // Paint the same view again, because the numbers under it have changed.
    repaint() { for (const listener of listeners) listener(state, ["month"]); },
    // Keep something in the address that nobody needs to paint for.
    note(change) {
      Object.assign(state, change);
      this.rest();
    },
    rest() {
      clearTimeout(timer);
      if (!held) timer = setTimeout(() => settle(this.tell), REST_MS);
    },
    // While the map plays fast, neither the address nor Python hears of every step.
    hold(on) {
      held = on;
      this.rest();
    },
    // A map that comes back from another page may stand elsewhere than Python thinks.
    toldAs(known) { told = aboutPanel(known); this.rest(); },
    stop() { clearTimeout(timer); leftAt = asMessage(); },
  };
}

// The address's words for a view as the map's modules take it: months by their numbers.
export function stateOf(opening, data) {
  const number = (month) => (month ? clamp(data.months.indexOf(month), 0, data.months.length - 1) : null);
  const { date, compare, place, ...rest } = opening;
  return { ...rest, month: number(date), compare: number(compare), spot: place || null };
}

export function aboutPanel(message) {
  return Object.fromEntries(TOLD.map((name) => [name, message[name] ?? null]));
}

// The link always restores what is on the screen; parameters of others stay as they are.
function writeAddress(message, defaults) {
  const url = new URL(window.location.href);
  for (const [name, value] of Object.entries(message)) {
    if (value && (name === "date" || value !== defaults[name])) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  window.history.replaceState(window.history.state, "", url);
}
