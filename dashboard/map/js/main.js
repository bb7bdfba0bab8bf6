// @ts-check
// The component. What lives as long as its element is the holder; the map on it is built from one bundle, and goes on
// until the next bundle has come. Whoever listens is told the view after a rest (`timeline:told`); Python is not.

import { listenPointer, makeActions } from "./actions.js";
import { makeCaption } from "./caption.js";
import { indexEvents } from "./cells.js";
import { makeCompare, makeCompareControls } from "./compare.js";
import { makeControls } from "./controls.js";
import { keepDateLines } from "./date_lines.js";
import { button, fillIn, html, onlyLatest } from "./dom.js";
import { makeEmbed, makeSourceLine, onlyTheMap } from "./embed.js";
import { makeEventCard } from "./event_card.js";
import { helpBox } from "./help.js";
import { makeInsets } from "./insets.js";
import { jumpTo } from "./jump.js";
import { listenKeys } from "./keys.js";
import { placeDue } from "./labels.js";
import { makeLegend } from "./legend.js";
import { paintMarkers, placeMarkers } from "./markers.js";
import { monthName } from "./months.js";
import { paintStates } from "./paint.js";
import { makePictureLinks } from "./picture_links.js";
import { makePlayer } from "./play.js";
import { makePresent } from "./present.js";
import { makeSheet, showFrame } from "./sheet.js";
import { move } from "./sheet_view.js";
import { dress, makeTheme } from "./theme.js";
import { makeTooltip } from "./tooltip.js";
import { makeTour } from "./tour.js";
import { aboutPanel, leftAt, makeView } from "./view.js";
import { makeWhatIf } from "./what_if.js";
import { makeZoneCard } from "./zone_card.js";
import { paintZones } from "./zones.js";
import { makeZoom } from "./zoom.js";

export default function timelineMap({ parentElement, data }) {
  const holder = (parentElement.timelineMap ||= makeHolder(parentElement));
  holder.given = data;
  holder.show(data.bundle);
  return onlyLatest(parentElement, () => {
    delete parentElement.timelineMap;
    holder.stop();
  });
}

function makeHolder(parentElement) {
  const holder = { given: null, map: null, show, stop };
  let [wanted, later, waiting] = [null, null, null];

  function show(address) {
    if (holder.map?.bundle === address) {
      wanted = address;
      holder.map.whatIf(holder.given.what_if, holder.given.reviewed);
      return dress(holder.map.root);
    }
    if (wanted === address) return null;
    wanted = address;
    if (!holder.map && !waiting) parentElement.append((waiting = html("p", { class: "waiting", role: "status", text: "Loading the map …" })));
    return load(address, 1);
  }
  function load(address, attempt) {
    fetch(address)
      .then((answer) => {
        if (!answer.ok) throw Object.assign(new Error(`its data answered ${answer.status}`), { final: true });
        return answer.json();
      })
      .then((bundle) => { if (wanted === address) swap(address, bundle); })
      .catch((error) => { if (wanted === address) fail(address, attempt, error); });
  }
  // A map that is there stays, whatever becomes of the next one. A line that is down is tried again.
  function fail(address, attempt, error) {
    if (waiting) fillIn(waiting, { class: "failed", role: "alert", text: `The map could not be loaded: ${error.message}. ${error.final ? "Reload the page." : "Trying again …"}` });
    if (!error.final) later = setTimeout(() => load(address, attempt + 1), Math.min(15000, 1000 * 2 ** attempt));
  }
  function swap(address, bundle) {
    const before = holder.map;
    const opening = { ...holder.given.opening, ...(before?.view.asMessage() || leftAt) };
    const [hadFocus, wasPlaying] = [before?.root.contains(document.activeElement), before?.isPlaying()];
    before?.stop();
    waiting?.remove();
    waiting = null;
    holder.map = build(parentElement, bundle, opening, holder);
    holder.map.bundle = address;
    if (hadFocus) holder.map.root.focus({ preventScroll: true });
    if (wasPlaying) holder.map.play();
  }
  function stop() {
    wanted = null;
    clearTimeout(later);
    waiting?.remove();
    holder.map?.stop();
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  }
  return holder;
}

function build(parentElement, data, opening, holder) {
  const given = holder.given;
  const alone = Boolean(given.embed.source);
  const root = html("div", { class: "csto-map", tabindex: 0, role: "group", "data-map": true,
    "data-date": opening.date, "aria-label": "Map with a date slider. Press ? for the keys." });
  parentElement.append(root);
  dress(root);
  indexEvents(data);
  const view = makeView(opening, data, given.defaults);
  view.tell = (about) => document.dispatchEvent(new CustomEvent("timeline:told", { detail: about }));
  Object.assign(root, { viewNow: () => aboutPanel(view.asMessage()) }); // for who comes later than the map
  const stage = html("div", { class: "stage" });
  const main = makeSheet(data, true);
  const insets = makeInsets(data, view);
  main.insets = insets.sheets;
  const live = html("div", { class: "live", "aria-live": "polite" });
  const announce = makeAnnouncer(live);
  const help = helpBox();
  const tip = makeTooltip(data, view, stage);
  const caption = makeCaption(data, view);
  const compare = makeCompare(data, main, stage, view);
  const present = makePresent(root, data, view);
  const theme = makeTheme(root, view);
  const lines = keepDateLines(data, view);
  const player = makePlayer(data, view);
  const pictures = makePictureLinks(view);
  const tour = makeTour(data, view, player, () => zoom, () => present.blackOut());
  const map = makeActions(data, view, () => zoom, help, present, player, pictures, tour);
  if (alone) onlyTheMap(root, map);
  const embed = makeEmbed(view, given);
  pictures.node.append(embed.opener);
  const controls = makeControls(data, view, map, player, makeCompareControls(data, view));
  const zones = makeZoneCard(data, view);
  const card = makeEventCard(data, view, alone);
  const side = html("div", { class: "side now" }, [main.node, insets.leaders, ...insets.figures, zoomButtons(map)]);
  stage.prepend(compare.versus, side, compare.side, ...zones.nodes, help, tour.toast, tour.warning);
  controls.top.prepend(present.clock);
  root.append(controls.top, tour.node, stage, caption.node, controls.bottom, makeLegend(data, view, zones.toggle, pictures.node, embed.box, tour.adder),
    alone ? makeSourceLine(view, given) : "", card.node, live);
  const zoom = makeZoom(main, stage, view, () => { paintMarkers(main, data, view.state); insets.connect(main, side, view.state.frame); compare.follow(); tip.hide(); });

  function paint(state, changed) {
    if (changed.includes("frame")) {
      showFrame(main, data, state.frame);
      root.dataset.frame = state.frame;
      stage.classList.remove("zoomed-in");
      if (root.dataset.ready) view.note({ zoom: null });
    }
    if (changed.includes("type") || changed.includes("present")) wearType(state);
    root.dataset.mode = state.mode;
    compare.paint(state, changed);
    present.paint(state, changed);
    caption.paint(state, changed);
    card.paint(state, changed);
    if (changed.includes("theme")) theme.wear();
    const drawn = state.frame === "focus" ? [main, ...insets.sheets] : [main];
    for (const sheet of drawn) {
      paintStates(sheet, data, state);
      if (["month", "frame", "zone"].some((name) => changed.includes(name))) paintZones(sheet, state);
      paintMarkers(sheet, data, state);
    }
    if (compare.lookAtFirst(state) || ["frame", "mode", "present", "panel", "type", "window"].some((name) => changed.includes(name))) fit();
    else for (const sheet of drawn) placeDue(sheet);
    if (changed.includes("month")) {
      root.dataset.date = data.months[state.month];
      lines.move();
      tip.refresh();
    }
    if (changed.includes("member")) document.documentElement.dataset.timelineMember = state.member || "";
    controls.show(state, changed);
    announce.say(`${monthName(data.months[state.month])}. ${caption.text()}`, map.isPlaying());
  }
  function wearType(state) {
    const large = state.type === "large" || state.present === "1";
    root.classList.toggle("large", large);
    for (const sheet of [main, ...compare.sheets, ...insets.sheets]) sheet.type = large ? "large" : "normal";
  }
  // Everything that keeps its size on the screen is placed anew when the room changes; a step does not.
  function fit() {
    insets.showIn(view.state.frame, main, side);
    for (const sheet of [main, ...insets.sheets]) { move(sheet); paintMarkers(sheet, data, view.state); placeMarkers(sheet); }
    compare.follow();
    insets.connect(main, side, view.state.frame);
  }
  view.on(paint);
  for (const sheet of insets.sheets) showFrame(sheet, data, sheet.inset.frame, sheet.inset.crop);
  paint(view.state, Object.keys(view.state));
  zoom.restore(view.state.zoom);
  view.toldAs(given.opening);
  const forgetPointer = listenPointer(root, stage, view, zoom, tip, data);
  const forgetKeys = listenKeys(root, map);
  const hearPanel = (said) => {
    const { jump } = said.detail;
    if (jump) zoom.reset();
    view.set(jump ? jumpTo(data, view.state, jump) : said.detail);
  };
  document.addEventListener("timeline:view", hearPanel);
  const resized = new ResizeObserver(fit);
  resized.observe(stage);
  const whatIf = makeWhatIf(root, stage, data, view);
  whatIf(given.what_if, given.reviewed);
  tour.ask();
  root.dataset.ready = "true";
  // Whatever reaches beyond the map's own elements ends here (docs/dashboard.md, "What must end with its map").
  function stop() {
    document.removeEventListener("timeline:view", hearPanel);
    announce.stop();
    for (const end of [card.stop, tour.stop, pictures.stop, caption.stop, lines.stop, map.pause, view.stop, present.stop, theme.stop, zoom.stop, forgetKeys, forgetPointer]) end();
    resized.disconnect();
    for (const name of ["timelineMember", "timelineTheme", "timelineEmbed"]) delete document.documentElement.dataset[name];
    root.remove();
  }
  return { root, view, whatIf, stop, isPlaying: map.isPlaying, play: map.play };
}

// Spoken after a step has come to rest, not sixty times a second.
function makeAnnouncer(live) {
  let timer = null;
  return {
    say(text, playing) {
      clearTimeout(timer);
      if (!playing) timer = setTimeout(() => { live.textContent = text; }, 400);
    },
    stop: () => clearTimeout(timer),
  };
}

function zoomButtons(map) {
  return html("div", { class: "zoom-buttons over" }, [
    button("Zoom in (+)", "+", () => map.zoom("in")), button("Zoom out (-)", "−", () => map.zoom("out")),
    button("Whole map again (0)", "⤢", () => map.zoom("reset"))]);
}
