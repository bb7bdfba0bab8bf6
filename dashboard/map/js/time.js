// @ts-check
// Time: the date typed or slid to, the player's buttons, the step, the window of events, and under the slider how many
// events and articles tell of each month.

import { button, fillIn, focusMap, html, svg } from "./dom.js";
import { monthName, readMonth } from "./months.js";
import { FASTEST, SLOWEST } from "./play.js";
import { select } from "./select.js";
import { makeTurns } from "./turning.js";
import { WINDOW_WORDS } from "./windows.js";

export function makeTyped(data, view, map) {
  const last = data.months.length - 1;
  const hint = `Type a month from ${monthName(data.months[0])} to ${monthName(data.months[last])}, as 2022-09 or Sep 2022`;
  const typed = html("input", { type: "text", class: "typed", inputmode: "text", autocomplete: "off", spellcheck: "false",
    "aria-label": "Type a month (YYYY-MM)", title: hint, placeholder: "YYYY-MM" });
  const go = (whole) => {
    const month = data.months.indexOf(readMonth(typed.value, whole));
    if (whole) typed.setAttribute("aria-invalid", String(month < 0));
    if (month >= 0) { typed.setAttribute("aria-invalid", "false"); map.go(month); }
  };
  typed.addEventListener("input", () => go(false));
  typed.addEventListener("change", () => go(true));
  typed.addEventListener("focus", () => typed.select());
  typed.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      go(true);
      if (typed.getAttribute("aria-invalid") === "false") focusMap(typed);
    }
    if (event.key === "Escape") { typed.value = data.months[view.state.month]; typed.blur(); }
  });
  return typed;
}

export function makeTime(data, view, map, player) {
  const last = data.months.length - 1;
  const play = button("Play", "▶", () => map.play(), { class: "play main" });
  const slider = html("input", { type: "range", min: 0, max: last, step: 1, "aria-label": "Date", "data-date-slider": true });
  slider.addEventListener("input", () => { map.pause(); view.set({ month: Number(slider.value) }); });
  const back = button("One step back (Left)", "◀", () => map.step(-1), { class: "step" });
  const on = button("One step on (Right)", "▶", () => map.step(1), { class: "step on" });
  const strip = makeCoverage(data, view);
  const speed = html("input", { type: "range", min: SLOWEST, max: FASTEST, step: 1, class: "speed", "aria-label": "Speed of play",
    title: "Speed of play (, slower, . faster)" });
  speed.addEventListener("input", () => player.setSpeed(Number(speed.value)));
  const speedSaid = html("output", { class: "speed-said" });
  const unit = select("Step by", [["month", "month"], ["year", "year"]], "month", () => view.set({ step: unit.value }));
  const windowOf = select("Events shown", Object.entries(WINDOW_WORDS), "year", () => view.set({ window: windowOf.value }));
  const skip = html("input", { type: "checkbox", class: "skip-quiet" });
  skip.addEventListener("change", () => view.set({ quiet: skip.checked ? "skipped" : "shown" }));
  const said = html("output", { class: "coverage-said" });
  const field = (text, ...nodes) => html("span", { class: "field" }, [html("span", { class: "field-name", "aria-hidden": "true", text }), ...nodes]);
  const node = html("div", { class: "time" }, [
    html("div", { class: "bar bottom" }, [play, back, html("div", { class: "track" }, [slider, strip.node]), on]),
    html("div", { class: "bar pace" }, [field("Step", unit), field("Speed", speed, speedSaid), field("Events", windowOf),
      html("span", { class: "field" }, [button("Event before (Shift+Left)", "‹ event", () => map.alongEvents(-1), { class: "event-step" }),
        button("Next event (Shift+Right)", "event ›", () => map.alongEvents(1), { class: "event-step" })]),
      html("span", { class: "field" }, [button("Turning point before (Shift+J): a month in which a score moved much", "‹ turning point", () => map.turn(-1), { class: "event-step" }),
        button("Next turning point (J): a month in which a score moved much", "turning point ›", () => map.turn(1), { class: "event-step" })]),
      html("label", { class: "field skip", title: "Playing passes over months in which nothing is told (Q)" }, [skip, "skip quiet months"]), said]),
  ]);

  player.changed = () => {
    const running = player.isPlaying();
    play.textContent = running ? "❚❚" : "▶";
    fillIn(play, { "aria-label": running ? "Pause" : "Play", title: running ? "Pause (Space)" : "Play (Space)" });
    speed.value = String(player.speed);
    speedSaid.textContent = `${player.speed}/s`;
    if (!running) strip.tell(said, view.state.month);
  };
  function show(state, changed) {
    if (changed.includes("month")) {
      slider.value = String(state.month);
      slider.setAttribute("aria-valuetext", monthName(data.months[state.month]));
      if (!player.isPlaying()) strip.tell(said, state.month);
    }
    strip.turns.paint(state);
    if (changed.includes("quiet")) skip.checked = state.quiet === "skipped";
    if (changed.includes("step")) unit.value = state.step;
    if (changed.includes("window")) windowOf.value = state.window;
  }
  player.changed();
  return { node, show };
}

// Bars up: events of each month. Bars down: articles that tell of it. A month that one article tells almost alone is
// hollow, so that a spike from one new source is seen as such. Only events known to three months or better count.
function makeCoverage(data, view) {
  const { events, articles, largest } = data.coverage;
  const most = (counts) => Math.max(1, ...counts);
  const heights = { events: most(events), articles: most(articles) };
  const alone = (month) => events[month] >= 4 && largest[month] >= 0.8 * events[month];
  const bar = (css, month, y, height) => svg("rect", { class: css, x: (month - 0.38).toFixed(2), width: 0.76, y: y.toFixed(2), height: height.toFixed(2) });
  const bars = data.months.flatMap((_, month) => [
    events[month] ? bar(alone(month) ? "events alone" : "events", month, 12 - (12 * events[month]) / heights.events, (12 * events[month]) / heights.events) : null,
    articles[month] ? bar("articles", month, 13, (7 * articles[month]) / heights.articles) : null,
  ]);
  const turns = makeTurns(data);
  const last = data.months.length - 1;
  const chart = svg("svg", { class: "coverage", viewBox: `-0.5 0 ${last + 1} 20`, preserveAspectRatio: "none", role: "img",
    "aria-label": "Events (up) and articles (down) that tell of each month; turning points are marked" }, [turns.node, ...bars]);
  const labels = data.months.map((month, at) => [month, at]).filter(([month]) => month.endsWith("-01")).map(([month, at]) => {
    const label = html("button", { type: "button", tabindex: -1, text: month.slice(0, 4), "aria-label": `January ${month.slice(0, 4)}` });
    label.style.left = `${(at / last) * 100}%`;
    label.addEventListener("click", () => view.set({ month: at }));
    return label;
  });
  function tell(output, month) {
    const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
    const from = `${count(events[month], "event")} from ${count(articles[month], "article")}`;
    output.textContent = `In this month: ${from}${alone(month) ? ` – ${largest[month]} of them from one article alone` : ""}`;
  }
  return { node: html("div", { class: "years" }, [chart, ...labels]), tell, turns };
}
