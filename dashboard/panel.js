// The panel: drawn anew from plain values; every text through textContent. Open passages stay open.
export default function timeline_panel({ parentElement, data }) {
  let root = parentElement.querySelector(":scope > .csto-panel");
  if (!root) parentElement.append((root = html("div", { class: "csto-panel", "data-panel": true })));
  const open = new Set([...root.querySelectorAll("details[open]")].map((node) => node.dataset.key));
  const parts = [html("h3", { class: "panel-heading", text: data.heading })];
  if (data.chosen) parts.push(html("div", { class: "chosen-event" }, [html("p", { class: "over", text: "Chosen on the map" }), event_card(data.chosen)]));
  if (data.why) parts.push(why_box(data.why));
  if (!data.events.length) parts.push(html("p", { class: "nothing", text: data.chosen ? "No other event in this window." : "No event in this window. Choose a longer one above, or another month." }));
  parts.push(...data.events.map(event_card));
  if (data.left_out) parts.push(html("p", { class: "nothing", text: `${data.left_out} more in the files below.` }));
  root.replaceChildren(...parts);
  for (const node of root.querySelectorAll("details")) if (open.has(node.dataset.key)) node.open = true;
  return () => root.remove();
}

function event_card(event) {
  const effects = event.effects.map((text, at) => html("li", { class: `effect d${event.directions[at]}`, text }));
  return html("article", { class: "event", "data-panel-event": event.event_id }, [
    html("p", { class: "over" }, [html("span", { class: "when", text: event.when }), " · ", html("span", { text: event.place }),
      " · ", html("span", { class: "type", text: event.type })]),
    html("p", { class: "summary", text: event.summary }),
    effects.length ? html("ul", { class: "effects" }, effects) : null,
    event.disagree ? html("p", { class: "disagree", text: event.disagree }) : null,
    ...event.quotes.map((quote, at) => quote_box(quote, `${event.event_id}:${at}`)),
  ]);
}

function quote_box(quote, key) {
  const source = [quote.title, quote.outlet].filter(Boolean).join(", ");
  return html("details", { class: "quote", "data-key": key }, [
    html("summary", {}, [html("q", { text: quote.quote }), html("cite", { text: source }), html("span", { class: "more" })]),
    html("div", { class: "passage" }, [quote.before, html("mark", { text: quote.quote }), quote.after]),
  ]);
}

// The colour taken apart: each part as a bar on the latent scale, and their exact sum.
function why_box(why) {
  const most = Math.max(0.01, ...why.parts.map((part) => Math.abs(part.value)));
  const rows = why.parts.map((part) => {
    const bar = html("i", { class: part.value < 0 ? "bar away" : "bar towards" });
    bar.style.width = `${(50 * Math.abs(part.value)) / most}%`;
    bar.style.background = part.color;
    return html("tr", { class: part.event_id ? "" : "fixed", "data-part": part.event_id }, [html("td", { class: "part" }, [part_text(part)]),
      html("td", { class: "bars" }, [bar]), html("td", { class: "number", text: part.signed })]);
  });
  const swatch = html("i", { class: "swatch" });
  swatch.style.background = why.color;
  return html("details", { class: "why", open: true, "data-key": "why", "data-why": why.member }, [
    html("summary", {}, [swatch, html("strong", { text: why.title })]),
    html("table", {}, [html("tbody", {}, rows), html("tfoot", {}, [html("tr", {}, [
      html("td", { text: why.sum_text }), html("td", {}), html("td", { class: "number", text: why.sum })])])]),
    html("p", { class: "note", text: why.note }),
  ]);
}

// Each event opens into the sentences it was read from.
function part_text(part) {
  if (!part.quotes.length) return part.text;
  return html("details", { "data-key": `why:${part.event_id}` }, [html("summary", { text: part.text }),
    ...part.quotes.map((quote) => html("p", {}, [html("q", { text: quote.quote }),
      html("cite", { text: [quote.title, quote.outlet].filter(Boolean).join(", ") })]))]);
}
