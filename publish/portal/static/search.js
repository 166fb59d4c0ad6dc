// Finds entries by plain substrings: exact in Chinese, whatever the words. Knows nothing of the page.
import { freshness } from "./facets.js";

/** @typedef {{kind: string, address: string, zh: string, en?: string, pinyin?: string, about_zh?: string,
 *   about_en?: string, words?: string, theme?: string, departments?: string[], years?: number[], formats?: string[],
 *   updated?: string, overdue?: boolean}} Entry an entry of search/*.json */
/** @typedef {{entry: Entry, titles: string[], pinyin: string[], words: string, about: string,
 *   values: import("./facets.js").Values}} Prepared */

/** Equal hits stand in this order. */
const KINDS = ["dataset", "budget", "department", "page", "purchase", "project", "supplier", "rule"];
/** What a hit is worth: whole title, its beginning, in it; words not shown, description; and the same in pinyin. */
const WORTH = { whole: 100, begins: 60, title: 45, words: 25, about: 20, pinyin: 8, pinyinBegins: 6, pinyinIn: 4 };
/** Who types a name looks for its own page before things that bear it, too. */
const WEIGHT = { department: 1.5, dataset: 1.2, budget: 1.2, page: 1.2 };
const LATIN = /^[a-z]{2,}$/;

/** Letters as they are compared: full and half width, large and small are one. @param {string} text */
export function plain(text) {
  return text.normalize("NFKC").toLowerCase();
}

/** The words of a query. @param {string} query @returns {string[]} */
export function wordsOf(query) {
  return plain(query).split(/\s+/u).filter(Boolean);
}

/** Make entries ready to be asked. @param {Entry[]} entries @param {number} now @returns {Prepared[]} */
export function prepare(entries, now) {
  return entries.map((entry) => ({
    entry,
    titles: [entry.zh, entry.en || ""].map(plain).filter(Boolean),
    pinyin: (entry.pinyin || "").split(" ").filter(Boolean),
    words: plain(entry.words || ""),
    about: plain(`${entry.about_zh || ""} ${entry.about_en || ""}`),
    values: {
      kind: [entry.kind],
      theme: entry.theme ? [entry.theme] : [],
      department: entry.departments || [],
      year: (entry.years || []).map(String),
      format: entry.formats || [],
      freshness: entry.kind === "dataset" ? freshness(entry.updated || "", Boolean(entry.overdue), now) : [],
    },
  }));
}

/** What a word is worth in an entry, 0 where it does not stand. @param {Prepared} one @param {string} word */
function worth(one, word) {
  let best = 0;
  for (const title of one.titles) {
    const at = title.indexOf(word);
    if (at < 0) continue;
    const place = title === word ? WORTH.whole : at === 0 ? WORTH.begins : WORTH.title;
    best = Math.max(best, place + (5 * word.length) / title.length);
  }
  if (best) return best;
  if (one.words.includes(word)) return WORTH.words;
  if (one.about.includes(word)) return WORTH.about;
  if (!LATIN.test(word)) return 0;
  if (one.pinyin.includes(word)) return WORTH.pinyin;
  if (one.pinyin.some((letters) => letters.startsWith(word))) return WORTH.pinyinBegins;
  return one.pinyin.some((letters) => letters.includes(word)) ? WORTH.pinyinIn : 0;
}

/**
 * The entries in which every word stands, best first; all of them in their order for no word.
 * @param {Prepared[]} prepared @param {string} query @returns {Prepared[]}
 */
export function search(prepared, query) {
  const words = wordsOf(query);
  const found = [];
  for (const [nth, one] of prepared.entries()) {
    let sum = 0;
    const all = words.every((word) => {
      const value = worth(one, word);
      sum += value;
      return value;
    });
    sum *= WEIGHT[one.entry.kind] || 1;
    if (all) found.push([sum, KINDS.indexOf(one.entry.kind), nth, one]);
  }
  found.sort((a, b) => b[0] - a[0] || a[1] - b[1] || a[2] - b[2]);
  return found.map((each) => each[3]);
}

/**
 * A text in pieces, each with whether it is one of the words; put together they are the text.
 * @param {string} text @param {string[]} words @returns {[string, boolean][]}
 */
export function pieces(text, words) {
  const folded = text.toLowerCase();
  const parts = [];
  let from = 0;
  while (from < text.length) {
    let next = text.length;
    let length = 0;
    for (const word of words) {
      const at = folded.indexOf(word, from);
      if (at >= 0 && (at < next || (at === next && word.length > length))) [next, length] = [at, word.length];
    }
    if (next > from) parts.push([text.slice(from, next), false]);
    if (length) parts.push([text.slice(next, next + length), true]);
    from = next + length;
  }
  return parts;
}

/**
 * A little of a text around the first of the words in it, "" where none of them is.
 * @param {string} text @param {string[]} words @param {number} [around]
 */
export function excerpt(text, words, around = 24) {
  const folded = text.toLowerCase();
  const places = words.map((word) => folded.indexOf(word)).filter((at) => at >= 0);
  if (!places.length) return "";
  const from = Math.max(0, Math.min(...places) - around);
  const to = Math.min(text.length, from + 3 * around);
  return `${from ? "…" : ""}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
}
