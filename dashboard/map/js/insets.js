// @ts-check
// Two small sheets for the South Caucasus and the Fergana valley, each tied by lines to its rectangle on the map. They
// step with the map; their titles open the same frame at full size. Each of two dates has a pair of its own.

import { button, fillIn, html, svg } from "./dom.js";
import { settleInsets } from "./inset_places.js";
import { placeLabels } from "./labels.js";
import { makeSheet } from "./sheet.js";
import { forgetLayouts, place, viewOf } from "./sheet_view.js";

export function makeInsets(data, view) {
  const leaders = svg("svg", { class: "leaders", "aria-hidden": "true" });
  const sheets = [];
  const figures = data.insets.map((inset) => {
    const sheet = makeSheet(data, false);
    sheet.inset = inset;
    sheets.push(sheet);
    return html("figure", { class: `inset ${inset.frame}`, "data-inset": inset.frame }, [
      sheet.node, html("figcaption", {}, [button(`Open the frame ${inset.title}`, inset.title, () => view.set({ frame: inset.frame }))])]);
  });
  const drawn = data.insets.map(() => {
    const shape = svg("polygon", { class: "place" });
    const lines = [svg("line", { class: "tie" }), svg("line", { class: "tie" })];
    leaders.append(shape, ...lines);
    return { shape, lines };
  });

  // Before anything on them is measured.
  function showIn(frame, main, side) {
    if (frame === "focus") settleInsets(figures, main, side);
    for (const node of [leaders, ...figures]) node.style.display = frame === "focus" ? "" : "none";
  }
  // Runs when the view moves or the page is resized, never at a step.
  function connect(main, stage, frame) {
    const show = frame === "focus";
    const box = stage.getBoundingClientRect();
    const sheet = main.node.getBoundingClientRect();
    const pad = [(sheet.width - main.size.width / main.unit) / 2, (sheet.height - main.size.height / main.unit) / 2];
    const onSheet = ({ left, top, right, bottom }) => [[left, top], [right, bottom]].flatMap(([x, y]) =>
      [(x - sheet.left - pad[0]) * main.unit, (y - sheet.top - pad[1]) * main.unit]);
    main.blocked = [...stage.querySelectorAll(":scope > .over")].filter((node) => node.offsetWidth).map((node) => onSheet(node.getBoundingClientRect()));
    forgetLayouts(main);
    if (!show) return placeLabels(main);
    fillIn(leaders, { width: box.width, height: box.height, viewBox: `0 0 ${box.width} ${box.height}` });
    data.insets.forEach((inset, at) => {
      const corners = inset.outline.map((point) => {
        const [x, y] = place(main, point);
        return [x / main.unit + sheet.left - box.left + pad[0], y / main.unit + sheet.top - box.top + pad[1]];
      });
      drawn[at].shape.setAttribute("points", corners.map((corner) => corner.map((value) => value.toFixed(1)).join(",")).join(" "));
      const figure = figures[at].getBoundingClientRect();
      tie(drawn[at].lines, corners, figure, box);
      // The titles of the insets, and the insets on the map, leave no room for names below them.
      sheets[at].blocked = [titleBox(sheets[at], figures[at])];
      forgetLayouts(sheets[at]);
      placeLabels(sheets[at]);
      main.blocked.push(onSheet(figure));
    });
    placeLabels(main);
  }
  return { leaders, figures, sheets, showIn, connect };
}

function titleBox(sheet, figure) {
  const box = figure.querySelector("figcaption").getBoundingClientRect();
  const [left, top] = viewOf(sheet);
  return [left, top, left + box.width * sheet.unit, top + box.height * sheet.unit];
}

// From the two corners of the rectangle that face the inset to the inset's two corners that face the rectangle.
export function tie(lines, corners, figure, box) {
  const to = { left: figure.left - box.left, right: figure.right - box.left, top: figure.top - box.top, bottom: figure.bottom - box.top };
  const xs = corners.map((corner) => corner[0]);
  const ys = corners.map((corner) => corner[1]);
  const from = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  const gaps = { right: to.left - from.right, left: from.left - to.right, bottom: to.top - from.bottom, top: from.top - to.bottom };
  const side = Object.keys(gaps).reduce((best, name) => (gaps[name] > gaps[best] ? name : best));
  const facing = { right: "left", left: "right", bottom: "top", top: "bottom" }[side];
  const upright = side === "left" || side === "right";
  // The rectangle lies askew on the map: its two corners nearest to the inset are the ends.
  const near = [...corners].sort((a, b) => distance(a, to) - distance(b, to)).slice(0, 2);
  near.sort((a, b) => (upright ? a[1] - b[1] : a[0] - b[0]));
  lines.forEach((line, at) => {
    const end = upright ? [to[facing], at ? to.bottom : to.top] : [at ? to.right : to.left, to[facing]];
    line.style.display = gaps[side] > 0 ? "" : "none";
    fillIn(line, { x1: near[at][0].toFixed(1), y1: near[at][1].toFixed(1), x2: end[0].toFixed(1), y2: end[1].toFixed(1) });
  });
}

function distance([x, y], box) {
  return Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
}
