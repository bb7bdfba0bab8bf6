// The charts' lines at the shown month. Set on the lines themselves: a property of the whole page would make the browser
// look at every element of it anew, at every step; and by a transform, which lays nothing out anew. A chart may come later
// than the map, or be drawn anew.
function keep_date_lines(data, view) {
  const lines = document.getElementsByClassName("date-line");
  function move_lines() {
    const shift = `translateX(${((view.state.month / (data.months.length - 1)) * 100).toFixed(3)}cqw)`;
    for (const line of lines) line.style.transform = shift;
  }
  const watch = new MutationObserver(() => { if (lines.length && !lines[0].style.transform) move_lines(); });
  watch.observe(document.body, { childList: true, subtree: true });
  return { move: move_lines, stop: () => watch.disconnect() };
}
