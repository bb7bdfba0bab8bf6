// The bars above and below the map: date, play, speed, member, frame; the slider with its years.
const SPEEDS = [[1, "1 month/s"], [2, "2 months/s"], [4, "4 months/s"], [10, "10 months/s"], [30, "30 months/s"]];

function make_controls(data, view, map) {
  const last = data.months.length - 1;
  const date = html("output", { class: "date-name" });
  const typed = html("input", { type: "month", class: "typed", min: data.months[0], max: data.months[last],
    "aria-label": "Type a month (YYYY-MM)", title: "Type a month" });
  const play = button("Play", "▶", () => map.play(), { class: "play" });
  const speed = select("Speed of play", SPEEDS.map(([value, text]) => [String(value), text]), "4", () => {});
  const members = [["", "All members"], ...data.members.map((member) => [member.iso3, member.name])];
  const member = select("Member", members, "", () => view.set({ member: member.value || null }));
  const frame = button("Show the full frame (F)", "Full frame", () => map.frame(), { class: "frame" });
  const help = button("Keys (?)", "?", () => map.help(), { class: "help-button" });
  const slider = html("input", { type: "range", min: 0, max: last, step: 1, "aria-label": "Date",
    "data-date-slider": true });
  slider.addEventListener("input", () => { map.pause(); view.set({ month: Number(slider.value) }); });
  typed.addEventListener("change", () => {
    const month = data.months.indexOf(typed.value);
    typed.setAttribute("aria-invalid", String(month < 0));
    if (month >= 0) { map.pause(); view.set({ month }); }
  });

  const top = html("div", { class: "bar top" }, [date, typed, html("span", { class: "grow" }), member, frame, help]);
  const back = button("One month back", "◀", () => map.step(-1), { class: "step" });
  const on = button("One month on", "▶", () => map.step(1), { class: "step on" });
  play.classList.add("main");
  const bottom = html("div", { class: "bar bottom" }, [play, back, html("div", { class: "track" }, [slider, years(data, view)]), on, speed]);

  function show(state, changed) {
    if (changed.includes("month")) {
      const name = month_name(data.months[state.month]);
      date.textContent = name;
      slider.value = String(state.month);
      slider.setAttribute("aria-valuetext", name);
      if (typed.getRootNode().activeElement !== typed) typed.value = data.months[state.month];
    }
    if (changed.includes("member")) member.value = state.member || "";
    if (changed.includes("frame")) {
      const full = state.frame === "full";
      frame.textContent = full ? "Focus frame" : "Full frame";
      frame.setAttribute("aria-pressed", String(full));
    }
  }
  function playing(on_now) {
    play.textContent = on_now ? "❚❚" : "▶";
    fill_in(play, { "aria-label": on_now ? "Pause" : "Play", title: on_now ? "Pause (Space)" : "Play (Space)" });
  }
  return { top, bottom, show, playing, speed: () => Number(speed.value) };
}

function select(label, options, chosen, action) {
  const node = html("select", { "aria-label": label, title: label }, options.map(([value, text]) => html("option", { value, text })));
  node.value = chosen;
  node.addEventListener("change", action);
  return node;
}

// The years below the slider; above each month a fine bar says how many events the articles report there.
function years(data, view) {
  const last = data.months.length - 1;
  const counts = data.months.map((_, month) => data.events.filter((event) => event.start <= month && month <= event.end && event.end - event.start < 3).length);
  const most = Math.max(1, ...counts);
  const bars = counts.map((count, month) => count && svg("rect", { x: (month - 0.4).toFixed(1), width: 0.8,
    y: (10 - (10 * count) / most).toFixed(2), height: ((10 * count) / most).toFixed(2) }));
  const density = svg("svg", { class: "density", viewBox: `-0.5 0 ${last + 1} 10`, preserveAspectRatio: "none",
    "aria-hidden": "true" }, bars.filter(Boolean));
  const labels = data.months.map((month, at) => [month, at]).filter(([month]) => month.endsWith("-01")).map(([month, at]) => {
    const label = html("button", { type: "button", tabindex: -1, text: month.slice(0, 4), "aria-label": `January ${month.slice(0, 4)}` });
    label.style.left = `${(at / last) * 100}%`;
    label.addEventListener("click", () => view.set({ month: at }));
    return label;
  });
  return html("div", { class: "years" }, [density, ...labels]);
}

function make_legend(data) {
  const ramp = html("div", { class: "ramp" });
  ramp.style.background = `linear-gradient(to right, ${data.palette.filter((_, at) => at % 10 === 0).join(",")})`;
  const key = (css, text) => html("span", { class: "key" }, [html("i", { class: css }), text]);
  return html("div", { class: "legend", "data-legend": true }, [
    html("div", { class: "ramp-words" }, [html("span", { text: "away from Moscow" }), html("span", { text: "towards Moscow" })]),
    ramp,
    html("div", { class: "ramp-numbers" }, ["−1", "−0.5", "0", "+0.5", "+1"].map((text) => html("span", { text }))),
    html("div", { class: "keys" }, [key("key-russia", "Russia (the pole)"), key("key-none", "no evidence yet"),
      key("key-outside", "not a member then"), key("key-zone", "conflict zone"), key("key-event", "event"),
      key("key-coarse", "event, place vague")]),
  ]);
}
