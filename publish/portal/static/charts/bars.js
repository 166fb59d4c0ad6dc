// Rows ranked as in the table, one bar for each series; negative amounts go to the left.
import { box, common, tooltip } from "./look.js";
import { axis, figure as worded, lengthOf } from "./words.js";

/** @typedef {import("./table.js").Data} Data */
/** @typedef {import("./look.js").Look} Look */

const TOP = 20;
const BAR = 16;

/** @param {Data} data @param {HTMLElement} figure @returns {import("./table.js").Row[]} */
function shown(data, figure) {
  return data.rows.slice(0, Number(figure.dataset.top) || TOP);
}

/** @param {Data} data @param {HTMLElement} figure @returns {number} */
export function barsHeight(data, figure) {
  return shown(data, figure).length * (data.series.length * BAR + 14) + (data.series.length > 1 ? 90 : 56);
}

/** @param {Data} data @param {HTMLElement} figure @param {Look} look @param {number} width */
export function bars(data, figure, look, width) {
  const rows = shown(data, figure);
  const many = data.series.length > 1;
  const largest = Math.max(...rows.flatMap((row) => Object.values(row.values).map(Math.abs)), 0);
  const ticks = axis(largest, data.money);
  return {
    ...common(look),
    legend: many ? { top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: { color: look.ink, fontSize: look.size } } : undefined,
    tooltip: tooltip(look, (params) => told(params, data), "axis"),
    grid: { left: 0, right: many ? 16 : room(rows, data) * look.size + 10, top: many ? 34 : 4, bottom: 24 },
    xAxis: {
      type: "value", splitNumber: width < 500 ? 2 : 4,
      name: ticks.unit, nameLocation: "middle", nameGap: 8, nameTextStyle: { color: look.quiet },
      axisLabel: { color: look.quiet, formatter: ticks.text, hideOverlap: true }, splitLine: { lineStyle: { color: look.line } },
    },
    yAxis: {
      type: "category", inverse: true, data: rows.map((row) => row.label),
      axisTick: { show: false }, axisLine: { lineStyle: { color: look.line } },
      axisLabel: { color: look.ink, interval: 0, width: Math.min(width * 0.36, 260), overflow: "truncate" },
    },
    series: data.series.map((series) => ({
      type: "bar", name: series.title, barMaxWidth: BAR, barGap: "12%",
      label: { show: !many, position: "right", color: look.ink, formatter: (/** @type {any} */ params) => worded(params.value, data.money) },
      data: rows.map((row) => ({ value: row.values[series.name] ?? null, href: row.href, cursor: row.href ? "pointer" : "default" })),
    })),
  };
}

/** @param {any[]} params @param {Data} data @returns {HTMLElement} */
function told(params, data) {
  const known = params.filter((each) => each.value !== null && each.value !== undefined);
  return box(params[0].name, known.map((each) => [each.seriesName, worded(each.value, data.money)].filter(Boolean).join(" ")));
}

/** The length of the longest amount, which stands to the right of its bar.
 * @param {import("./table.js").Row[]} rows @param {Data} data @returns {number} */
function room(rows, data) {
  return Math.max(...rows.flatMap((row) => Object.values(row.values).map((value) => lengthOf(worded(value, data.money)))), 0);
}
