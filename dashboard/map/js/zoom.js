// @ts-check
// Zoom and pan of the main sheet: wheel, two fingers, drag, buttons. Only the group's transform changes. The address
// keeps how far and what is in the middle, in the frame's own coordinates: "2.5,610,402".

import { clamp } from "./dom.js";
import { placeMarkers } from "./markers.js";
import { move } from "./sheet_view.js";

const MOST = 12;

export function makeZoom(sheet, stage, view, moved) {
  const pointers = new Map();
  let start = null;
  let dragged = false;

  function toSheet(x, y) {
    const box = sheet.node.getBoundingClientRect();
    const left = (box.width * sheet.unit - sheet.size.width) / 2;
    const top = (box.height * sheet.unit - sheet.size.height) / 2;
    return [(x - box.left) * sheet.unit - left, (y - box.top) * sheet.unit - top];
  }
  function zoomAt(factor, x, y) {
    const k = clamp(sheet.k * factor, 1, MOST);
    const [px, py] = [x, y];
    sheet.x = px - ((px - sheet.x) * k) / sheet.k;
    sheet.y = py - ((py - sheet.y) * k) / sheet.k;
    sheet.k = k;
    apply();
    note();
  }
  function apply() {
    sheet.x = clamp(sheet.x, sheet.size.width * (1 - sheet.k), 0);
    sheet.y = clamp(sheet.y, sheet.size.height * (1 - sheet.k), 0);
    stage.classList.toggle("zoomed-in", sheet.k > 1.001);
    move(sheet);
    placeMarkers(sheet);
    moved();
  }
  function note() {
    const [x, y] = [(sheet.size.width / 2 - sheet.x) / sheet.k, (sheet.size.height / 2 - sheet.y) / sheet.k];
    view.note({ zoom: sheet.k > 1.001 ? `${sheet.k.toFixed(2)},${Math.round(x)},${Math.round(y)}` : null });
  }
  function restore(zoom) {
    if (!zoom) return;
    const [k, x, y] = zoom.split(",").map(Number);
    sheet.k = clamp(k, 1, MOST);
    Object.assign(sheet, { x: sheet.size.width / 2 - x * sheet.k, y: sheet.size.height / 2 - y * sheet.k });
    apply();
  }
  function centre(factor) {
    zoomAt(factor, sheet.size.width / 2, sheet.size.height / 2);
  }

  sheet.node.addEventListener("wheel", (event) => {
    if (event.deltaY > 0 && sheet.k <= 1.001) return; // nothing left to zoom out of: the page scrolls
    event.preventDefault();
    zoomAt(Math.exp(-clamp(event.deltaY, -200, 200) * 0.0022), ...toSheet(event.clientX, event.clientY));
  }, { passive: false });

  sheet.node.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
    dragged = false;
    hold();
  });
  // From here on the map follows the fingers that touch it: what lies between them stays there, as far as it may.
  function hold() {
    const fingers = [...pointers.values()];
    start = fingers.length ? { ...grip(fingers), k: sheet.k, x: sheet.x, y: sheet.y } : null;
  }
  /** @param {number[][]} fingers */
  function grip([a, b = a]) {
    return { middle: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], gap: Math.hypot(a[0] - b[0], a[1] - b[1]) };
  }
  function onMove(event) {
    if (!pointers.has(event.pointerId)) return;
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
    const { middle, gap } = grip([...pointers.values()]);
    if (!dragged && Math.hypot(middle[0] - start.middle[0], middle[1] - start.middle[1]) < 4 && Math.abs(gap - start.gap) < 4) return;
    dragged = true;
    const k = start.gap ? clamp((start.k * gap) / start.gap, 1, MOST) : start.k;
    if (Math.max(k, sheet.k) <= 1.001) return;
    const [from, to] = [toSheet(...start.middle), toSheet(...middle)];
    Object.assign(sheet, { k, x: to[0] - ((from[0] - start.x) * k) / start.k, y: to[1] - ((from[1] - start.y) * k) / start.k });
    apply();
    note();
  }
  function onUp(event) {
    if (pointers.delete(event.pointerId)) hold();
  }
  window.addEventListener("pointermove", onMove);
  window.addEventListener("pointerup", onUp);
  window.addEventListener("pointercancel", onUp);
  return {
    in: () => centre(1.6),
    out: () => centre(1 / 1.6),
    reset() { Object.assign(sheet, { k: 1, x: 0, y: 0 }); apply(); note(); },
    restore,
    // Bring a point of the frame to the middle, twice as near; false when nothing nearer is left.
    near(at) {
      if (sheet.k > MOST - 0.1) return false;
      sheet.k = Math.min(MOST, sheet.k * 2);
      Object.assign(sheet, { x: sheet.size.width / 2 - at[0] * sheet.k, y: sheet.size.height / 2 - at[1] * sheet.k });
      apply();
      note();
      return true;
    },
    wasDrag: () => dragged,
    stop() {
      window.removeEventListener("pointermove", onMove);
      window.removeEventListener("pointerup", onUp);
      window.removeEventListener("pointercancel", onUp);
    },
  };
}
