// Rows as stretches of days, and single days as diamonds, one colour for each series.
import { box, common, tooltip } from "./look.js";

/** @typedef {import("./table.js").Data} Data */
/** @typedef {import("./look.js").Look} Look */

const ROW = 26;

/** @param {Data} data @returns {number} */
export function ganttHeight(data) {
  return data.rows.length * ROW + 92;
}

/** @param {Data} data @param {HTMLElement} figure @param {Look} look @param {number} width */
export function gantt(data, figure, look, width) {
  const day = figure.dataset.mark;
  return {
    ...common(look),
    legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: { color: look.ink, fontSize: look.size } },
    tooltip: tooltip(look, (params) => box(data.rows[params.data.value[0]].label, [[params.seriesName, params.data.told].filter(Boolean).join(" ")])),
    grid: { left: 0, right: 16, top: day ? 52 : 34, bottom: 4 },
    xAxis: {
      type: "time", useUTC: true, splitNumber: width < 500 ? 3 : 6,
      axisLine: { lineStyle: { color: look.line } }, splitLine: { show: true, lineStyle: { color: look.line } },
      axisLabel: { color: look.quiet, hideOverlap: true, formatter: "{yyyy}-{MM}" },
    },
    yAxis: {
      type: "category", inverse: true, data: data.rows.map((row) => row.label),
      axisTick: { show: false }, axisLine: { lineStyle: { color: look.line } },
      axisLabel: { color: look.ink, interval: 0, margin: 14, width: Math.min(width * 0.36, 260), overflow: "truncate" },
    },
    useUTC: true,
    series: data.series.map((series, number) => ({
      type: "custom", name: series.title, encode: { x: [1, 2], y: 0 },
      renderItem: (/** @type {any} */ _, /** @type {any} */ api) => shape(api, look.colours[number % look.colours.length], look.page),
      itemStyle: { color: look.colours[number % look.colours.length] },
      markLine: day && number === 0 ? mark(day, figure.dataset.markLabel || day, look) : undefined,
      data: data.rows.flatMap((row, place) => row.spans.filter((span) => span.series === series.name).map((span) => ({
        value: [place, Date.parse(span.from), Date.parse(span.to || span.from)], told: span.text, href: row.href,
      }))),
    })),
  };
}

/** @param {any} api @param {string} colour @param {string} page */
function shape(api, colour, page) {
  const [from, middle] = api.coord([api.value(1), api.value(0)]);
  const [to] = api.coord([api.value(2), api.value(0)]);
  const style = { fill: colour, stroke: page, lineWidth: 1 };
  if (api.value(1) === api.value(2)) {
    return { type: "polygon", shape: { points: [[from, middle - 7], [from + 7, middle], [from, middle + 7], [from - 7, middle]] }, style };
  }
  return { type: "rect", shape: { x: from, y: middle - 6, width: Math.max(2, to - from), height: 12, r: 2 }, style };
}

/** @param {string} day @param {string} label @param {Look} look */
function mark(day, label, look) {
  return {
    silent: true, symbol: "none", lineStyle: { color: look.ink, type: "dashed" },
    label: { formatter: () => label, color: look.ink, position: "start", rotate: 0 }, data: [{ xAxis: Date.parse(day) }],
  };
}
