// @ts-check
// The tour that is told: its stops in order, and above the map the briefer's own words for the stop that is shown. They
// are shown as long as the map shows what they are about. The server brings the tour (`tours/on_map.js`).

import { button, html, said } from "./dom.js";
import { tourChannel } from "./tour_windows.js";
import { stateOf } from "./view.js";

const ABOUT = ["month", "mode", "compare", "member", "zone"]; // what the words of a stop are about
const VIEWERS_OWN = ["type", "theme", "present", "panel", "quiet", "tour", "stop"]; // a stop changes none of these
const NONE_OPEN = { kind: "problem", text: "No tour is open: open one on the page Tours." };
const TOAST_MS = 6000;
const LONGEST_WORDS = { headline: 200, quote: 320 };

export function makeTour(data, view, player, zoom, blackOut) {
  let [tour, timer, warned] = [null, null, false];
  const place = html("span", { class: "tour-place" });
  const changed = html("p", { class: "tour-changed", role: "note" });
  const words = html("div", { class: "tour-words", "data-tour-words": true });
  const head = html("div", { class: "tour-head" }, [
    button("The stop before (Shift+G)", "‹", () => next(-1)), place, button("Next stop (G)", "›", () => next(1)),
    button("Presenter’s view in a second window: notes, next stop, clock (O)", "Presenter", presenter, { class: "tour-presenter" }),
    button("End the tour; the map stays as it is", "End tour", close, { class: "tour-close" })]);
  const node = html("section", { class: "tour", "aria-label": "Tour", "data-tour": true }, [head, words, changed]);
  // Said beside the button too: on a small screen the map is far from it. Spoken once.
  const beside = html("span", { class: "picture-said", "aria-hidden": "true" });
  const adder = html("p", { class: "pictures" }, [html("strong", { text: "Tour" }), button("Add this view to the tour as a stop (A)", "Add this view", add, { class: "policy-button" }), beside]);
  const toast = html("p", { class: "tour-said", role: "status" });
  const warning = makeWarning(() => tour);
  node.hidden = true;

  const at = () => Number(view.state.stop) || 1;
  const stop = () => tour?.stops[at() - 1];
  function isOpen() { return Boolean(tour && view.state.tour === tour.name); }
  function hasLeft() { return isOpen() && !showsStop(view.state, stateOf(stop().view, data)); }

  function show(number) {
    player.pause();
    const shown = stateOf(tour.stops[number - 1].view, data);
    for (const name of VIEWERS_OWN) delete shown[name];
    view.set({ ...shown, tour: tour.name, stop: String(number) });
    zoom().reset();
    zoom().restore(shown.zoom);
  }
  // From a view that is not the stop's the way back leads to the stop.
  function next(by) {
    if (!isOpen()) return say(NONE_OPEN);
    const number = by < 0 && hasLeft() ? at() : at() + by;
    if (number >= 1 && number <= tour.stops.length) return show(number);
    return say({ kind: "done", text: number < 1 ? "This is the first stop." : "This was the last stop." });
  }
  // The presenter's window follows this one, and steps it.
  const channel = tourChannel((message) => {
    if (message.ask) tell();
    else if (message.to === channel.name && isOpen()) steps[message.step]?.();
  });
  const steps = { next: () => next(1), back: () => next(-1), black: blackOut };
  function tell() {
    const { stop: number, date, present } = view.asMessage();
    channel.say(isOpen() ? { tour: tour.name, stop: number, date, present, left: hasLeft() } : { tour: null });
  }
  function presenter() {
    if (!isOpen()) return say(NONE_OPEN);
    const opened = window.open(`./presenter?${new URLSearchParams({ tour: tour.name })}`, "timeline-presenter", "popup,width=1200,height=800");
    if (!opened) say({ kind: "problem", text: "The browser opened no second window: allow this page to open windows." });
    return null;
  }
  function close() { view.set({ tour: null, stop: null }); }
  function add() { keep(false, "Adding this view to the tour …"); }
  function take() { if (isOpen()) keep(true, "Keeping this view as the stop’s …"); else say(NONE_OPEN); }
  function keep(instead, text) {
    // A click or a key that another site asks for, on a map within its page, is not meant to write anything here.
    if (window.top !== window.self) return say({ kind: "problem", text: "Within another page nothing is kept: open the map itself." });
    say({ kind: "wait", text });
    const event = new CustomEvent("timeline:add-stop", { detail: { view: view.asMessage(), instead }, cancelable: true });
    document.dispatchEvent(event);
    if (!event.defaultPrevented) say({ kind: "problem", text: "The page is still loading; press the key again in a moment." });
    return null;
  }
  function say({ kind, text }) {
    clearTimeout(timer);
    toast.textContent = beside.textContent = text;
    toast.className = `tour-said ${kind}`;
    timer = setTimeout(() => { toast.textContent = beside.textContent = ""; }, TOAST_MS);
  }
  function paint() {
    node.hidden = !isOpen();
    node.parentElement?.classList.toggle("with-tour", isOpen());
    tell();
    if (node.hidden) return;
    const [left, shown] = [hasLeft(), stop()];
    place.textContent = `Stop ${at()} of ${tour.stops.length}, “${tour.name}”`;
    words.replaceChildren(...(left ? leftWords() : ownWords(shown)));
    changed.textContent = left || !shown.changed.length ? "" : `This stop shows something else than when it was made: ${shown.changed.join("; ")}.`;
    if (view.state.present === "1" && !warned) { warned = true; warning.open(); }
  }
  function leftWords() {
    return [html("span", { class: "tour-left", text: `The map has left stop ${at()}.` }), button("Back to the stop", "Back to the stop", () => show(at()))];
  }
  function given(event) {
    tour = event.detail;
    paint();
  }
  const hear = (event) => say(event.detail);
  document.addEventListener("timeline:tour", given);
  document.addEventListener("timeline:tour-said", hear);
  const leave = () => channel.say({ tour: null });
  window.addEventListener("pagehide", leave);
  view.on((_, names) => { if (["tour", "stop", "present", ...ABOUT].some((name) => names.includes(name))) paint(); });
  return {
    node, adder, toast, warning: warning.node, add, take, next, presenter, isOpen,
    ask() { document.dispatchEvent(new CustomEvent("timeline:tour-wanted")); },
    stop() {
      clearTimeout(timer);
      leave();
      channel.close();
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("timeline:tour", given);
      document.removeEventListener("timeline:tour-said", hear);
    },
  };
}

// Whether a view is what the words of a stop are about: the month, both where two are compared, the state and the zone.
export function showsStop(state, wanted) {
  return ABOUT.every((name) => state[name] === wanted[name] || (name === "compare" && wanted.mode === "map"));
}

// What the briefer says is told apart from what the map says of itself: by its place, its line, and in words.
function ownWords({ headline, quote, source }) {
  if (!headline && !quote) return [html("span", { class: "tour-left", text: "This stop has no words of its own." })];
  return [html("span", { class: "tour-whose", text: headline ? "In the briefer’s words" : "Chosen by the briefer" }), headline ? said("strong", headline, LONGEST_WORDS.headline, { class: "tour-headline" }) : null,
    quote ? html("span", { class: "tour-quote" }, ["From an article: ", said("q", quote, LONGEST_WORDS.quote), ` ${source}`]) : null].filter(Boolean);
}

// Before a tour is presented, its teller hears which stops show something else by now. Any key or click goes on.
function makeWarning(tourNow) {
  const list = html("ul");
  const node = html("dialog", { class: "tour-warning", "aria-label": "Before you present" }, [
    html("strong", { text: "Before you present" }), html("p", { text: "Since this tour was made, articles or reviews came in. These stops show something else now:" }),
    list, html("p", { class: "tour-go-on", text: "Any key goes on." })]);
  node.addEventListener("click", () => node.close());
  node.addEventListener("keydown", (event) => { event.preventDefault(); event.stopPropagation(); node.close(); });
  function open() {
    const found = tourNow().stops.map((stop, place) => [place + 1, stop.changed]).filter(([, lines]) => lines.length);
    if (!found.length) return;
    list.replaceChildren(...found.map(([number, lines]) => html("li", { text: `Stop ${number}: ${lines.join("; ")}` })));
    node.showModal();
  }
  return { node, open };
}
