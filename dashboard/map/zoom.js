// Zoom and pan of the main sheet: wheel, two fingers, drag, buttons. Only the group's transform changes. The address
// keeps how far and what is in the middle, in the frame's own coordinates: "2.5,610,402".
const MOST = 12;

function make_zoom(sheet, stage, view, moved) {
  const pointers = new Map();
  let start = null;
  let dragged = false;

  function to_sheet(x, y) {
    const box = sheet.node.getBoundingClientRect();
    const left = (box.width * sheet.unit - sheet.size.width) / 2;
    const top = (box.height * sheet.unit - sheet.size.height) / 2;
    return [(x - box.left) * sheet.unit - left, (y - box.top) * sheet.unit - top];
  }
  function zoom_at(factor, x, y) {
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
    place_markers(sheet);
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
    zoom_at(factor, sheet.size.width / 2, sheet.size.height / 2);
  }

  sheet.node.addEventListener("wheel", (event) => {
    if (event.deltaY > 0 && sheet.k <= 1.001) return; // nothing left to zoom out of: the page scrolls
    event.preventDefault();
    zoom_at(Math.exp(-clamp(event.deltaY, -200, 200) * 0.0022), ...to_sheet(event.clientX, event.clientY));
  }, { passive: false });

  sheet.node.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
    dragged = false;
    start = { at: [event.clientX, event.clientY], x: sheet.x, y: sheet.y, gap: gap(), k: sheet.k };
  });
  function gap() {
    const [a, b] = [...pointers.values()];
    return b ? Math.hypot(a[0] - b[0], a[1] - b[1]) : 0;
  }
  function on_move(event) {
    if (!pointers.has(event.pointerId) || !start) return;
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
    if (pointers.size === 2 && start.gap) {
      dragged = true;
      const [a, b] = [...pointers.values()];
      zoom_at((start.k * gap()) / start.gap / sheet.k, ...to_sheet((a[0] + b[0]) / 2, (a[1] + b[1]) / 2));
      return;
    }
    const [dx, dy] = [event.clientX - start.at[0], event.clientY - start.at[1]];
    if (!dragged && Math.hypot(dx, dy) < 4) return;
    dragged = true;
    if (sheet.k <= 1.001) return;
    sheet.x = start.x + dx * sheet.unit;
    sheet.y = start.y + dy * sheet.unit;
    apply();
    note();
  }
  function on_up(event) {
    pointers.delete(event.pointerId);
    if (!pointers.size) start = null;
  }
  window.addEventListener("pointermove", on_move);
  window.addEventListener("pointerup", on_up);
  window.addEventListener("pointercancel", on_up);
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
    was_drag: () => dragged,
    stop() {
      window.removeEventListener("pointermove", on_move);
      window.removeEventListener("pointerup", on_up);
      window.removeEventListener("pointercancel", on_up);
    },
  };
}
