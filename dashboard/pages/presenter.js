// @ts-check
// The presenter's window: the stop that the map shows, with its note, the next one, and a clock. Keys and buttons step the
// map in the first window. Words of the tour reach the page through textContent alone.

import { button, html, kept, onlyLatest, said } from "../map/js/dom.js";
import { monthName } from "../map/js/months.js";
import { pictureAddress } from "../map/js/picture_links.js";
import { tourChannel } from "../map/js/tour_windows.js";

const SECOND_MS = 1000;
const QUOTE = 600;
const STEPS = { PageDown: "next", ArrowRight: "next", " ": "next", PageUp: "back", ArrowLeft: "back", b: "black", ".": "black" };
const BEGAN = "timeline-presenter-began";
const SIZES = [1, 1.25, 1.6, 2];

export default function presenter({ parentElement, data }) {
  const before = parentElement.presenter;
  before?.stop();
  const here = (parentElement.presenter = makePresenter(data.tour));
  parentElement.append(here.node);
  return onlyLatest(parentElement, () => { delete parentElement.presenter; here.stop(); });
}

function makePresenter(tour) {
  let [map, at, size] = [null, 1, 1];
  const time = kept("sessionStorage"); // so that the page, loaded anew, counts on
  let began = Number(time.get(BEGAN)) || begin();
  const pictures = new Map();
  const [clock, passed, place, state] = ["clock", "passed", "place", "state"].map((name) => html("span", { class: `presenter-${name}`, [`data-${name}`]: true }));
  const [now, next] = [html("section", { class: "presenter-now", "aria-label": "This stop" }), html("section", { class: "presenter-next", "aria-label": "Next stop" })];
  const node = html("div", { class: "csto-presenter", "data-presenter": true }, [
    html("header", {}, [clock, html("span", {}, [passed, " since the start"]), button("Count the time from now", "Start anew", () => { began = begin(); tick(); }),
      button("The stop before (PageUp)", "‹ Back", () => step("back")), place, button("Next stop (PageDown)", "Next ›", () => step("next")),
      button("Black screen (B)", "Black", () => step("black")), button("Larger notes", "Aa", larger)]),
    state, html("div", { class: "presenter-both" }, [now, next])]);
  state.setAttribute("role", "status");

  const channel = tourChannel((message) => {
    if (message.ask || message.to || message.tour === undefined) return;
    if (message.tour !== tour.name) { if (map?.from === message.from) { map = null; draw(); } return; }
    map = message;
    at = Math.min(Math.max(1, Number(message.stop) || 1), tour.stops.length);
    draw();
  });

  function step(how) {
    if (map) return channel.say({ to: map.from, step: how });
    if (how !== "black") { at = Math.min(Math.max(1, at + (how === "next" ? 1 : -1)), tour.stops.length); draw(); }
    return null;
  }
  function larger() {
    size = (size + 1) % SIZES.length;
    node.style.setProperty("--notes", String(SIZES[size]));
  }
  function draw() {
    place.textContent = `Stop ${at} of ${tour.stops.length}`;
    state.textContent = stateWords(map);
    now.replaceChildren(...stopParts(at, true));
    next.replaceChildren(html("h2", { text: at < tour.stops.length ? "Next" : "This is the last stop." }), ...(at < tour.stops.length ? stopParts(at + 1, false) : []));
  }
  function stopParts(number, whole) {
    const stop = tour.stops[number - 1];
    return [html("p", { class: "presenter-view", text: `${number}. ${stop.label}` }),
      html("h1", { text: stop.headline || "No headline" }),
      stop.changed.length ? html("p", { class: "presenter-changed", text: `Shows something else than when it was made: ${stop.changed.join("; ")}.` }) : null,
      whole ? html("p", { class: "presenter-note", text: stop.note || "No note." }) : null,
      whole && stop.quote ? html("p", { class: "presenter-quote" }, [said("q", stop.quote, QUOTE), ` ${stop.source}`]) : null,
      picture(number, stop)].filter(Boolean);
  }
  // Each is asked for once: the next stop's is there when it becomes this one.
  function picture(number, stop) {
    if (!pictures.has(number)) pictures.set(number, html("img", { class: "presenter-map", alt: `Map: ${stop.label}`, src: pictureAddress(stop.view, window.location.href, "map.png", "1") }));
    return pictures.get(number);
  }
  function tick() {
    const day = new Date();
    clock.textContent = [day.getHours(), day.getMinutes()].map(twoDigits).join(":");
    const seconds = Math.floor((Date.now() - began) / SECOND_MS);
    passed.textContent = `${twoDigits(Math.floor(seconds / 60))}:${twoDigits(seconds % 60)}`;
  }
  function onKey(event) {
    const how = STEPS[event.key] || STEPS[event.key.toLowerCase()];
    const pressed = event.key === " " && event.target instanceof Element && event.target.closest("button");
    if (!how || pressed || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    step(how);
  }
  window.addEventListener("keydown", onKey);
  const timer = setInterval(tick, SECOND_MS);
  tick();
  draw();
  channel.say({ ask: true });
  return {
    node,
    stop() { clearInterval(timer); channel.close(); window.removeEventListener("keydown", onKey); node.remove(); },
  };
}

function begin() {
  const now = Date.now();
  kept("sessionStorage").set(BEGAN, String(now));
  return now;
}

const twoDigits = (number) => String(number).padStart(2, "0");

// What the presenter has to know of the first window.
function stateWords(map) {
  if (!map) return "No window shows this tour: open it on the map. Until then the keys turn the pages of this window alone.";
  if (map.left) return `The map has left this stop: it shows ${monthName(map.date)}.`;
  return map.present === "1" ? "The map is presented." : "The map shows this stop; it is not presented yet (P).";
}
