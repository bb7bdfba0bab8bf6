// @ts-check
// What a caption is about: the chosen place, zone or state, else the states of the frame.

// What the caption is about: the chosen place, zone or state, else the states of the frame. `members` are places in the
// grids, `has` says whether an event belongs to it.
export function subjectOf(data, state) {
  const everyone = data.members.map((_, at) => at);
  if (state.spot) {
    const spot = data.spotsById.get(state.spot);
    return { name: `at ${spot?.place || "this place"}`, members: everyone, has: (event) => event.spot === state.spot, part: true };
  }
  if (state.zone) {
    const zone = data.zones.find((entry) => entry.zone === state.zone);
    return { name: zoneWords(zone?.label || state.zone), members: everyone, has: (event) => event.zones.includes(state.zone), part: true };
  }
  const at = data.members.findIndex((member) => member.iso3 === state.member);
  const bears = (members) => (event) => members.some((one) => data.members[one].iso3 in event.effects);
  if (at >= 0) return { name: `for ${data.members[at].name}`, members: [at], has: bears([at]), part: false };
  const seen = new Set((data.labels[state.frame] || []).map((label) => label.key));
  const members = everyone.filter((one) => seen.has(data.members[one].iso3));
  if (!members.length || members.length === everyone.length) return { name: "", members: everyone, has: () => true, part: false };
  return { name: "", members, has: bears(members), part: false };
}

// "in the Lachin corridor"; a label with a remark in brackets is the name of one episode.
function zoneWords(label) {
  if (label.includes("(")) return "in this zone";
  if (/border/i.test(label)) return `on the ${label}`;
  return `in ${/corridor|valley/i.test(label) ? "the " : ""}${label}`;
}
