// @ts-check
// Decisions, and the lists from which one is chosen by its number.

const ASKING = ["look", "try"];

// One decision at a time: a key that is pressed twice decides once. What only asks for the page anew stands in no one's way.
export function decide(root, action, rest) {
  const busy = root.outbox.some((one) => !ASKING.includes(one.action));
  if (root.data.may && !busy) root.tell(action, rest);
}

// The list of the mode that is open: its rows in words, what a choice does, whether several may be chosen.
export function listed(root) {
  const { event, reasons, subjects } = root.data;
  const toggle = (at) => { if (!root.picked.delete(at)) root.picked.add(at); root.draw(); };
  if (!event) return null;
  switch (root.mode) {
    case "reject": return { title: "Reject: why?", rows: reasons.map((one) => [one.label, one.when]), choose: (at) => decide(root, "reject", { reason: reasons[at].word }) };
    case "contradict": return { title: "The reports contradict each other in", rows: subjects.map((word) => [word, ""]), choose: (at) => decide(root, "contradict", { reason: subjects[at] }) };
    case "same": return { title: "No contradiction in", rows: subjects.map((word) => [word, ""]), choose: (at) => decide(root, "same", { reason: subjects[at] }) };
    case "merge": return { title: event.alike.length ? "Merge with" : "No event of these days is like it.", many: true, choose: toggle,
      rows: event.alike.map((one) => [one.headline, one.when]),
      done: () => { if (root.picked.size) decide(root, "merge", { others: [...root.picked].map((at) => event.alike[at].event_id) }); } };
    case "split": return { title: event.tellings.length > 1 ? "Which tellings are another event?" : "It is told once: there is nothing to split.", many: true, choose: toggle,
      rows: event.tellings.map((one) => [one.pieces.map((piece) => piece.text).join(""), one.outlet || one.title]),
      done: () => { if (root.picked.size && root.picked.size < event.tellings.length) decide(root, "split", { apart: [...root.picked] }); } };
    default: return null;
  }
}
