// @ts-check
// From a score and its band to a colour. Colours come from the bundle; `dashboard/colors.py` holds them and the same rules.

import { clamp } from "./dom.js";

function colorOf(data, score) {
  if (score === null) return data.no_score;
  return data.palette[Math.floor(((clamp(score, -1, 1) + 1) / 2) * (data.palette.length - 1) + 0.5)];
}

function classOf(score, classes) {
  return Math.min(classes - 1, Math.floor(((clamp(score, -1, 1) + 1) / 2) * classes + 1e-9));
}

function doubtOf(data, low, high) {
  return data.doubt_edges.filter((edge) => high - low > edge).length;
}

// The way of colouring: smooth, seven classes, or muted by the width of the band.
export function fillOf(data, now, colour) {
  if (now.score === null || colour === "smooth") return colorOf(data, now.score);
  if (colour === "classes") return data.classes[classOf(now.score, data.classes.length)];
  const row = data.muted[doubtOf(data, now.low, now.high)];
  return row[classOf(now.score, row.length)];
}
