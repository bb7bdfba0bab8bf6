// @ts-check
// What the window with the map and the presenter's window say to each other, within one browser and one origin. A map
// tells which stop it shows whenever that changes, or when it is asked; a presenter follows the map it heard last.

const CHANNEL = "timeline-tour";

// `hear` gets what the other windows say. Where the browser grants no channel, nothing is said and nothing heard.
export function tourChannel(hear) {
  const name = `${Date.now()}-${Math.random()}`;
  let channel = null;
  try {
    channel = new window.BroadcastChannel(CHANNEL);
    channel.onmessage = (event) => { if (event.data && typeof event.data === "object") hear(event.data); };
  } catch { /* the window stays alone */ }
  return {
    name,
    say(message) { channel?.postMessage({ from: name, ...message }); },
    close() { channel?.close(); },
  };
}
