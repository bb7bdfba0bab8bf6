// The caption: what happened at the step that is shown, whom it moved and by whose act. It is made of what the bundle
// brings: `moves` (what moved each score, reckoned by `alignment.contributions`), events and scores. It never tells of a
// movement without the event or the change of status behind it.
const LONG = 130; // characters: a longer one is set smaller, so that it is whole in the same place
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
    return { name: spot?.place || "This place", members: everyone, has: (event) => event.spot === state.spot, part: true };
  }
  if (state.zone) {
    const zone = data.zones.find((entry) => entry.zone === state.zone);
    return { name: zone?.label || state.zone, members: everyone, has: (event) => event.zones.includes(state.zone), part: true };
  }
  const at = data.members.findIndex((member) => member.iso3 === state.member);
  const bears = (members) => (event) => members.some((one) => data.members[one].iso3 in event.effects);
  if (at >= 0) return { name: data.members[at].name, members: [at], has: bears([at]), part: false };
  const seen = new Set((data.labels[state.frame] || []).map((label) => label.key));
  const members = everyone.filter((one) => seen.has(data.members[one].iso3));
  if (!members.length || members.length === everyone.length) return { name: "", members: everyone, has: () => true, part: false };
  return { name: "", members, has: bears(members), part: false };
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
    const next = second && second.weight >= Math.max(SECOND.least, SECOND.share * first.weight) ? ` Also: ${also(data, second)}` : "";
    return { text: `${told(data, state, first)}${next}`, event: first.event?.id || null };
  }
  const [first] = causes.filter((cause) => cause.moved.some(({ move }) => Math.abs(move) >= TELLS));
  if (first) {
    const moved = first.moved.filter(({ move }) => Math.abs(move) >= TELLS).map(({ at, move }) => `${data.members[at].name} ${signed(move)}`).slice(0, 2).join(", ");
    return { text: `${over(first.event)}: ${sentence(first.event.title)} Spread over that time: ${moved} this month.`, event: first.event.id };
  }
  const unmoving = heard(data, about).filter((event) => event.start <= state.month && event.end >= state.month)
    .sort((a, b) => b.reports - a.reports)[0];
  if (unmoving) return { text: `${dated_title(unmoving)} No score moved.`, event: unmoving.id };
  return silence_caption(data, state, about);
}

// The subject's events that are known to the month or closer; with `year`, also those known to the year.
function heard(data, about, year = false) {
  return data.events.filter((event) => (event.known === "month" || (year && event.known === "year")) && about.has(event));
}

// "In 2021, month not told", or the days between which it happened.
function over(event) {
  return event.when.startsWith("between") ? capital(event.when) : `In ${event.when}, month not told`;
}

// The event with its date before it, unless the title gives that date itself.
function dated_title(event) {
  return event.title.includes(event.when) ? sentence(event.title) : `${capital(event.when)}: ${sentence(event.title)}`;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// Nothing in this month: when something was told last, and where that left the state.
function silence_caption(data, state, about) {
  const name = about.name ? `of ${about.name} ` : "";
  const past = heard(data, about, true).filter((event) => event.end < state.month);
  const latest = (events) => events.reduce((best, event) => (!best || event.end >= best.end ? event : best), null);
  const last = latest(past);
  if (!last) return { text: `No event is told ${name}up to ${month_name(data.months[state.month])}.`, event: null };
  const gone = state.month - last.end;
  const until = last.known === "month" ? `${month_name(data.months[last.end])} (${gone} month${gone === 1 ? "" : "s"})` : last.when.replace(/^between .* and /, "");
  const since = `No event told ${name}since ${until}.`;
  const directed = latest(past.filter((event) => bearing(data, event, about).length));
  if (!directed || about.part) return { text: `${since} The last: ${cited(last)}`, event: last.id };
  const at = bearing(data, directed, about)[0];
  const [now, then] = [data.scores[state.month][at], data.scores[directed.end][at]];
  const stands = `${data.members[at].name} stands at ${signed(now)}`;
  // What is told only of years pulls a score along while no month is told.
  if (Math.abs(now - then) >= 2 * TELLS) return { text: `${since} ${stands}. The last: ${cited(directed)}`, event: directed.id };
  return { text: `${since} ${stands}, where this left it: ${cited(directed)}`, event: directed.id };
}

// "… (23 November 2022)."
function cited(event) {
  return `${bare(event.title)} (${event.when}).`;
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
    const silent = silence_caption(data, state, about);
    return { ...silent, text: `${span} nothing is told that moved ${about.part || !about.name ? "a score" : about.name}. ${silent.text}` };
  }
  const before = Math.max(0, state.month - 12);
  const most = about.members.map((at) => ({ at, move: data.scores[state.month][at] - data.scores[before][at] }))
    .sort((a, b) => Math.abs(b.move) - Math.abs(a.move))[0];
  const own = about.part ? causes : causes.filter((cause) => cause.moved.some(({ at }) => at === most.at));
  const [first, ...others] = own.length ? own : causes;
  const second = others.find((cause) => cause.event?.title !== first.event?.title);
  const lead = about.part || !own.length ? `${span}: ${brief(data, first)}`
    : `${span} ${data.members[most.at].name} moved ${about.members.length > 1 ? "most" : ""}${about.members.length > 1 ? ", " : ""}${signed(most.move)} to ${signed(data.scores[state.month][most.at])}. Weightiest: ${brief(data, first, most.at)}`;
  const next = second && second.weight >= SECOND.share * first.weight ? ` Next: ${brief(data, second, about.part ? null : most.at)}` : "";
  return { text: `${lead}${next}`.replace("  ", " "), event: first.event?.id || null };
}

function event_caption(data, state, event) {
  const moved = causes_of(data, { ...state, step: "month" }, { members: data.members.map((_, at) => at), has: (one) => one === event, part: true })[0];
  if (moved) return { text: told(data, { ...state, step: "month" }, moved), event: event.id };
  const ways = Object.entries(event.ways).map(([iso3, way]) => `${data.members.find((member) => member.iso3 === iso3)?.name || iso3} ${data.ways[way]}`);
  const articles = `Told by ${event.reports} article${event.reports === 1 ? "" : "s"}.`;
  return { text: [dated_title(event), ways.length ? `${ways.slice(0, 3).join("; ")}.` : "", articles].filter(Boolean).join(" "), event: event.id };
}

// "19 September 2023: … Armenia was let down by Moscow, −0.12 to −0.35."
function told(data, state, cause) {
  const before = state.month - (state.step === "year" ? 12 : 1);
  const ways = [...cause.moved].sort((a, b) => Math.abs(b.move) - Math.abs(a.move)).filter(({ move }) => Math.abs(move) >= TELLS).slice(0, 2)
    .map(({ at, move }) => {
      const total = before >= 0 ? data.scores[state.month][at] - data.scores[before][at] : move;
      const all = Math.abs(total - move) >= 0.01 ? `; in all ${signed(total)},` : "";
      return `${data.members[at].name} ${way_of(data, cause, at, move)} (${signed(move)}${all} to ${signed(data.scores[state.month][at])})`;
    });
  if (!cause.event) return `${month_name(data.months[state.month])}: ${data.members[cause.moved[0].at].name} ${data.turned[cause.status]} (${numbers(data, state, cause)}).`;
  return `${dated_title(cause.event)} ${ways.join("; ")}.`;
}

function numbers(data, state, cause) {
  const { at, move } = cause.moved[0];
  return `${signed(move)} to ${signed(data.scores[state.month][at])}`;
}

// A cause in brackets' length, for a second one or a year's: "… (14 September 2022; Armenia −0.12)".
function brief(data, cause, at = null) {
  const moved = [...cause.moved].filter((entry) => at === null || entry.at === at).sort((a, b) => Math.abs(b.move) - Math.abs(a.move))[0] || cause.moved[0];
  const name = data.members[moved.at].name;
  if (!cause.event) return `${name} ${data.turned[cause.status]} (${signed(moved.move)}).`;
  return sentence(`${bare(cause.event.title)} (${cause.event.when}; ${name} ${way_of(data, cause, moved.at, moved.move)}, ${signed(moved.move)})`);
}

function also(data, cause) {
  const moved = [...cause.moved].sort((a, b) => Math.abs(b.move) - Math.abs(a.move))[0];
  const name = data.members[moved.at].name;
  if (!cause.event) return `${name} ${data.turned[cause.status]} (${signed(moved.move)}).`;
  return sentence(`${bare(cause.event.title)} (${name} ${signed(moved.move)})`);
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
  return `By the changed method ${most.name} moved most ${since}: ${signed(most.by)} to ${signed(data.scores[state.month][most.at])}. Choose it to see why.`;
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
  const least = chosen || all.length < 2 ? "" : ` ${last.name} moved least, ${signed(last.by)}.`;
  return `${span} ${first.name} moved ${chosen ? "" : "most, "}${signed(first.by)}, from ${signed(data.scores[before][first.at])} to ${signed(data.scores[after][first.at])}.${least}`;
}
