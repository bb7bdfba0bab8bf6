// @ts-check
// Boxes ([left, top, right, bottom]) and lines ([x1, y1, x2, y2]): whether they meet, and how far apart points are.

export function widened([left, top, right, bottom], by) {
  return [left - by, top - by, right + by, bottom + by];
}

/** @param {number[]} middle @param {number} wide @param {number} tall */
export function boxAround([x, y], wide, tall) {
  return [x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2];
}

export function overlap(a, b) {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
}

export function contains(box, x, y) {
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}

export function distanceOf(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

// Whether a line [x1, y1, x2, y2] has a point within a box.
/** @param {number[]} line @param {number[]} box */
export function crosses([x1, y1, x2, y2], box) {
  let [from, to] = [0, 1];
  for (const [start, by, low, high] of [[x1, x2 - x1, box[0], box[2]], [y1, y2 - y1, box[1], box[3]]]) {
    if (by === 0) {
      if (start <= low || start >= high) return false;
      continue;
    }
    const [a, b] = [(low - start) / by, (high - start) / by];
    [from, to] = [Math.max(from, Math.min(a, b)), Math.min(to, Math.max(a, b))];
  }
  return from < to;
}

export function meet(a, b) {
  const side = (line, x, y) => (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0]);
  return side(a, b[0], b[1]) * side(a, b[2], b[3]) < 0 && side(b, a[0], a[1]) * side(b, a[2], a[3]) < 0;
}
