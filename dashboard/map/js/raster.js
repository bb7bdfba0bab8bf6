// @ts-check
// Which land lies where in a frame, as a grid of small squares. Names use it to stand on their own state: whether a point
// lies in a shape is one look into the grid. It is filled by rows from the same paths that are drawn (even-odd), and not
// read from a canvas, because some browsers falsify what a canvas holds.

const SQUARE = 2; // side of a square, in pixels of the frame
const BEYOND = [560, 330]; // so much of the land beside the frame counts, across and down

// The grid of a frame, made when the frame is first shown: `at(x, y)` is the code of the land there ("" is water),
// `bounds(code)` the box of squares it fills.
export function rasterOf(data, frame) {
  data.rasters ||= new Map();
  if (!data.rasters.has(frame)) data.rasters.set(frame, makeRaster(data, frame));
  return data.rasters.get(frame);
}

function makeRaster(data, frame) {
  const { width, height } = data.frames[frame];
  const [left, top] = [-BEYOND[0], -BEYOND[1]];
  const [columns, rows] = [Math.ceil((width + 2 * BEYOND[0]) / SQUARE), Math.ceil((height + 2 * BEYOND[1]) / SQUARE)];
  const squares = new Uint8Array(columns * rows);
  const codes = [""];
  const boxes = new Map();
  for (const { iso3, d } of [...data.land, ...data.states]) {
    if (!d[frame]) continue;
    codes.push(iso3);
    const box = fillRows(d[frame], squares, codes.length - 1, { left, top, columns, rows });
    if (box) boxes.set(iso3, box.map((value, side) => value * SQUARE + (side % 2 ? top : left)));
  }
  function at(x, y) {
    const [column, row] = [Math.floor((x - left) / SQUARE), Math.floor((y - top) / SQUARE)];
    return column < 0 || row < 0 || column >= columns || row >= rows ? "" : codes[squares[row * columns + column]];
  }
  // Well inside: the squares around are the same land.
  const inside = (code, x, y, reach = SQUARE) => at(x, y) === code && at(x - reach, y) === code && at(x + reach, y) === code &&
    at(x, y - reach) === code && at(x, y + reach) === code;
  return { at, inside, bounds: (code) => boxes.get(code) };
}

// Marks the squares whose middle lies in the path; returns the box they fill, or null for none.
function fillRows(d, squares, number, { left, top, columns, rows }) {
  const crossings = Array.from({ length: rows }, () => []);
  for (const ring of ringsOf(d)) {
    for (let at = 0; at < ring.length; at += 1) {
      const [a, b] = [ring[at], ring[(at + 1) % ring.length]];
      const [low, high] = a[1] < b[1] ? [a, b] : [b, a];
      const first = Math.max(0, Math.ceil((low[1] - top) / SQUARE - 0.5));
      const last = Math.min(rows - 1, Math.ceil((high[1] - top) / SQUARE - 0.5) - 1);
      for (let row = first; row <= last; row += 1) {
        const y = top + (row + 0.5) * SQUARE;
        crossings[row].push(low[0] + ((y - low[1]) * (high[0] - low[0])) / (high[1] - low[1]));
      }
    }
  }
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  crossings.forEach((found, row) => {
    found.sort((a, b) => a - b);
    for (let pair = 0; pair + 1 < found.length; pair += 2) {
      const first = Math.max(0, Math.ceil((found[pair] - left) / SQUARE - 0.5));
      const last = Math.min(columns - 1, Math.ceil((found[pair + 1] - left) / SQUARE - 0.5) - 1);
      if (last < first) continue;
      squares.fill(number, row * columns + first, row * columns + last + 1);
      [box[0], box[1], box[2], box[3]] = [Math.min(box[0], first), Math.min(box[1], row), Math.max(box[2], last + 1), Math.max(box[3], row + 1)];
    }
  });
  return box[2] > box[0] ? box : null;
}

// The path as `geo.projection` writes it: "M", an absolute start, "l", relative steps, "z".
function ringsOf(d) {
  return d.split("M").slice(1).map((run) => {
    const numbers = run.match(/-?[\d.]+/g).map(Number);
    const points = [[numbers[0], numbers[1]]];
    for (let at = 2; at + 1 < numbers.length; at += 2) {
      const [x, y] = points[points.length - 1];
      points.push([x + numbers[at], y + numbers[at + 1]]);
    }
    return points;
  });
}
