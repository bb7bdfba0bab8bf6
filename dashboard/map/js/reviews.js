// @ts-check
// How many of the events behind a caption a person has looked at. `dashboard/wording.py` has the same words.

const PROJECT_REVIEW = "the project with a language model’s help";
const VAGUE_MONTHS = 3; // known no closer than this, an event says nothing about a single month

// Of [events, reviewed, by the project]: "4 of 6 events reviewed"; empty where there is no event.
export function reviewedWords([events, looked, byProject]) {
  if (!events) return "";
  const several = looked === events && events > 1;
  const many = several ? (events === 2 ? "both" : `all ${thousands(events)}`) : `${looked ? thousands(looked) : "none"} of ${thousands(events)}`;
  const text = `${many} event${events === 1 ? "" : "s"} reviewed`;
  if (!byProject) return text;
  return `${text}${byProject === looked ? "" : `, ${thousands(byProject)} of them`} by ${PROJECT_REVIEW}`;
}

const thousands = (number) => number.toLocaleString("en");

// What a caption says of its step: of the whole map and of a state as the server counted; of a zone, a place or a near
// frame from the events themselves, where all of them are here. Null where they are not.
export function reviewsOf(data, state, about) {
  const all = about.members.length === data.members.length;
  if (!about.part && (all || about.members.length === 1)) return data.reviews[state.step][state.month][all ? 0 : about.members[0] + 1];
  if (!data.all_here) return null;
  const [length, counts] = [state.step === "year" ? 12 : 1, [0, 0, 0]];
  for (const event of data.events) {
    const known = state.step === "year" ? event.known !== "longer" : event.end - Math.max(event.start, 0) < VAGUE_MONTHS;
    if (!known || !about.has(event) || event.start > state.month || state.month - event.end >= length) continue;
    [1, event.reviewed, event.project].forEach((one, at) => { if (one) counts[at] += 1; });
  }
  return counts;
}
