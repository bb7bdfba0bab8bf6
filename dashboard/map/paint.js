// A step: the fills of the states, what they rest on, the zones that hold, and what is said of each. Nothing is written
// twice. Colours come from the bundle; `dashboard/colors.py` holds them and the same rules.
function color_of(data, score) {
  if (score === null) return data.no_score;
  return data.palette[Math.floor(((clamp(score, -1, 1) + 1) / 2) * (data.palette.length - 1) + 0.5)];
}

function class_of(score, classes) {
  return Math.min(classes - 1, Math.floor(((clamp(score, -1, 1) + 1) / 2) * classes + 1e-9));
}

function doubt_of(data, low, high) {
  return data.doubt_edges.filter((edge) => high - low > edge).length;
}

// The way of colouring: smooth, seven classes, or muted by the width of the band.
function fill_of(data, now, colour) {
  if (now.score === null || colour === "smooth") return color_of(data, now.score);
  if (colour === "classes") return data.classes[class_of(now.score, data.classes.length)];
  const row = data.muted[doubt_of(data, now.low, now.high)];
  return row[class_of(now.score, row.length)];
}

// A state that froze its part, or was suspended, is still bound by the treaty.
const STATUS = { member: "CSTO member", frozen: "CSTO member, its part frozen", suspended: "CSTO member, suspended" };
// A value is carried forward when no event of the last year bears on the state.
const SILENT = 12;

function status_words(status) {
  return STATUS[status] || "not a CSTO member in this month";
}

function member_at(data, member, month) {
  const at = data.members.findIndex((entry) => entry.iso3 === member);
  if (at < 0) return null;
  const pick = (table) => table[month][at];
  const before = month >= 12 ? data.scores[month - 12][at] : null;
  const score = pick(data.scores);
  const silent = pick(data.support.silent);
  return { at, name: data.members[at].name, score, low: pick(data.low), high: pick(data.high),
    evidence: pick(data.evidence), status: pick(data.status), silent,
    quiet: silent !== null ? (silent >= SILENT ? "carried" : "") : pick(data.support.undirected) ? "undirected" : "none",
    events: pick(data.support.events), articles: pick(data.support.articles),
    change: score === null || before === null ? null : score - before };
}

function quiet_words(now) {
  if (now.quiet === "none") return "no evidence yet: the value is membership alone";
  if (now.quiet === "undirected") return "events are told, none of them towards or away from Moscow: the value is membership alone";
  return now.quiet === "carried" ? `value carried forward: no event for ${now.silent} months` : "";
}

function words_for(score) {
  if (score === null) return "no score";
  const size = Math.abs(score);
  if (size < 0.1) return "near the middle";
  const side = score < 0 ? "away from Moscow" : "towards Moscow";
  return size < 0.4 ? `somewhat ${side}` : size < 0.7 ? side : `far ${side}`;
}

function paint_states(sheet, data, state) {
  for (const member of data.members) {
    const shape = sheet.states[member.iso3];
    if (!shape) continue;
    const now = member_at(data, member.iso3, state.month);
    const chosen = state.member === member.iso3;
    const quiet = [now.quiet, now.status in STATUS ? "" : "outside"].filter(Boolean).join("-");
    write(shape, "fill", state_fill(data, now, state), (value) => { shape.path.style.fill = value; });
    write(shape, "cover", state.mode === "change" ? quiet_change(now) : quiet, (value) => {
      shape.cover.style.display = value ? "inline" : "none";
      shape.cover.setAttribute("fill", value ? `url(#${sheet.id}-${value})` : "none");
    });
    write(shape, "outline", `outline ${now.status in STATUS ? now.status : "left"}${chosen ? " chosen" : ""}`, (value) => shape.outline.setAttribute("class", value));
    write(shape, "casing", chosen ? "casing chosen" : "casing", (value) => shape.casing.setAttribute("class", value));
    if (sheet.main) describe(shape, now, chosen);
  }
}

function state_fill(data, now, state) {
  return state.mode === "change" ? change_fill(data, now.at, state) : fill_of(data, now, state.colour);
}

// In the map of a change only a state of which nothing was read that moves it is covered.
function quiet_change(now) {
  return now.quiet === "none" || now.quiet === "undirected" ? now.quiet : "";
}

function describe(shape, now, chosen) {
  const score = now.score === null ? "" : String(now.score);
  write(shape, "score", score, (value) => shape.path.setAttribute("data-score", value));
  write(shape, "quiet", now.quiet, (value) => { shape.path.dataset.quiet = value; });
  write(shape, "status", now.status, (value) => { shape.path.dataset.status = value; });
  const quiet = quiet_words(now);
  const said = `${now.name}, ${status_words(now.status)}, score ${signed(now.score)}, ${words_for(now.score)}${quiet ? `, ${quiet}` : ""}`;
  write(shape, "said", said, (value) => shape.path.setAttribute("aria-label", value));
  write(shape, "pressed", chosen, (value) => shape.path.setAttribute("aria-pressed", value));
}

function write(shape, name, value, action) {
  if (shape.seen[name] === value) return;
  shape.seen[name] = value;
  action(value);
}

function holds(zone, month) {
  return Boolean(zone.holds) && zone.holds[0] <= month && month <= zone.holds[1];
}

// In large type there is no room for every border and corridor: those are named that are fought over or held against the
// state's will, whose standing changed within a year, or where something happens in this month.
const LONG_STANDING = new Set(["border", "guarded", "over"]);

function matters(sheet, zone, month) {
  const [first] = zone.holds; // where a zone holds from the map's first month on nothing is known of the change
  return !LONG_STANDING.has(zone.status) || (first > 0 && month - first < 12) || Boolean(sheet.busy[zone.zone]?.has(month));
}

function paint_zones(sheet, state) {
  let changed = false; // whether other names are to stand on the map: `place_due` lays them out
  for (const entry of sheet.zones) {
    const on = holds(entry.zone, state.month);
    const chosen = on && state.zone === entry.zone.zone;
    if (chosen !== Boolean(entry.chosen)) {
      entry.node.classList.toggle("chosen", (entry.chosen = chosen));
      if (entry.label) entry.label.chosen = chosen;
      changed = true;
    }
    const minor = on && !matters(sheet, entry.zone, state.month);
    if (entry.label && minor !== entry.label.minor) {
      entry.label.minor = minor;
      changed ||= sheet.type === "large";
    }
    if (on === entry.on) continue;
    entry.on = on;
    if (on) sheet.layers.zones.append(entry.node);
    else entry.node.remove();
    if (entry.label) entry.label.off = !on;
    changed = true;
  }
  if (changed) sheet.names_due = true;
}
