// @ts-check
// A search over all events and articles, at the top of the panel (/). What is found takes the panel's place until the search
// is closed; a click on it takes the map to its month, its state and its place. What was typed and what was found is text only.

import { button, html, said } from "../map/js/dom.js";
import { TITLE_LETTERS, eventCard, tellMap } from "./cards.js";

const TYPING_REST_MS = 250;
const MOST_TYPED = 200;
const SMALL_SCREEN = "(max-width: 760px)";

// `opened` is told whether the search stands in the panel's place.
export function makeSearch(opened) {
  const input = html("input", { type: "search", class: "search-input", placeholder: "Search events and articles ( / )", maxlength: MOST_TYPED,
    autocomplete: "off", spellcheck: "false", "aria-label": "Search events and articles by their words", "data-search": true });
  const close = button("Close the search (Escape)", "✕", () => end(), { class: "close" });
  const found = html("div", { class: "found", role: "status", "data-found": true });
  const node = html("search", { class: "search" }, [html("div", { class: "search-line" }, [input, close]), found]);
  let [reviewed, timer, abort, asked] = ["", null, null, ""];
  close.hidden = found.hidden = true;

  function look() {
    clearTimeout(timer);
    const words = input.value.trim();
    show(Boolean(words));
    if (!words) return forget();
    timer = setTimeout(() => ask(words), TYPING_REST_MS);
  }
  async function ask(words) {
    const query = new URLSearchParams({ words, ...(reviewed ? { reviewed } : {}) });
    if (asked === `${query}`) return;
    forget();
    asked = `${query}`;
    const mine = (abort = new AbortController());
    try {
      const answer = await fetch(`panel/search?${query}`, { signal: mine.signal });
      const told = await answer.json();
      if (abort === mine) found.replaceChildren(...(answer.ok ? results(words, told) : [line(told.away ?? told.refused ?? "The search failed.")]));
    } catch {
      if (abort !== mine) return; // another question came first
      asked = "";
      found.replaceChildren(line("The server does not answer. Press Enter to search again."));
    }
  }
  function forget() {
    abort?.abort();
    [abort, asked] = [null, ""];
    found.replaceChildren();
  }
  function show(on) {
    close.hidden = found.hidden = !on;
    opened(on);
  }
  function end() {
    input.value = "";
    clearTimeout(timer);
    forget();
    show(false);
    node.classList.remove("asked-for");
    /** @type {HTMLElement | null} */ (document.querySelector("[data-map]"))?.focus({ preventScroll: true }); // its keys again
  }
  const begin = () => {
    node.classList.add("asked-for");
    input.focus();
    input.select();
  };
  input.addEventListener("input", look);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") end();
    else if (event.key === "Enter") { asked = ""; clearTimeout(timer); ask(input.value.trim()); }
    else if (event.key === "ArrowDown") /** @type {HTMLElement | null} */ (found.querySelector("button"))?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("timeline:search", begin);
  return {
    node,
    // Which events the page shows: those alone are found.
    of(choice) {
      if (choice === reviewed) return;
      reviewed = choice;
      if (input.value.trim()) look();
    },
    stop() {
      clearTimeout(timer);
      abort?.abort();
      document.removeEventListener("timeline:search", begin);
    },
  };
}

function results(words, told) {
  const [events, articles] = [told.events.map(foundEvent), told.articles.map(foundArticle)];
  if (!events.length && !articles.length) return [line(`Nothing has all of these words: ${words}`)];
  return [
    line(`${counted(told.event_count, "event")} and ${counted(told.article_count, "article")} found. A click shows it on the map.`),
    ...events, events.length < told.event_count ? line(`The newest ${events.length} are listed: another word narrows them down.`) : null,
    articles.length ? html("h3", { class: "group", text: "Articles" }) : null,
    ...articles, articles.length < told.article_count ? line(`The newest ${articles.length} are listed.`) : null,
  ].filter(Boolean);
}

function foundEvent(event) {
  return eventCard(event, false, () => go(event.jump));
}

// An article is shown by the first event that it tells; one without events can only be read.
function foundArticle(article) {
  const link = html("a", { href: `article?${new URLSearchParams({ document: article.document })}`, target: "_blank", rel: "noopener", class: "into-article", text: "Read it",
    "aria-label": `Read the article: ${article.title} (new tab)` });
  const title = article.jump
    ? html("button", { type: "button", class: "show-event", title: "Show its first event on the map" }, [said("span", article.title, TITLE_LETTERS)])
    : said("span", article.title, TITLE_LETTERS);
  if (article.jump) title.addEventListener("click", () => go(article.jump));
  return html("article", { class: "event found-article", "data-found-article": article.document }, [
    html("h3", { class: "summary" }, [title]),
    html("p", { class: "source" }, [said("span", article.outlet, TITLE_LETTERS), article.outlet ? ", " : "", `${article.published}; ${counted(article.events, "event")}. `, link])]);
}

function go(jump) {
  tellMap({ jump });
  if (window.matchMedia(SMALL_SCREEN).matches) document.querySelector("[data-map]")?.scrollIntoView({ block: "start" });
}

function line(text) {
  return html("p", { class: "nothing", text });
}

function counted(number, word) {
  return `${number ? number.toLocaleString("en") : "No"} ${word}${number === 1 ? "" : "s"}`;
}
