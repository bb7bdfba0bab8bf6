// The caption: one sentence for the step that is shown, written in Python (`dashboard/captions.py`); between two dates
// from the scores alone, which claims nothing about causes.
const LONG = 130; // characters: a longer one is set smaller, so that it is whole in the same place

function make_caption(data, view) {
  const text = html("span", { class: "caption-text" });
  const show = button("Show this event on the map and in the panel", "Show it", () => view.set({ event: caption_of(data, view.state).event }),
    { class: "caption-show" });
  const node = html("p", { class: "caption", "data-caption": true }, [text, show]);
  function paint(state, changed) {
    if (!["month", "compare", "mode", "step"].some((name) => changed.includes(name))) return;
    const said = caption_of(data, state);
    text.textContent = said.text;
    node.classList.toggle("long", said.text.length > LONG);
    show.hidden = !said.event;
  }
  return { node, paint, text: () => text.textContent };
}

function caption_of(data, state) {
  if (state.mode !== "map") return { text: change_caption(data, state), event: null };
  // By a changed method Python writes no sentences: a slider must not wait for 360 of them.
  return data.captions ? data.captions[state.step][state.month] : { text: step_caption(data, state), event: null };
}

function step_caption(data, state) {
  const before = state.month - (state.step === "year" ? 12 : 1);
  if (before < 0) return "Nothing is shown before this.";
  const moves = data.members.map((member, at) => ({ name: member.name, now: data.scores[state.month][at],
    by: data.scores[state.month][at] - data.scores[before][at] })).sort((a, b) => Math.abs(b.by) - Math.abs(a.by));
  const since = `Since ${month_name(data.months[before])}`;
  if (!moves[0] || Math.abs(moves[0].by) < 0.005) return `${since} no score moved by 0.01.`;
  return `${since} ${moves[0].name} moved most, ${signed(moves[0].by)} ${moves[0].by > 0 ? "towards" : "away from"} Moscow to ${signed(moves[0].now)}.`;
}

function change_caption(data, state) {
  const moves = data.members.map((member, at) => ({ name: member.name, at, by: change_at(data, at, state) }))
    .filter((move) => move.by !== null).sort((a, b) => Math.abs(b.by) - Math.abs(a.by));
  const [before, after] = [state.compare, state.month].map((month) => month_name(data.months[month]));
  const [most, least] = [moves[0], moves[moves.length - 1]];
  if (!most || Math.abs(most.by) < 0.005) return `${after} vs. ${before}: no score differs by 0.01.`;
  return `${after} vs. ${before}: ${most.name} differs most, ${signed(most.by)} ${most.by > 0 ? "towards" : "away from"} Moscow ` +
    `(${signed(data.scores[state.compare][most.at])} then, ${signed(data.scores[state.month][most.at])} now); ${least.name} least, ${signed(least.by)}.`;
}
