// @ts-check
// Tells Python once something is on the page and the browser has nothing else to do. It is called anew with every run of
// the script: one look-out per element is enough, and it ends with the element.

const LONGEST_MS = 5000; // a browser that is never idle is to show everything, too
export default function timelineLater({ parentElement, data, setStateValue }) {
  parentElement.tell = () => setStateValue("come", true);
  if (parentElement.waiting) return;
  parentElement.waiting = true;
  const idle = (run) => (window.requestIdleCallback ? window.requestIdleCallback(run, { timeout: LONGEST_MS }) : setTimeout(run, 50));
  const look = () => {
    if (!parentElement.isConnected) return;
    if (document.querySelector(data.until)) idle(() => { parentElement.waiting = false; parentElement.tell(); });
    else setTimeout(look, 80);
  };
  look();
}
