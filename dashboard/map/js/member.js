// @ts-check
// What is known of one state in one month, and the words for it.
// A state that froze its part, or was suspended, is still bound by the treaty.

export const STATUS = { member: "CSTO member", frozen: "CSTO member, its part frozen", suspended: "CSTO member, suspended" };
// A value is carried forward when no event of the last year bears on the state.
const SILENT = 12;

export function statusWords(status) {
  return STATUS[status] || "not a CSTO member in this month";
}

export function memberAt(data, member, month) {
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

export function quietWords(now) {
  if (now.quiet === "none") return "no evidence yet: the value is membership alone";
  if (now.quiet === "undirected") return "events are told, none of them towards or away from Moscow: the value is membership alone";
  return now.quiet === "carried" ? `value carried forward: no event for ${now.silent} months` : "";
}

export function wordsFor(score) {
  if (score === null) return "no score";
  const size = Math.abs(score);
  if (size < 0.1) return "near the middle";
  const side = score < 0 ? "away from Moscow" : "towards Moscow";
  return size < 0.4 ? `somewhat ${side}` : size < 0.7 ? side : `far ${side}`;
}
