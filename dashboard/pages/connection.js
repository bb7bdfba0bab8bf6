// @ts-check
// The line to the server. While it is down the map goes on by itself, and one line says that the panel waits. When it is up
// again the whole page runs once: a server that was started anew knows nothing of this page, and Streamlit asks for nothing.

import { html, onlyLatest } from "../map/js/dom.js";

const QUIET_MS = 1500; // a line that is back at once is not worth a word
// A line that was cut without a word (a tunnel, a lid closed) is noticed by asking. This is the message with which a page
// around Streamlit's would ask it to; without an answer in time it makes its line anew.
const ASK_MS = 10_000;
const ANSWER_MS = 8_000;
const STATE = "data-test-connection-state"; // Streamlit's own mark on its page

export default function timelineConnection({ parentElement, setStateValue }) {
  parentElement.watch ||= watchLine(parentElement);
  parentElement.watch.tell = () => setStateValue("back", Date.now());
  return onlyLatest(parentElement, () => { parentElement.watch.stop(); parentElement.watch = null; });
}

function watchLine(parentElement) {
  const app = parentElement.closest("[data-testid=stApp]");
  const line = html("p", { class: "csto-connection", role: "status", "data-connection": true });
  const watch = { tell: () => {}, stop };
  let [down, timer] = [false, null];
  parentElement.append(line);

  function look() {
    const lost = app.getAttribute(STATE) !== "CONNECTED";
    if (lost === down) return;
    down = lost;
    clearTimeout(timer);
    if (lost) timer = setTimeout(() => say("The server does not answer. The map goes on; the panel waits and catches up by itself."), QUIET_MS);
    else { say(""); watch.tell(); }
  }
  function say(text) {
    line.textContent = text;
    document.documentElement.toggleAttribute("data-timeline-waits", Boolean(text));
  }
  const observer = new MutationObserver(look);
  observer.observe(app, { attributes: true, attributeFilter: [STATE] });
  const asking = setInterval(() => {
    if (!down) window.postMessage({ stCommVersion: 1, type: "SEND_APP_HEARTBEAT", ackTimeoutMilliseconds: ANSWER_MS }, window.location.origin);
  }, ASK_MS);
  function stop() {
    observer.disconnect();
    clearInterval(asking);
    clearTimeout(timer);
    say("");
    line.remove();
  }
  return watch;
}
