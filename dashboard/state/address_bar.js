// @ts-check
// The address of a page without the map says what that page shows and no more. Streamlit's own way of writing it adds a
// step to the browser's history each time: Back then leads to the same page again.

export default function timelineAddress({ data }) {
  const url = new URL(window.location.href);
  url.search = data.query;
  if (url.href !== window.location.href) window.history.replaceState(window.history.state, "", url);
}
