// @ts-check
// How large the names are that stand on a sheet: measured once for each text, size of type and size of the window.

export function boxOf(sheet, label, text) {
  const { width, height } = sizeOf(sheet, label, text);
  return { wide: (width + 4) * sheet.unit, tall: (height + 1) * sheet.unit };
}

// Measured once for each text, size of type and size of the window, in pixels of the screen.
function sizeOf(sheet, label, text) {
  const key = sizeKey(sheet, text);
  if (!label.sizes.has(key)) {
    showToMeasure(label, text);
    readSize(label, text, key);
  }
  return label.sizes.get(key);
}

function sizeKey(sheet, text) {
  return `${text}:${sheet.type || "normal"}:${sheet.screen}`;
}

// All that are not known yet at once: first they are written, then they are read, so that the page is laid out only once.
export function measure(sheet) {
  const due = sheet.labels.filter((label) => !label.sizes.has(sizeKey(sheet, label.text)));
  for (const label of due) showToMeasure(label, label.text);
  for (const label of due) readSize(label, label.text, sizeKey(sheet, label.text));
}

function showToMeasure(label, text) {
  label.node.style.display = "";
  if (label.said !== text) label.node.textContent = label.said = text;
  label.spot = undefined; // what it shows now is no place of its own
}

function readSize(label, text, key) {
  const height = Number.parseFloat(getComputedStyle(label.node).fontSize) || 12;
  label.sizes.set(key, { width: label.node.getComputedTextLength() || text.length * height * 0.6, height: height * 1.15 });
}
