// @ts-check
// The charts' lines at the shown month. Set on the lines themselves: a property of the whole page would make the browser
// look at every element of it anew, at every step; and by a transform, which lays nothing out anew. A chart may come later
// than the map, or be drawn anew.

export function keepDateLines(data, view) {
  const lines = /** @type {HTMLCollectionOf<HTMLElement>} */ (document.getElementsByClassName("date-line"));
  function moveLines() {
    const shift = `translateX(${((view.state.month / (data.months.length - 1)) * 100).toFixed(3)}cqw)`;
    for (const line of lines) line.style.transform = shift;
  }
  const watch = new MutationObserver(() => { if (lines.length && !lines[0].style.transform) moveLines(); });
  watch.observe(document.body, { childList: true, subtree: true });
  return { move: moveLines, stop: () => watch.disconnect() };
}
