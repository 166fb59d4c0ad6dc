// What a list can be narrowed by, and how many of it each choice would leave. Knows nothing of the page.

/** @typedef {Object<string, string[]>} Values of one thing by facet: {theme: ["budget"], year: ["2025", "2026"]} */
/** @typedef {Object<string, string>} Chosen value by facet; none and "" narrow nothing */

export const FACETS = ["kind", "theme", "department", "year", "format", "freshness"];
const DAY = 86_400_000;
const AGES = [["30", 30], ["90", 90], ["365", 365]];

/**
 * How fresh a thing is, as values of its facet; an age holds for longer ones too.
 * @param {string} updated moment of the newest release, "" for none
 * @param {boolean} overdue
 * @param {number} now milliseconds
 * @returns {string[]}
 */
export function freshness(updated, overdue, now) {
  const late = overdue ? ["overdue"] : [];
  if (!updated) return ["never", ...late];
  const age = (now - Date.parse(updated)) / DAY;
  const within = AGES.filter(([, days]) => age <= days).map(([name]) => name);
  return [...(within.length ? within : ["older"]), ...late];
}

/**
 * Whether a thing has all that is chosen, one facet left aside.
 * @param {Values} values @param {Chosen} chosen @param {string} [except]
 */
export function passes(values, chosen, except) {
  return FACETS.every((name) => name === except || !chosen[name] || (values[name] || []).includes(chosen[name]));
}

/**
 * How many things each value of a facet would leave, the other facets as chosen.
 * @param {Values[]} every @param {Chosen} chosen @param {string} facet
 * @returns {Map<string, number>}
 */
export function counts(every, chosen, facet) {
  const found = new Map();
  for (const values of every) {
    if (!passes(values, chosen, facet)) continue;
    for (const value of values[facet] || []) found.set(value, (found.get(value) || 0) + 1);
  }
  return found;
}
