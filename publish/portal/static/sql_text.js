// The texts of the SQL page: queries, addresses, CSV. No page and no engine here.

/** Statements that give rows and may stand inside another query. */
const READS = /^(?:select|with|from|values|table|pivot|unpivot|describe|summarize|show|\()/i;

/** Quoted text, comments, semicolons, white space, and all between them. */
const PIECES = /'(?:[^']|'')*'|"(?:[^"]|"")*"|(--[^\n]*|\/\*[\s\S]*?\*\/|;|\s+)|[^'";\s/-]+|[\s\S]/g;

/**
 * The query without what may not stand inside another: semicolons, white space and comments at its end.
 * @param {string} text
 * @returns {string}
 */
export function bare(text) {
  let end = 0;
  for (const piece of text.matchAll(PIECES)) {
    if (piece[1] === undefined) end = piece.index + piece[0].length;
  }
  return text.slice(0, end);
}

/**
 * Whether the query gives rows, so that it can be asked about and cut.
 * @param {string} query
 */
export function reads(query) {
  return READS.test(query.replace(/^(?:\s+|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/, ""));
}

/**
 * The query with every value as text: amounts arrive digit by digit, never as a binary fraction.
 * @param {string} query
 */
export function asText(query) {
  return `SELECT COLUMNS(*)::VARCHAR FROM (\n${query}\n)`;
}

/**
 * The query that an address carries after its #; it is never sent to the server.
 * @param {string} hash
 * @returns {string | null}
 */
export function queryOf(hash) {
  return new URLSearchParams(hash.replace(/^#/, "")).get("q");
}

/** @param {string} query */
export function hashOf(query) {
  return `#${new URLSearchParams({ q: query })}`;
}

/**
 * One line of CSV as the published files have them: NULL is nothing, an empty text is "".
 * @param {(string | null)[]} cells
 */
export function csvLine(cells) {
  const quoted = cells.map((cell) => {
    if (cell === null) return "";
    return cell === "" || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  });
  return `${quoted.join(",")}\n`;
}

/**
 * Whether values of this type are shown as numbers, to the right.
 * @param {string} type
 */
export function isNumber(type) {
  return /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DECIMAL|DOUBLE|FLOAT)/.test(type) && !type.endsWith("]");
}
