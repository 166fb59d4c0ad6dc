// What all charts share: the page's colours and letters, and what is told where the pointer rests.

/**
 * @typedef {Object} Look
 * @property {string} ink @property {string} quiet @property {string} line @property {string} page
 * @property {string[]} areas colours that carry white letters @property {string[]} colours those of bars and lines
 * @property {number} size @property {string} family
 */

/** @param {HTMLElement} figure @returns {Look} */
export function lookOf(figure) {
  const style = getComputedStyle(figure);
  const read = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  return {
    ink: read("--ink"),
    quiet: read("--quiet"),
    line: read("--line"),
    page: read("--page"),
    areas: Array.from({ length: 10 }, (_, number) => read(`--chart-${number}`)),
    colours: Array.from({ length: 6 }, (_, number) => read(`--series-${number}`)),
    size: Math.round(parseFloat(style.fontSize) * 0.82),
    family: style.fontFamily,
  };
}

/** What every chart has; nothing moves. @param {Look} look @returns {Record<string, unknown>} */
export function common(look) {
  return {
    animation: false,
    color: look.colours,
    textStyle: { fontFamily: look.family, fontSize: look.size, color: look.ink },
  };
}

/** A box built of text nodes: nothing in it is ever read as HTML. @param {string} title @param {string[]} lines
 * @returns {HTMLElement} */
export function box(title, lines) {
  const made = document.createElement("div");
  const head = made.appendChild(document.createElement("strong"));
  head.textContent = title;
  for (const line of lines) made.appendChild(document.createElement("div")).textContent = line;
  return made;
}

/** @param {Look} look @param {(params: any) => HTMLElement} formatter @param {string} [trigger] */
export function tooltip(look, formatter, trigger = "item") {
  return {
    trigger,
    confine: true,
    className: "chart-tip",
    backgroundColor: look.page,
    borderColor: look.line,
    textStyle: { color: look.ink, fontFamily: look.family, fontSize: look.size },
    axisPointer: { type: "shadow" },
    formatter,
  };
}
