// @ts-check
// What of its frame a sheet shows: from points of the frame to the sheet and to pixels of the screen, after zoom and pan.

import { clamp, round } from "./dom.js";

// The view has moved, or other boxes lie over the map.
export function forgetLayouts(sheet) {
  sheet.layouts.clear();
}

// What is seen of the sheet: a screen of another shape than the frame shows more land beside it.
export function viewOf(sheet) {
  const { box } = sheet;
  const across = Math.max(0, (box.width * sheet.unit - sheet.size.width) / 2);
  const down = Math.max(0, (box.height * sheet.unit - sheet.size.height) / 2);
  return [-across, -down, sheet.size.width + across, sheet.size.height + down];
}

// So many times larger are markers in large type on a screen of so many lines: they grow with the screen, as the type does.
const [LARGE_MARKS, LARGE_LINES] = [1.6, 1080];

// Place of a point of the frame on the sheet, after zoom and pan.
export function place(sheet, at) {
  return [at[0] * sheet.k + sheet.x, at[1] * sheet.k + sheet.y];
}

// The same in pixels of the screen, in which the overlay is drawn; `size` is what its layer is drawn out by.
export function pixels(sheet, at, size = 1) {
  return place(sheet, at).map((value) => round(value / (sheet.unit * size)));
}

// Names and markers keep their size on the screen by one transform of each layer. With a transform of its own each of
// them would be a piece of the picture that the browser puts together anew at every step: most of a step's time.
function scaleOverlay(sheet) {
  sheet.markSize = sheet.type === "large" ? clamp((LARGE_MARKS * window.innerHeight) / LARGE_LINES, 1, 3) : 1;
  for (const [name, size] of [["leaders", sheet.markSize], ["markers", sheet.markSize], ["labels", 1]]) {
    sheet.layers[name].setAttribute("transform", `scale(${(sheet.unit * size).toFixed(4)})`);
  }
}

export function move(sheet) {
  sheet.zoomed.setAttribute("transform", `translate(${sheet.x.toFixed(2)} ${sheet.y.toFixed(2)}) scale(${sheet.k.toFixed(4)})`);
  // Whoever needs the sheet's size takes it from here: to ask the browser at a step would have it lay the page out at once.
  const box = (sheet.box = sheet.node.getBoundingClientRect());
  sheet.screen = `${window.innerWidth}x${window.innerHeight}`;
  forgetLayouts(sheet);
  if (box.width) sheet.unit = Math.max(sheet.size.width / box.width, sheet.size.height / box.height);
  // Outlines and hatches keep their look on the screen, however far the shapes are drawn out.
  const thin = (sheet.unit / sheet.k).toFixed(4);
  sheet.zoomed.style.setProperty("--thin", thin);
  for (const { node, angle } of sheet.hatches) node.setAttribute("patternTransform", `rotate(${angle}) scale(${thin})`);
  scaleOverlay(sheet);
}
