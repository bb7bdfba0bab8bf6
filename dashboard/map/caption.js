// The caption: what happened at the step that is shown, whom it moved and by whose act. It is made of what the bundle
// brings: `moves` (what moved each score, reckoned by `alignment.contributions`), events and scores. It never tells of a
// movement without the event or the change of status behind it.
const [LONG, VERY_LONG] = [130, 220]; // characters: a longer one is set smaller, so that it is whole in the same place
const TELLS = 0.005; // what rounds to 0.00 is no move
const SECOND = { least: 0.02, share: 0.3 }; // what a second event must have moved, in all and beside the first

function make_caption(data, view) {
  const text = html("span", { class: "caption-text" });
  const show = button("Show this event on the map and in the panel", "Show it", () => view.set({ event: said.event }), { class: "caption-show" });
  const node = html("p", { class: "caption", "data-caption": true }, [text, show]);
  const difference = make_difference(data, (causes) => tell({ text: `${caption_of(data, view.state).text} ${causes.text}`, event: causes.event }));
  let said = { text: "", event: null };
  function tell(caption) {
    said = caption;
    text.textContent = said.text;
    node.classList.toggle("long", said.text.length > LONG);
    node.classList.toggle("very-long", said.text.length > VERY_LONG);
    show.hidden = !said.event || view.state.event === said.event;
  }
  function paint(state, changed) {
    if (!["month", "compare", "mode", "step", "member", "zone", "spot", "event", "frame"].some((name) => changed.includes(name))) return;
    tell(caption_of(data, state));
    difference.ask(state);
  }
  return { node, paint, text: () => text.textContent, stop: difference.stop };
}

function caption_of(data, state) {
  if (state.mode !== "map") return { text: difference_caption(data, state), event: null };
  // By a changed method nobody has reckoned what moved the scores: the caption then only says that they moved.
  if (!data.moves) return { text: changed_method_caption(data, state), event: null };
  const event = data.events_by_id.get(state.event);
  if (event) return event_caption(data, state, event);
  const about = subject_of(data, state);
  return state.step === "year" ? year_caption(data, state, about) : month_caption(data, state, about);
}

// What the caption is about: the chosen place, zone or state, else the states of the frame. `members` are places in the
// grids, `has` says whether an event belongs to it.
function subject_of(data, state) {
  const everyone = data.members.map((_, at) => at);
  if (state.spot) {
    const spot = data.spots_by_id.get(state.spot);
    return { name: `at ${spot?.place || "this place"}`, members: everyone, has: (event) => event.spot === state.spot, part: true };
  }
  if (state.zone) {
    const zone = data.zones.find((entry) => entry.zone === state.zone);
    return { name: zone_words(zone?.label || state.zone), members: everyone, has: (event) => event.zones.includes(state.zone), part: true };
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
function zone_words(label) {
  if (label.includes("(")) return "in this zone";
  if (/border/i.test(label)) return `on the ${label}`;
  return `in ${/corridor|valley/i.test(label) ? "the " : ""}${label}`;
}

// What moved the subject's states in this step, put together by event or change of status, the weightiest first.
function causes_of(data, state, about) {
  const found = new Map();
  for (const [at, id, status, move] of data.moves[state.step][state.month] || []) {
    if (!about.members.includes(at) || !(id || status)) continue;
    const event = id ? data.events_by_id.get(id) : null;
    if (id ? !event || !about.has(event) : about.part) continue;
    const key = id || `${at} ${status}`;
    const cause = found.get(key) || { event, status, weight: 0, moved: [] };
    cause.moved.push({ at, move });
    cause.weight += Math.abs(move);
    found.set(key, cause);
  }
  return [...found.values()].filter((cause) => cause.weight >= TELLS).sort((a, b) => b.weight - a.weight);
}

function month_caption(data, state, about) {
  const causes = causes_of(data, state, about);
  const dated = causes.filter((cause) => !cause.event || cause.event.known === "month");
  if (dated.length) {
    const [first] = dated;
    const second = dated.find((cause) => cause !== first && cause.event?.title !== first.event?.title);
    const next = second && second.weight >= Math.max(SECOND.least, SECOND.share * first.weight) ? ` Also: ${brief(data, second, null, false)}` : "";
    return { text: `${told(data, state, first)}${next}`, event: first.event?.id || null };
  }
  const unmoving = best_reported(data, state, about, "month");
  const [first] = causes.filter((cause) => cause.moved.some(({ move }) => Math.abs(move) >= TELLS));
  if (unmoving) return { text: `${dated_title(unmoving)} ${first ? "It moved no score." : "No score moved."}`, event: unmoving.id };
  if (first) {
    const moved = largest(first).filter(({ move }) => Math.abs(move) >= TELLS).slice(0, 4).map(({ at, move }) => `${data.members[at].name} ${by(move)}`);
    return { text: `${over(first.event)} Spread over that time: this month ${moved.join(", ")}.`, event: first.event.id };
  }
  const covering = best_reported(data, state, about, "year");
  if (covering) return { text: `Nothing is dated to this month. ${over(covering).replace(" The month is not given.", "")}`, event: covering.id };
  const silent = silence(data, state, about);
  return { text: [silent.since, silent.stands].filter(Boolean).join(" "), event: silent.event };
}

// Of the subject's events known to the month, or to the year, that cover this month: one with a direction first, then the best reported.
function best_reported(data, state, about, known) {
  const weight = (event) => 1000 * bearing(data, event, about).length + event.reports;
  return data.events.filter((event) => event.known === known && about.has(event) && event.start <= state.month && event.end >= state.month)
    .sort((a, b) => weight(b) - weight(a))[0];
}

// "In 2021, month not given: …", or the days between which it happened.
function over(event) {
  if (event.title.includes(event.when)) return `${sentence(event.title)} The month is not given.`;
  if (told_as_of_now(event.title)) return `${capital(of_the_time(event))}: ${sentence(event.title)}`;
  return `${event.when.startsWith("between") ? capital(event.when) : `In ${event.when}, month not given`}: ${sentence(event.title)}`;
}

// A source that says "is working" speaks of its own day. Beside a time that is past this would be wrong: then it is said
// that the source tells it of that time. The first verb that can be told by its form decides.
function told_as_of_now(title) {
  const verb = title.match(/\b(is|are|has|have|does|do|was|were|had|did|would|will|could|\w+ed)\b/);
  return Boolean(verb && /^(is|are|has|have|does|do)$/.test(verb[1]));
}

function of_the_time(event) {
  return `reported of the time ${event.when.startsWith("between") ? event.when : `around ${event.when}`}`;
}

// An event's date for brackets within a sentence.
function time_words(event) {
  return event.known !== "month" && told_as_of_now(event.title) ? of_the_time(event) : event.when;
}

// The event with its date before it, unless the title gives that date itself.
function dated_title(event) {
  const [day, month] = event.when.split(" ");
  const given = [event.when, ...(/^\d+$/.test(day) ? [`${day} ${month}`, `${month} ${day}`] : [])];
  return given.some((words) => event.title.includes(words)) ? sentence(event.title) : `${capital(time_words(event))}: ${sentence(event.title)}`;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// Nothing in this month: since when (`since`), and what moved the state last (`stands`). A change of status counts as told.
function silence(data, state, about) {
  const named = about.name ? ` ${about.name}` : "";
  const past = data.events.filter((event) => event.known !== "longer" && about.has(event) && event.end < state.month);
  const last = past.reduce((best, event) => (!best || event.end >= best.end ? event : best), null);
  const moved = last_moved(data, state, about) || (last && moved_by_year(data, state, about, last.end));
  const end = Math.max(last ? last.end : -1, moved?.cause.event ? -1 : moved?.month ?? -1);
  if (end < 0) return { since: `No dated event has been reported${named} up to ${month_name(data.months[state.month])}.`, stands: "", event: null };
  const gone = state.month - end;
  const until = last && last.end === end && last.known !== "month" ? last.when.replace(/^between .* and /, "")
    : `${month_name(data.months[end])} (${gone} month${gone === 1 ? "" : "s"})`;
  const since = `No event has been reported${named} since ${until}.`;
  if (!moved) return { since, stands: last ? `The last: ${cited(last)}` : "", event: last?.id || null };
  const { at, cause, month } = moved;
  const [now, then] = [data.scores[state.month][at], data.scores[month][at]];
  const name = data.members[at].name;
  const what = cause.event ? `${bare(cause.event.title)} (${time_words(cause.event)}).` : `its own step; it ${data.turned[cause.status]}.`;
  // What is told only of years pulls a score along while no month is told.
  const stands = Math.abs(now - then) < 2 * TELLS ? `${name} has stood at ${signed(now)} since ${cause.event?.known === "year" && !cause.event.when.startsWith("between") ? cause.event.when : month_name(data.months[month])}. Moved most by: ${what}`
    : `${name} stands at ${signed(now)}. Last moved by: ${what}`;
  return { since, stands, event: cause.event?.id || null };
}

// The last month in which something with a date or a change of status moved one of the subject's states, and what did so most.
function last_moved(data, state, about) {
  if (about.part) return null;
  for (let month = state.month - 1; month > 0; month -= 1) {
    const [cause] = causes_of(data, { ...state, step: "month", month }, about).filter(({ event }) => !event || event.known !== "longer");
    const most = cause && largest(cause)[0];
    if (most && Math.abs(most.move) >= TELLS) return { at: most.at, cause, month };
  }
  return null;
}

// What is spread over a year moves no single month enough to be told: its year does.
function moved_by_year(data, state, about, month) {
  if (about.part) return null;
  const [cause] = causes_of(data, { ...state, step: "year", month }, about).filter(({ event }) => event && event.known !== "longer");
  return cause ? { at: largest(cause)[0].at, cause, month } : null;
}

// "… (23 November 2022)."
function cited(event) {
  return `${bare(event.title)} (${time_words(event)}).`;
}

// The subject's states that an event has a direction for.
function bearing(data, event, about) {
  return about.members.filter((at) => event.effects[data.members[at].iso3]);
}

function year_caption(data, state, about) {
  const month = data.months[state.month];
  const span = month.endsWith("-12") ? `In ${month.slice(0, 4)}` : `In the 12 months to ${month_name(month)}`;
  const causes = causes_of(data, state, about);
  if (!causes.length) {
    const within = data.events.filter((event) => event.known !== "longer" && about.has(event) && event.start <= state.month && event.end > state.month - 12)
      .sort((a, b) => b.reports - a.reports)[0];
    if (within) return { text: `${span} nothing that is reported moved a score. Reported: ${cited(within)}`, event: within.id };
    const silent = silence(data, state, about);
    return { text: `${span} nothing is reported that moved a score${about.name && !about.part ? ` ${about.name}` : ""}. ${silent.stands || silent.since}`, event: silent.event };
  }
  if (about.part) return { text: `${span}: ${brief(data, causes[0])}`, event: causes[0].event?.id || null };
  const before = Math.max(0, state.month - 12);
  const most = about.members.map((at) => ({ at, move: data.scores[state.month][at] - data.scores[before][at] }))
    .sort((a, b) => Math.abs(b.move) - Math.abs(a.move))[0];
  const share = (cause) => Math.abs(cause.moved.find(({ at }) => at === most.at)?.move || 0);
  const own = causes.filter((cause) => share(cause) >= TELLS).sort((a, b) => share(b) - share(a));
  if (!own.length) return { text: `${span}: ${brief(data, causes[0])}`, event: causes[0].event?.id || null };
  const [first, ...others] = own;
  const second = others.find((cause) => cause.event?.title !== first.event?.title && share(cause) >= SECOND.share * share(first));
  const fell = `${data.members[most.at].name} ${most.move < 0 ? "fell" : "rose"}${about.members.length > 1 ? " most," : ""} by ${size(most.move)} to ${signed(data.scores[state.month][most.at])}`;
  const next = second ? ` Next: ${brief(data, second, most.at)}` : "";
  return { text: `${span} ${fell}. ${others.length ? "Largest single part" : "The cause"}: ${brief(data, first, most.at)}${next}`, event: first.event?.id || null };
}

function event_caption(data, state, event) {
  const moved = causes_of(data, state, { members: data.members.map((_, at) => at), has: (one) => one === event, part: true })[0];
  if (moved) return { text: told(data, state, moved), event: event.id };
  const ways = Object.entries(event.ways).map(([iso3, way]) => `${data.members.find((member) => member.iso3 === iso3)?.name || iso3} ${data.ways[way]}`);
  const articles = `Told by ${event.reports} article${event.reports === 1 ? "" : "s"}.`;
  return { text: [dated_title(event), ways.length ? `${ways.slice(0, 3).join("; ")}.` : "", articles].filter(Boolean).join(" "), event: event.id };
}

// "19 September 2023: … Armenia was let down by Moscow (down by 0.12, to −0.35).", by the step that is shown: all of a
// caption's figures are of one month, or all of one year.
function told(data, state, cause) {
  const [lag, span] = state.step === "year" ? [12, "year"] : [1, "month"];
  const before = state.month - lag;
  const now = (at) => signed(data.scores[state.month][at]);
  if (!cause.event) {
    const [{ at, move }] = cause.moved;
    return `${month_name(data.months[state.month])}: ${data.members[at].name} ${data.turned[cause.status]} (${by(move)}, to ${now(at)}).`;
  }
  const ways = largest(cause).filter(({ move }) => Math.abs(move) >= TELLS).slice(0, 2).map(({ at, move }) => {
    const total = before >= 0 ? data.scores[state.month][at] - data.scores[before][at] : move;
    const all = Math.abs(total - move) >= 0.01 ? `; with the ${span}'s other events ${Math.abs(total) < TELLS ? "not moved, still at" : `${by(total)}, to`}` : ", to";
    return `${data.members[at].name} ${way_of(data, cause, at, move)} (${by(move)}${all} ${now(at)})`;
  });
  return `${dated_title(cause.event)} ${ways.join("; ")}.`;
}

function largest(cause) {
  return [...cause.moved].sort((a, b) => Math.abs(b.move) - Math.abs(a.move));
}

// A cause within one sentence: "… (14 September 2022; Armenia was let down by Moscow, down by 0.12)".
function brief(data, cause, at = null, dated = true) {
  const moved = largest(cause).find((entry) => at === null || entry.at === at) || cause.moved[0];
  const name = data.members[moved.at].name;
  if (!cause.event) return `${name} ${data.turned[cause.status]} (${by(moved.move)}).`;
  return `${bare(cause.event.title)} (${dated ? `${time_words(cause.event)}; ` : ""}${name} ${way_of(data, cause, moved.at, moved.move)}, ${by(moved.move)}).`;
}

// "down by 0.12": a bare "−0.12 to −0.35" reads as a range.
function by(move) {
  return `${move < 0 ? "down" : "up"} by ${size(move)}`;
}

function size(move) {
  return Math.abs(move).toFixed(2);
}

function way_of(data, cause, at, move) {
  const way = cause.event?.ways[data.members[at].iso3];
  return way === undefined ? (move < 0 ? "moved away from Moscow" : "moved towards Moscow") : data.ways[way];
}

function bare(title) {
  return title.replace(/[\s.;,:]+$/, "");
}

function sentence(title) {
  const text = bare(title);
  return /[.?!…][”"’')\]]*$/.test(text) ? text : `${text}.`;
}

function changed_method_caption(data, state) {
  const before = state.month - (state.step === "year" ? 12 : 1);
  if (before < 0) return "By the changed method; nothing is shown before this month.";
  const [most] = ranked(data, before, state.month);
  const since = `since ${month_name(data.months[before])}`;
  if (!most || Math.abs(most.by) < TELLS) return `By the changed method no score moved ${since}.`;
  return `By the changed method ${most.name} moved most ${since}: ${by(most.by)}, to ${signed(data.scores[state.month][most.at])}. Choose it to see why.`;
}

// The states of which something with a direction is told by then, by how far their scores differ.
function ranked(data, before, month) {
  return data.members.map((member, at) => ({ name: member.name, at, by: data.scores[month][at] - data.scores[before][at] }))
    .filter(({ at }) => data.scores[month][at] !== null && data.scores[before][at] !== null && data.support.silent[month][at] !== null)
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by));
}

// The two months in order, and the state that the caption is about: the chosen one, else the one that moved most.
function difference_of(data, state) {
  const [before, after] = [state.compare, state.month].sort((a, b) => a - b);
  const all = ranked(data, before, after);
  const chosen = all.find(({ at }) => data.members[at].iso3 === state.member);
  return { before, after, chosen, all, first: chosen || all[0] };
}

function difference_caption(data, state) {
  const { before, after, chosen, first, all } = difference_of(data, state);
  const span = `From ${month_name(data.months[before])} to ${month_name(data.months[after])}`;
  if (!first || Math.abs(first.by) < TELLS) return `${span} ${chosen ? `${chosen.name} did not move` : "no score moved"}.`;
  const last = all[all.length - 1];
  const least = chosen || all.length < 2 ? "" : ` ${last.name} moved least, ${Math.abs(last.by) < TELLS ? "not by 0.01" : by(last.by)}.`;
  return `${span} ${first.name} ${first.by < 0 ? "fell" : "rose"}${chosen ? "" : " most,"} by ${size(first.by)}, from ${signed(data.scores[before][first.at])} to ${signed(data.scores[after][first.at])}.${least}`;
}
