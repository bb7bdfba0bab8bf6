import assert from "node:assert/strict";
import test from "node:test";

import { captionOf, reviewsBehind } from "../../../dashboard/map/js/caption.js";
import { over } from "../../../dashboard/map/js/caption_words.js";
import { bundle, event, view } from "./made.mjs";

const REFUSED = event("refused", { title: "Armenia refused.", when: "13 January 2022", effects: { ARM: -1 }, ways: { ARM: 0 } });

function moved() {
  const data = bundle({ events: [REFUSED] });
  data.moves.month[1] = [[0, "refused", "", -0.2]];
  for (const row of data.scores.slice(1)) row[0] = -0.2;
  return data;
}

test("a month tells its event, whom it moved, by how much and by whose act", () => {
  const { text, event: shown } = captionOf(moved(), view());
  assert.equal(text, "13 January 2022: Armenia refused. Armenia turned away from Moscow (down by 0.20, to −0.20).");
  assert.equal(shown, "refused");
});

test("a silent month says since when, and what moved the state last", () => {
  const { text } = captionOf(moved(), view({ month: 3 }));
  assert.match(text, /^No event has been reported since January 2022 \(2 months\)\. Armenia has stood at −0\.20 since January 2022\./);
});

test("no movement is told without what is behind it", () => {
  const data = moved();
  data.moves.month[1] = [[0, "", "", -0.2]];
  assert.doesNotMatch(captionOf(data, view()).text, /down by/);
});

test("a change of status is told as the state's own step", () => {
  const data = bundle();
  data.moves.month[2] = [[1, "", "left", -0.5]];
  assert.match(captionOf(data, view({ month: 2 })).text, /^February 2022: Kazakhstan left the CSTO \(down by 0\.50/);
});

test("the chosen state is what the caption is about", () => {
  assert.match(captionOf(moved(), view({ member: "KAZ" })).text, /^No dated event has been reported for Kazakhstan up to January 2022/);
});

test("by a changed method it says who moved, and claims no cause", () => {
  const { text, event: shown } = captionOf({ ...moved(), moves: null }, view());
  assert.match(text, /^By the changed method Armenia moved most since December 2021: down by 0\.20/);
  assert.equal(shown, null);
});

test("between two dates the earlier comes first, in whatever order they are shown", () => {
  const one = captionOf(moved(), view({ mode: "change", compare: 0, month: 3 })).text;
  assert.equal(one, captionOf(moved(), view({ mode: "change", compare: 3, month: 0 })).text);
  assert.match(one, /^From December 2021 to March 2022 Armenia fell most, by 0\.20, from 0\.00 to −0\.20\./);
});

test("what a source tells as of its own day is told as reported of that time", () => {
  const told = (title) => over({ title, when: "between 4 May and 31 October 2022" });
  assert.equal(told("Armenia is asking for help"), "Reported of the time between 4 May and 31 October 2022: Armenia is asking for help.");
  assert.match(told("Armenia asked for what it has to have"), /^Between 4 May/);
});

const COUNTED = { month: [0, 1, 2, 3, 4].map(() => [[6, 4, 0], [2, 2, 0], [0, 0, 0]]), year: [0, 1, 2, 3, 4].map(() => [[9, 0, 0], [1, 1, 1], [0, 0, 0]]) };

test("a caption says how many of what it is about were reviewed: of the map, of a state, of a year", () => {
  const data = bundle({ reviews: COUNTED });
  assert.equal(reviewsBehind(data, view(), null), "4 of 6 events reviewed");
  assert.equal(reviewsBehind(data, view({ member: "ARM" }), null), "both events reviewed");
  assert.equal(reviewsBehind(data, view({ step: "year" }), null), "none of 9 events reviewed");
  assert.equal(reviewsBehind(data, view({ step: "year", member: "ARM" }), null), "1 of 1 event reviewed by the project with a language model’s help");
});

test("a month of which nothing is told says who reviewed the event that its caption tells of", () => {
  const data = bundle({ reviews: COUNTED, events: [event("old", { reviewed: "Edited by ana, 3 March 2026" }), event("new", { reviewed: "" })] });
  assert.equal(reviewsBehind(data, view({ member: "KAZ" }), "old"), "Edited by ana, 3 March 2026");
  assert.equal(reviewsBehind(data, view({ member: "KAZ" }), "new"), "not reviewed");
  assert.equal(reviewsBehind(data, view({ member: "KAZ" }), null), "");
});

test("a chosen event says who reviewed it, and two dates leave it to the server", () => {
  const data = bundle({ reviews: COUNTED, events: [event("old", { reviewed: "Edited by ana, 3 March 2026" })] });
  assert.equal(reviewsBehind(data, view({ event: "old" }), "old"), "Edited by ana, 3 March 2026");
  assert.equal(reviewsBehind(data, view({ event: "old", mode: "change", compare: 0 }), "old"), "");
});

test("what a zone holds is counted where all events are here, and not claimed where they are not", () => {
  const events = [event("in", { zones: ["osh"], reviewed: "Edited by ana", project: false }), event("too", { zones: ["osh"], reviewed: "", project: false }),
    event("elsewhere", { zones: [], reviewed: "", project: false }), event("later", { zones: ["osh"], start: 3, end: 3, reviewed: "", project: false })];
  assert.equal(reviewsBehind(bundle({ reviews: COUNTED, all_here: true, events }), view({ zone: "osh" }), null), "1 of 2 events reviewed");
  assert.equal(reviewsBehind(bundle({ reviews: COUNTED, all_here: false, events }), view({ zone: "osh" }), null), "");
});
