// Which chart a figure is, how tall it gets, and where a click leads.
import { bars, barsHeight } from "./bars.js";
import { gantt, ganttHeight } from "./gantt.js";
import { lines } from "./lines.js";
import { lookOf } from "./look.js";
import { fitTreemap, treemap } from "./treemap.js";

/** @typedef {import("./table.js").Data} Data */

const KINDS = { treemap, bar: bars, line: lines, gantt };
/** @type {Record<string, (data: Data, figure: HTMLElement) => number>} Heights in pixels; the others follow the style sheet. */
const HEIGHTS = { bar: barsHeight, gantt: ganttHeight };

/** @param {any} library @param {HTMLElement} figure @param {HTMLElement} canvas @param {Data} data @returns {() => void} */
export function drawing(library, figure, canvas, data) {
  const kind = figure.dataset.chart || "";
  const make = KINDS[/** @type {keyof typeof KINDS} */ (kind)];
  if (!make) throw new Error(`no chart of kind ${kind}`);
  if (HEIGHTS[kind]) canvas.style.height = `${HEIGHTS[kind](data, figure)}px`;
  const chart = library.init(canvas, null, { renderer: "svg" });
  chart.on("click", follow);
  return () => {
    chart.resize();
    const look = lookOf(figure);
    const option = make(data, figure, look, canvas.clientWidth);
    chart.setOption(option, { notMerge: true });
    if (kind === "treemap") fitTreemap(chart, option, look);
  };
}

/** @param {any} clicked @returns {void} */
function follow(clicked) {
  const href = clicked.data?.href;
  if (!href) return;
  const pressed = clicked.event?.event;
  if (pressed?.ctrlKey || pressed?.metaKey) window.open(href, "_blank", "noopener");
  else window.location.assign(href);
}
