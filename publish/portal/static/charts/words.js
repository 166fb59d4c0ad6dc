// How charts write figures: as the pages do, 1.23 亿元 or CNY 1.23 billion, from whole 分 and never with a long tail.

const CHINESE = document.documentElement.lang.startsWith("zh");
/** @type {[number, string][]} 元 to the unit, largest first. */
const SCALES = CHINESE ? [[1e8, "亿元"], [1e4, "万元"], [1, "元"]] : [[1e9, "billion"], [1e6, "million"], [1, ""]];

/** @param {number} value 分, or a count @param {boolean} money @returns {string} */
export function figure(value, money) {
  if (!money) return value.toLocaleString("en-US");
  const [scale, unit] = scaleOf(value);
  const number = fixed(value, scale, 2);
  return CHINESE ? `${number} ${unit}` : `CNY ${number}${unit && ` ${unit}`}`;
}

/** The text of the ticks of an axis that reaches to `largest`, in one unit, and that unit's name.
 * @param {number} largest @param {boolean} money @returns {{unit: string, text: (value: number) => string}} */
export function axis(largest, money) {
  if (!money) return { unit: "", text: (value) => (Number.isInteger(value) ? value.toLocaleString("en-US") : "") };
  const [scale, unit] = scaleOf(largest);
  const named = CHINESE ? unit : ["CNY", unit].filter(Boolean).join(" ");
  return { unit: named, text: (value) => fixed(value, scale, 2).replace(/\.?0+$/, (zeros) => (zeros.startsWith(".") ? "" : zeros)) };
}

/** A part of a whole in percent, one decimal. @param {number} part @param {number} whole @returns {string} */
export function share(part, whole) {
  return whole > 0 ? `${((part / whole) * 100).toFixed(1)}%` : "";
}

/** @param {number} fen @returns {[number, string]} */
function scaleOf(fen) {
  return SCALES.find(([scale]) => Math.abs(fen) >= scale * 100) || SCALES[SCALES.length - 1];
}

/** @param {number} fen @param {number} scale @param {number} digits @returns {string} */
function fixed(fen, scale, digits) {
  const shown = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return (fen / (scale * 100)).toLocaleString("en-US", shown);
}

/** The length of a text in letters as wide as they are high. @param {string} text @returns {number} */
export function lengthOf(text) {
  return Array.from(text).reduce((length, letter) => length + (letter > "\u2e7f" ? 1 : 0.6), 0);
}
