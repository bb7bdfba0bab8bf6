// @ts-check
// The view as a picture or a slide: links that hold what is on the screen, and a copy for the clipboard. The server draws it, with the
// map's own modules (`dashboard/picture/`); nothing is taken from the screen.

import { button, html } from "./dom.js";

const FORMS = [["PNG", "map.png", 1], ["twice as large", "map.png", 2], ["SVG", "map.svg", 1], ["slide (PowerPoint)", "deck.pptx", 1], ["slide (PDF)", "deck.pdf", 1],
  ["12 months on a sheet", "small-multiples.pdf", 1, "months"], ["15 years on a sheet", "small-multiples.pdf", 1, "years"]];
const ON_SCREEN_ONLY = ["present", "panel", "theme", "quiet", "tour", "stop"];
const SAID_MS = 5000;

export function makePictureLinks(view) {
  const links = FORMS.map(([text, file, scale, span]) => html("a", { href: `files/${file}`, download: true, text, "data-file": file, "data-scale": scale, "data-span": span ?? "" }));
  const said = html("span", { class: "picture-said", role: "status" });
  const copyButton = button("Copy this view as a picture (C)", "Copy", copy, { class: "policy-button" });
  const node = html("p", { class: "pictures", "data-pictures": true }, [html("strong", { text: "Picture" }), ...links, copyButton, said]);
  let timer = null;
  // A link is written when somebody is about to follow it: a step has no need of it.
  for (const event of ["pointermove", "pointerdown", "focusin", "click"]) node.addEventListener(event, write, { capture: true, passive: true });

  function write() {
    for (const link of links) link.href = pictureAddress(view.asMessage(), window.location.href, link.dataset.file, link.dataset.scale, link.dataset.span);
  }
  function say(text) {
    clearTimeout(timer);
    said.textContent = text;
    timer = setTimeout(() => { said.textContent = ""; }, SAID_MS);
  }
  async function copy() {
    const drawn = fetch(pictureAddress(view.asMessage(), window.location.href, "map.png", "2")).then((answer) => {
      if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
      return answer.blob();
    });
    say("Drawing the picture …");
    try {
      // Given as a promise: browsers take a picture only within the moment of the key or the click.
      await navigator.clipboard.write([new ClipboardItem({ "image/png": drawn })]);
      say("The picture is in the clipboard.");
    } catch (error) {
      drawn.catch(() => {});
      say(`The picture was not copied (${error instanceof Error ? error.message : error}); take the PNG.`);
    }
  }
  return { node, copy, stop: () => clearTimeout(timer) };
}

// The address of a view's picture, slide or sheet of small maps (`span`: which months it shows).
export function pictureAddress(message, page, file, scale, span = "") {
  const query = viewQuery(message, page);
  if (scale !== "1") query.set("scale", scale);
  if (span) query.set("span", span);
  return `files/${file}?${query}`;
}

// A view without how its viewer looks at it, as a link's query; method and choice of reviewed events are those of the page's own address.
export function viewQuery(message, page) {
  const { searchParams: asked } = new URL(page);
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(message)) if (value && !ON_SCREEN_ONLY.includes(name) && !(name === "compare" && (message.mode || "map") === "map")) query.set(name, value);
  for (const name of ["method", "reviewed"]) if (asked.get(name)) query.set(name, asked.get(name));
  return query;
}
