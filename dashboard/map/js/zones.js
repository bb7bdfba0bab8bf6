// @ts-check
// Conflict zones: which hold in a month, which are worth a name in large type, and showing them on a sheet.

export function holds(zone, month) {
  return Boolean(zone.holds) && zone.holds[0] <= month && month <= zone.holds[1];
}

// In large type there is no room for every border and corridor: those are named that are fought over or held against the
// state's will, whose standing changed within a year, or where something happens in this month.
const LONG_STANDING = new Set(["border", "guarded", "over"]);

function matters(sheet, zone, month) {
  const [first] = zone.holds; // where a zone holds from the map's first month on nothing is known of the change
  return !LONG_STANDING.has(zone.status) || (first > 0 && month - first < 12) || Boolean(sheet.busy[zone.zone]?.has(month));
}

export function paintZones(sheet, state) {
  let changed = false; // whether other names are to stand on the map: `placeDue` lays them out
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
    if (entry.label) entry.label.off = !on;
    changed = true;
  }
  if (!changed) return;
  // In the same order whatever was shown before: where two zones overlap the same one lies above.
  sheet.layers.zones.replaceChildren(...sheet.zones.filter((entry) => entry.on).map((entry) => entry.node));
  sheet.namesDue = true;
}
