// @ts-check
// The caption of a yearly step: who moved most, and the weightiest events behind it.

import { silence } from "./caption_month.js";
import { SECOND, brief, cited, size } from "./caption_words.js";
import { TELLS, causesOf } from "./causes.js";
import { signed } from "./dom.js";
import { monthName } from "./months.js";

export function yearCaption(data, state, about) {
  const month = data.months[state.month];
  const span = month.endsWith("-12") ? `In ${month.slice(0, 4)}` : `In the 12 months to ${monthName(month)}`;
  const causes = causesOf(data, state, about);
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
