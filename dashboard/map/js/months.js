// @ts-check
// Months as text: "2022-09" to words, and what a viewer types to a month.

const MONTH_WORDS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

// "2022-09"; once Enter says that it is whole also "9/2022", "Sep 2022", "september 2022", "2022".
export function readMonth(text, whole) {
  const said = text.trim().toLowerCase();
  if (/^\d{4}-\d{2}$/.test(said)) return said;
  if (!whole) return null;
  const year = said.match(/\d{4}/)?.[0];
  const rest = said.replace(year, "").replace(/[\s./,-]+/g, " ").trim();
  const number = rest === "" ? 1 : /^\d{1,2}$/.test(rest) ? Number(rest) : MONTH_WORDS.indexOf(rest.slice(0, 3)) + 1;
  return year && number >= 1 && number <= 12 ? `${year}-${String(number).padStart(2, "0")}` : null;
}

export function monthName(month) {
  const [year, number] = month.split("-").map(Number);
  const names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];
  return `${names[number - 1]} ${year}`;
}
