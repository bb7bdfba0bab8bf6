// @ts-check
// The presentation: the map and its caption alone, in large type, with a clock of dates. What is shown lies in attributes
// of the page (`data-timeline-present`, `data-timeline-panel`), and present.css does the rest.

import { html, svg } from "./dom.js";

const MONTHS_ROUND = 12;

export function makePresent(root, data, view) {
  const page = document.documentElement;
  const clock = makeClock(data);
  const black = html("dialog", { class: "blackout", "aria-label": "Black screen: any key or a click brings the map back" });
  const back = () => black.close();
  black.addEventListener("click", back);
  black.addEventListener("keydown", (event) => { event.preventDefault(); event.stopPropagation(); back(); });
  root.append(black);

  function paint(state, changed) {
    if (changed.includes("month")) clock.show(state.month);
    if (changed.includes("panel")) page.dataset.timelinePanel = state.panel;
    if (!changed.includes("present")) return;
    const on = state.present === "1";
    page.dataset.timelinePresent = state.present;
    root.classList.toggle("presenting", on);
    if (!on) screen.leave();
  }
  function toggle() {
    const on = view.state.present !== "1";
    if (on) screen.fill();
    view.set({ present: on ? "1" : "0" });
  }
  const screen = makeFullScreen(page, () => view.state.present === "1" && view.set({ present: "0" }));
  return {
    clock: clock.node, paint, toggle,
    blackOut() { if (black.open) black.close(); else black.showModal(); },
    isBlack: () => black.open,
    stop() {
      screen.stop();
      for (const name of ["timelinePresent", "timelinePanel"]) delete page.dataset[name];
    },
  };
}

// Full screen, one change after the other: a browser takes its time over each, and its word that an earlier one is done
// must not be taken for the reader's wish to leave. `left` is called when the reader leaves by the browser's own means.
export function makeFullScreen(page, left) {
  let last = Promise.resolve();
  let asked = 0; // changes of ours that the browser has not told of yet
  const frame = () => new Promise((next) => { requestAnimationFrame(next); });

  function then(change) {
    asked += 1;
    last = last.then(change).catch(() => {});
    // The browser tells of a change in the frame after it.
    last.then(frame).then(frame).then(() => { asked -= 1; });
  }
  function changed() {
    if (!document.fullscreenElement && !asked) left();
  }
  document.addEventListener("fullscreenchange", changed);
  return {
    // A browser grants full screen to a key or a click only: a link fills the window.
    fill() { then(() => page.requestFullscreen?.()); },
    leave() { then(() => document.fullscreenElement && document.exitFullscreen()); },
    stop() { document.removeEventListener("fullscreenchange", changed); },
  };
}

// A dial: the hand shows the month, the ring how much of the whole period has passed, the year stands in the middle.
function makeClock(data) {
  const ring = 2 * Math.PI * 44;
  const ticks = Array.from({ length: MONTHS_ROUND }, (_, month) => svg("line", { class: "clock-tick", x1: 50, x2: 50,
    y1: month % 3 ? 23 : 20, y2: 26, transform: `rotate(${month * 30} 50 50)` }));
  const passed = svg("circle", { class: "clock-passed", cx: 50, cy: 50, r: 44, transform: "rotate(-90 50 50)",
    "stroke-dasharray": `0 ${ring.toFixed(1)}` });
  const hand = svg("path", { class: "clock-hand", d: "M50 10L45.5 19H54.5Z" }); // rides on the ring: it covers neither year nor ticks
  const year = svg("text", { class: "clock-year", x: 50, y: 58, "text-anchor": "middle" });
  const node = svg("svg", { class: "clock", viewBox: "0 0 100 100", "aria-hidden": "true", "data-clock": true }, [
    svg("circle", { class: "clock-ring", cx: 50, cy: 50, r: 44 }), passed, ...ticks, hand, year]);
  return {
    node,
    show(month) {
      const [named, number] = data.months[month].split("-").map(Number);
      year.textContent = String(named);
      hand.setAttribute("transform", `rotate(${(number - 1) * 30} 50 50)`);
      passed.setAttribute("stroke-dasharray", `${((ring * (month + 1)) / data.months.length).toFixed(1)} ${ring.toFixed(1)}`);
    },
  };
}
