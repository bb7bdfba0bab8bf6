// Time: the date typed or slid to, the player's buttons, the step, the window of events, and under the slider how many
// events and articles tell of each month.
const WINDOW_WORDS = { month: "this month", year: "12 months", five: "5 years", all: "all until now" };
const MONTH_WORDS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function make_typed(data, view, map) {
  const last = data.months.length - 1;
  const hint = `Type a month from ${month_name(data.months[0])} to ${month_name(data.months[last])}, as 2022-09 or Sep 2022`;
  const typed = html("input", { type: "text", class: "typed", inputmode: "text", autocomplete: "off", spellcheck: "false",
    "aria-label": "Type a month (YYYY-MM)", title: hint, placeholder: "YYYY-MM" });
  const go = (whole) => {
    const month = data.months.indexOf(read_month(typed.value, whole));
    if (whole) typed.setAttribute("aria-invalid", String(month < 0));
    if (month >= 0) { typed.setAttribute("aria-invalid", "false"); map.go(month); }
  };
  typed.addEventListener("input", () => go(false));
  typed.addEventListener("change", () => go(true));
  typed.addEventListener("focus", () => typed.select());
  typed.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      go(true);
      if (typed.getAttribute("aria-invalid") === "false") typed.closest("[data-map]").focus({ preventScroll: true }); // done: the keys are the map's
    }
    if (event.key === "Escape") { typed.value = data.months[view.state.month]; typed.blur(); }
  });
  return typed;
}

// "2022-09"; once Enter says that it is whole also "9/2022", "Sep 2022", "september 2022", "2022".
function read_month(text, whole) {
  const said = text.trim().toLowerCase();
  if (/^\d{4}-\d{2}$/.test(said)) return said;
  if (!whole) return null;
  const year = said.match(/\d{4}/)?.[0];
  const rest = said.replace(year, "").replace(/[\s./,-]+/g, " ").trim();
  const number = rest === "" ? 1 : /^\d{1,2}$/.test(rest) ? Number(rest) : MONTH_WORDS.indexOf(rest.slice(0, 3)) + 1;
  return year && number >= 1 && number <= 12 ? `${year}-${String(number).padStart(2, "0")}` : null;
}

function make_time(data, view, map, player) {
  const last = data.months.length - 1;
  const play = button("Play", "▶", () => map.play(), { class: "play main" });
  const slider = html("input", { type: "range", min: 0, max: last, step: 1, "aria-label": "Date", "data-date-slider": true });
  slider.addEventListener("input", () => { map.pause(); view.set({ month: Number(slider.value) }); });
  const back = button("One step back (Left)", "◀", () => map.step(-1), { class: "step" });
  const on = button("One step on (Right)", "▶", () => map.step(1), { class: "step on" });
  const strip = make_coverage(data, view);
  const speed = html("input", { type: "range", min: SLOWEST, max: FASTEST, step: 1, class: "speed", "aria-label": "Speed of play",
    title: "Speed of play (, slower, . faster)" });
  speed.addEventListener("input", () => player.set_speed(Number(speed.value)));
  const speed_said = html("output", { class: "speed-said" });
  const unit = select("Step by", [["month", "month"], ["year", "year"]], "month", () => view.set({ step: unit.value }));
  const window_of = select("Events shown", Object.entries(WINDOW_WORDS), "year", () => view.set({ window: window_of.value }));
  const skip = html("input", { type: "checkbox", class: "skip-quiet" });
  skip.addEventListener("change", () => view.set({ quiet: skip.checked ? "skipped" : "shown" }));
  const said = html("output", { class: "coverage-said" });
  const field = (text, ...nodes) => html("span", { class: "field" }, [html("span", { class: "field-name", "aria-hidden": "true", text }), ...nodes]);
  const node = html("div", { class: "time" }, [
    html("div", { class: "bar bottom" }, [play, back, html("div", { class: "track" }, [slider, strip.node]), on]),
    html("div", { class: "bar pace" }, [field("Step", unit), field("Speed", speed, speed_said), field("Events", window_of),
      html("span", { class: "field" }, [button("Event before (Shift+Left)", "‹ event", () => map.along_events(-1), { class: "event-step" }),
        button("Next event (Shift+Right)", "event ›", () => map.along_events(1), { class: "event-step" })]),
      html("span", { class: "field" }, [button("Turning point before (Shift+J): a month in which a score moved much", "‹ turning point", () => map.turn(-1), { class: "event-step" }),
        button("Next turning point (J): a month in which a score moved much", "turning point ›", () => map.turn(1), { class: "event-step" })]),
      html("label", { class: "field skip", title: "Playing passes over months in which nothing is told (Q)" }, [skip, "skip quiet months"]), said]),
  ]);

  player.changed = () => {
    const running = player.is_playing();
    play.textContent = running ? "❚❚" : "▶";
    fill_in(play, { "aria-label": running ? "Pause" : "Play", title: running ? "Pause (Space)" : "Play (Space)" });
    speed.value = String(player.speed);
    speed_said.textContent = `${player.speed}/s`;
    if (!running) strip.tell(said, view.state.month);
  };
  function show(state, changed) {
    if (changed.includes("month")) {
      slider.value = String(state.month);
      slider.setAttribute("aria-valuetext", month_name(data.months[state.month]));
      if (!player.is_playing()) strip.tell(said, state.month);
    }
    strip.turns.paint(state);
    skip.checked = state.quiet === "skipped";
    unit.value = state.step;
    window_of.value = state.window;
  }
  player.changed();
  return { node, show };
}

// Bars up: events of each month. Bars down: articles that tell of it. A month that one article tells almost alone is
// hollow, so that a spike from one new source is seen as such. Only events known to three months or better count.
function make_coverage(data, view) {
  const { events, articles, largest } = data.coverage;
  const most = (counts) => Math.max(1, ...counts);
  const heights = { events: most(events), articles: most(articles) };
  const alone = (month) => events[month] >= 4 && largest[month] >= 0.8 * events[month];
  const bar = (css, month, y, height) => svg("rect", { class: css, x: (month - 0.38).toFixed(2), width: 0.76, y: y.toFixed(2), height: height.toFixed(2) });
  const bars = data.months.flatMap((_, month) => [
    events[month] ? bar(alone(month) ? "events alone" : "events", month, 12 - (12 * events[month]) / heights.events, (12 * events[month]) / heights.events) : null,
    articles[month] ? bar("articles", month, 13, (7 * articles[month]) / heights.articles) : null,
  ]);
  const turns = make_turns(data, view);
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
