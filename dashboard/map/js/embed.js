// @ts-check
// The map within another page (`?embed=1`): the line below it that says where it comes from and leads to the whole app,
// and, in the app, the snippet that puts it there. Which pages may show it is the server's to say (FRAME_ANCESTORS).

import { button, html } from "./dom.js";
import { monthName } from "./months.js";
import { viewQuery } from "./picture_links.js";

const NOBODY = "'none'";
const HEIGHT = 640;
const NOT_ALONE = ["present", "begin", "panel", "search", "copyPicture", "addStop", "takeStop", "presenter", "tourStop"];
const MARKUP = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" };

export function makeSourceLine(view, { embed, defaults }) {
  const link = html("a", { class: "embed-open", href: "./", target: "_blank", rel: "noopener", text: "Open the whole dashboard, with every event and its source" });
  const node = html("p", { class: "embed-source", "data-embed-source": true }, [html("span", { text: `${embed.source} ` }), link]);
  // Written when somebody is about to follow it, as the links of pictures are.
  const write = () => { link.href = `./?${shortQuery(view.asMessage(), window.location.href, defaults)}`; };
  for (const event of ["pointermove", "pointerdown", "focusin", "click"]) node.addEventListener(event, write, { capture: true, passive: true });
  write();
  return node;
}

// What needs the rest of the app is left out: its panel, the presentation, tours, and whatever is kept.
export function onlyTheMap(root, actions) {
  document.documentElement.dataset.timelineEmbed = "1";
  root.classList.add("embedded");
  for (const name of NOT_ALONE) actions[name] = () => {};
}

export function makeEmbed(view, { embed, defaults }) {
  const text = /** @type {HTMLTextAreaElement} */ (html("textarea", { class: "embed-text", readonly: true, rows: 4, "aria-label": "HTML that shows this view in another page" }));
  const said = html("span", { class: "embed-said", role: "status" });
  const box = html("div", { class: "embed-box" }, [
    html("p", { text: "This view, in a page of another site. Who reads it there can step, play and choose; nothing can be reviewed or kept." }),
    text, html("p", {}, [button("Copy the HTML", "Copy", copy, { class: "policy-button" }), said]), html("p", { class: "embed-allowed", text: whoMay(embed.ancestors) })]);
  const opener = button("HTML that shows this view in another page", "Embed", toggle, { class: "policy-button", "aria-expanded": "false" });
  box.hidden = true;

  function toggle() {
    box.hidden = !box.hidden;
    opener.setAttribute("aria-expanded", String(!box.hidden));
    said.textContent = "";
    write();
  }
  function write() {
    if (!box.hidden) text.value = snippet(view.asMessage(), window.location.href, defaults);
  }
  async function copy() {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      said.textContent = "Copied.";
    } catch {
      said.textContent = "Not copied: the text is chosen, copy it by Ctrl+C.";
    }
  }
  view.on(write);
  return { opener, box };
}

export function whoMay(ancestors) {
  if (!ancestors || ancestors === NOBODY) return "No page may show it yet: whoever runs this server names those that may in the setting FRAME_ANCESTORS (docs/operations.md).";
  return `These pages may show it (setting FRAME_ANCESTORS): ${ancestors}`;
}

// The view as an element of another page.
export function snippet(message, page, defaults) {
  const address = new URL(`./?embed=1&${shortQuery(message, page, defaults)}`, page);
  const title = `CSTO Alignment Timeline, ${monthName(message.date)}`;
  return `<iframe src="${escaped(address.href)}" title="${escaped(title)}" width="100%" height="${HEIGHT}" style="border: 0" loading="lazy" allow="fullscreen"></iframe>`;
}

// Without what a link need not say.
function shortQuery(message, page, defaults) {
  return viewQuery(Object.fromEntries(Object.entries(message).filter(([name, value]) => value !== defaults[name])), page);
}

function escaped(text) {
  return text.replace(/[&"<>]/g, (sign) => MARKUP[sign]);
}
