// A step: the fills of the states, the zones that hold, and what is said of each. Nothing is written twice.
function color_of(data, score) {
  if (score === null) return data.no_score;
  return data.palette[Math.floor(((clamp(score, -1, 1) + 1) / 2) * (data.palette.length - 1) + 0.5)];
}

// A state that froze its part, or was suspended, is still bound by the treaty: only outsiders are dashed.
const STATUS = { member: "CSTO member", frozen: "CSTO member, its part frozen", suspended: "CSTO member, suspended" };

function status_words(status) {
  return STATUS[status] || "not a CSTO member in this month";
}

function member_at(data, member, month) {
  const at = data.members.findIndex((entry) => entry.iso3 === member);
  if (at < 0) return null;
  const pick = (table) => table[month][at];
  const before = month >= 12 ? data.scores[month - 12][at] : null;
  const score = pick(data.scores);
  return { at, name: data.members[at].name, score, low: pick(data.low), high: pick(data.high),
    evidence: pick(data.evidence), status: pick(data.status),
    change: score === null || before === null ? null : score - before };
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
    write(shape, "fill", color_of(data, now.score), (value) => { shape.path.style.fill = value; });
    write(shape, "status", now.status, (value) => shape.path.classList.toggle("outside", !(value in STATUS)));
    write(shape, "none", now.evidence === 0, (value) => shape.cover.classList.toggle("shown", value));
    write(shape, "chosen", state.member === member.iso3, (value) => shape.path.classList.toggle("chosen", value));
    if (sheet.main) describe(shape, now, state.member === member.iso3);
  }
}

function describe(shape, now, chosen) {
  const score = now.score === null ? "" : String(now.score);
  write(shape, "score", score, (value) => shape.path.setAttribute("data-score", value));
  const said = `${now.name}, ${status_words(now.status)}, score ${signed(now.score)}, ` +
    `${words_for(now.score)}${now.evidence === 0 ? ", no evidence yet" : ""}`;
  write(shape, "said", said, (value) => shape.path.setAttribute("aria-label", value));
  write(shape, "pressed", chosen, (value) => shape.path.setAttribute("aria-pressed", value));
}

function write(shape, name, value, action) {
  if (shape.seen[name] === value) return;
  shape.seen[name] = value;
  action(value);
}

function paint_zones(sheet, state) {
  let changed = false;
  for (const entry of sheet.zones) {
    const holds = entry.zone.holds;
    const on = Boolean(holds) && holds[0] <= state.month && state.month <= holds[1];
    if (on === entry.on) continue;
    entry.on = on;
    if (on) sheet.layers.zones.append(entry.path);
    else entry.path.remove();
    if (entry.label) entry.label.off = !on;
    changed = true;
  }
  if (changed) place_labels(sheet);
}
