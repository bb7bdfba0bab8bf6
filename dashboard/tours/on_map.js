// @ts-check
// Between the server and the map's tour line (`map/js/tour.js`): hands on the tour that the link opened, and what the map
// wants to keep as a stop. What is sent is sent again until the server says that it heard it; nothing is kept twice.

import { kept, onlyLatest } from "../map/js/dom.js";

const AGAIN_MS = 4000;
const BEGUN = "timeline-tour-begun"; // the tour that took a stop last: a page loaded anew goes on with it

export default function timelineTour({ parentElement, data, setTriggerValue }) {
  const desk = (parentElement.tourDesk ||= makeTourDesk());
  desk.send = (message) => setTriggerValue("add", message);
  desk.show(data);
  return onlyLatest(parentElement, () => { delete parentElement.tourDesk; desk.stop(); });
}

function makeTourDesk() {
  const name = `${Date.now()}-${Math.random()}`;
  let [tour, waiting, told, timer] = [null, [], 0, null];
  const say = (said) => document.dispatchEvent(new CustomEvent("timeline:tour-said", { detail: said }));
  const hand = () => document.dispatchEvent(new CustomEvent("timeline:tour", { detail: tour }));
  const desk = { send: null, show, stop };

  function show(data) {
    tour = data.tour;
    hand();
    if (data.heard.desk !== name || !waiting.length || data.heard.number < waiting[0].number) return;
    waiting = waiting.filter((one) => one.number > data.heard.number);
    say(data.said);
    if (data.said.tour) kept("sessionStorage").set(BEGUN, data.said.tour);
    next();
  }
  // One at a time: a second message in the same moment would take the place of the first.
  function next() {
    clearTimeout(timer);
    if (!waiting.length) return;
    desk.send(waiting[0]);
    timer = setTimeout(() => { say({ kind: "wait", text: "The server does not answer yet; the stop is not kept." }); next(); }, AGAIN_MS);
  }
  function add(event) {
    event.preventDefault(); // somebody is here who keeps it
    waiting.push({ desk: name, number: (told += 1), begun: kept("sessionStorage").get(BEGUN), ...event.detail });
    if (waiting.length === 1) next();
  }
  document.addEventListener("timeline:add-stop", add);
  document.addEventListener("timeline:tour-wanted", hand);
  function stop() {
    clearTimeout(timer);
    document.removeEventListener("timeline:add-stop", add);
    document.removeEventListener("timeline:tour-wanted", hand);
  }
  return desk;
}
