// What the browser's modules are held to. Types are checked by `tsc` (tsconfig.json).
import js from "@eslint/js";

const BROWSER = [
  "AbortController", "Blob", "ClipboardItem", "CSS", "CustomEvent", "Document", "Element", "HTMLElement", "MutationObserver", "Node", "ResizeObserver", "URL", "URLSearchParams",
  "clearInterval", "clearTimeout", "console", "document", "fetch", "getComputedStyle", "navigator", "performance", "requestAnimationFrame", "setInterval", "setTimeout", "window",
];

export default [
  { ignores: [".venv/**", "node_modules/**", "static/**", "build/**"] },
  js.configs.recommended,
  {
    files: ["dashboard/**/*.js", "tests/dashboard/js/*.mjs"],
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: Object.fromEntries(BROWSER.map((name) => [name, "readonly"])) },
    rules: {
      camelcase: ["error", { properties: "never" }], // the bundle's keys are Python's
      complexity: ["error", 20],
      eqeqeq: "error",
      "max-lines": ["error", 300],
      "no-shadow": ["error", { builtinGlobals: false, hoist: "functions" }],
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-var": "error",
      "one-var": ["error", "never"],
      "prefer-const": ["error", { destructuring: "all" }],
      "no-restricted-properties": ["error", { property: "innerHTML", message: "Texts from articles reach the page as text." },
        { property: "outerHTML", message: "Texts from articles reach the page as text." }],
    },
  },
];
