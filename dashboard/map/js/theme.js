// @ts-check
// Light, dark or high contrast, by the system or by choice. The page's own theme is Streamlit's: it is asked by the message
// with which a host page would ask. Where the server does not allow that (another address than it knows), the choice is
// left where Streamlit looks for it and the page loads anew. High contrast is Streamlit's dark theme with our own styles.

import { html, kept } from "./dom.js";

export const THEMES = { system: "Theme", light: "Light", dark: "Dark", contrast: "Contrast" };
const MEDIA = { dark: "(prefers-color-scheme: dark)", contrast: "(prefers-contrast: more)" };
const rememberedAs = () => `stActiveTheme-${window.location.pathname}-v2`;
const TRIED = "timeline-theme-tried";

function themeOf(choice) {
  if (choice !== "system") return choice;
  return ["contrast", "dark"].find((name) => window.matchMedia(MEDIA[name]).matches) || "light";
}

// A busy browser has not answered yet: loading the page anew would keep it busier.
const onceIdle = window.requestIdleCallback || ((run) => setTimeout(run, 1000));

export function makeTheme(root, view) {
  let [late, asked] = [null, null];
  function wear() {
    const theme = themeOf(view.state.theme);
    document.documentElement.dataset.timelineTheme = theme;
    dress(root);
    const named = theme === "light" ? "Light" : "Dark";
    clearTimeout(late);
    asked = named;
    if (root.classList.contains("dark") === (named === "Dark")) return remember();
    window.postMessage({ stCommVersion: 1, type: "SET_CUSTOM_THEME_CONFIG", themeName: named }, window.location.origin);
    late = setTimeout(() => onceIdle(() => insist(named)), 1200);
  }
  function insist(named) {
    if (named !== asked) return;
    dress(root);
    if (root.classList.contains("dark") === (named === "Dark") || kept("sessionStorage").get(TRIED) === named) return;
    // What cannot be kept is not there after the page has loaded anew: then the page stays as it is.
    if (kept("sessionStorage").set(TRIED, named) && kept("localStorage").set(rememberedAs(), JSON.stringify(named))) window.location.reload();
  }
  // "By the system" must still be so the next time the page is opened.
  function remember() {
    kept("sessionStorage").remove(TRIED);
    if (view.state.theme === "system") kept("localStorage").remove(rememberedAs());
  }
  const heard = Object.values(MEDIA).map((query) => window.matchMedia(query));
  for (const list of heard) list.addEventListener("change", wear);
  return {
    wear,
    stop() { clearTimeout(late); asked = null; for (const list of heard) list.removeEventListener("change", wear); },
  };
}

// The component is called again when the theme changes; a dark page gets a dark sea and light labels.
export function dress(root) {
  const probe = html("i");
  probe.style.color = "var(--st-background-color, white)";
  root.parentElement.append(probe); // the root's own colours may be those of high contrast already
  const [red, green, blue] = (getComputedStyle(probe).color.match(/[\d.]+/g) || [255, 255, 255]).map(Number);
  probe.remove();
  const dark = 0.3 * red + 0.59 * green + 0.11 * blue < 110;
  root.classList.toggle("dark", dark);
  const wanted = document.documentElement.dataset.timelineTheme;
  root.dataset.theme = wanted === "contrast" && dark ? "contrast" : dark ? "dark" : "light";
}

export function nextTheme(view) {
  const names = Object.keys(THEMES);
  view.set({ theme: names[(names.indexOf(view.state.theme) + 1) % names.length] });
}
