// Reads what a chart shows out of its table: the label of a row is the text of its heading, its figures are in the cells.

/**
 * @typedef {Object} Series
 * @property {string} name what the cells of it carry in `data-series`
 * @property {string} title the text of the column's heading
 *
 * @typedef {Object} Span a stretch of days; `to` is empty for a single day
 * @property {string} series
 * @property {string} from ISO date
 * @property {string} to
 * @property {string} text the cell's text
 *
 * @typedef {Object} Row
 * @property {string} label
 * @property {string} href the address of the row's own page, empty where it has none
 * @property {Record<string, number>} values whole numbers by series: 分 (`data-fen`) or a count (`data-count`)
 * @property {Span[]} spans
 *
 * @typedef {Object} Data
 * @property {boolean} money whether the figures are 分
 * @property {Series[]} series
 * @property {Row[]} rows
 */

const VALUED = "[data-fen], [data-count]";
const DATED = "[data-from]";

/** @param {HTMLElement} figure @returns {Data} */
export function readTable(figure) {
  const table = document.getElementById(figure.dataset.table || "");
  if (!table) throw new Error(`no table ${figure.dataset.table} for a chart`);
  const wanted = (figure.dataset.series || "").split(" ").filter(Boolean);
  const body = Array.from(table.querySelectorAll("tbody tr:not([data-skip])"));
  const names = wanted.length ? wanted : seriesOf(table, body);
  const rows = body.map((row) => readRow(row, names)).filter((row) => row.spans.length || Object.keys(row.values).length);
  const series = names.map((name) => ({ name, title: heading(table, name) }));
  return { money: Boolean(table.querySelector("tbody [data-fen]")), series, rows };
}

/** The series that any row has, in the order of the headings. @param {Element} table @param {Element[]} rows @returns {string[]} */
function seriesOf(table, rows) {
  const cells = rows.flatMap((row) => Array.from(row.querySelectorAll(`${VALUED}, ${DATED}`)));
  const found = new Set(cells.map(seriesName));
  const headed = Array.from(table.querySelectorAll("thead th[data-series]"), seriesName).filter((name) => found.has(name));
  return [...new Set([...headed, ...found])];
}

/** @param {Element} row @param {string[]} names @returns {Row} */
function readRow(row, names) {
  const head = /** @type {HTMLElement | null} */ (row.querySelector("th[scope=row], th"));
  const values = /** @type {Record<string, number>} */ ({});
  for (const cell of row.querySelectorAll(VALUED)) {
    const { fen, count } = /** @type {HTMLElement} */ (cell).dataset;
    const value = Number(fen ?? count);
    if (!Number.isSafeInteger(value)) throw new Error(`not a whole number: ${fen ?? count}`);
    if (names.includes(seriesName(cell))) values[seriesName(cell)] = value;
  }
  return {
    label: (head?.dataset.name || head?.textContent || "").trim().replace(/\s+/g, " "),
    href: /** @type {HTMLAnchorElement | null} */ (head?.querySelector("a[href]"))?.href || "",
    values,
    spans: Array.from(row.querySelectorAll(DATED), readSpan).filter((span) => names.includes(span.series)),
  };
}

/** @param {Element} cell @returns {Span} */
function readSpan(cell) {
  const { from = "", to = "" } = /** @type {HTMLElement} */ (cell).dataset;
  return { series: seriesName(cell), from, to, text: (cell.textContent || "").trim().replace(/\s+/g, " ") };
}

/** @param {Element} cell @returns {string} */
function seriesName(cell) {
  return /** @type {HTMLElement} */ (cell).dataset.series || "value";
}

/** @param {Element} table @param {string} name @returns {string} */
function heading(table, name) {
  const found = Array.from(table.querySelectorAll("thead th[data-series]")).find((cell) => seriesName(cell) === name);
  return (found?.textContent || "").trim().replace(/\s+/g, " ");
}
