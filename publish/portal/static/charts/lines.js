// One line for each series over the rows, which are years or months in the table's order; an empty cell is a gap.
import { box, common, tooltip } from "./look.js";
import { axis, figure as worded } from "./words.js";

/** @typedef {import("./table.js").Data} Data */
/** @typedef {import("./look.js").Look} Look */

/** @param {Data} data @param {HTMLElement} figure @param {Look} look @param {number} width */
export function lines(data, figure, look, width) {
  const many = data.series.length > 1;
  const ticks = axis(Math.max(...data.rows.flatMap((row) => Object.values(row.values).map(Math.abs)), 0), data.money);
  return {
    ...common(look),
    legend: many ? { top: 0, left: 0, itemWidth: 18, textStyle: { color: look.ink, fontSize: look.size } } : undefined,
    tooltip: tooltip(look, (params) => told(params, data), "axis"),
    grid: { left: 0, right: 24, top: many ? 56 : 30, bottom: 4 },
    xAxis: {
      type: "category", data: data.rows.map((row) => row.label), boundaryGap: figure.dataset.bars !== undefined,
      axisLine: { lineStyle: { color: look.line } }, axisTick: { show: false },
      axisLabel: { color: look.quiet, hideOverlap: true },
    },
    yAxis: {
      type: "value", splitNumber: 4, name: ticks.unit, nameTextStyle: { color: look.quiet, align: "left" },
      axisLabel: { color: look.quiet, formatter: ticks.text }, splitLine: { lineStyle: { color: look.line } },
    },
    series: data.series.map((series, number) => ({
      type: figure.dataset.bars === undefined ? "line" : "bar",
      name: series.title, symbol: "circle", symbolSize: 7, barMaxWidth: Math.max(10, Math.min(48, width / 16)),
      stack: figure.dataset.bars === "stacked" ? "all" : undefined,
      lineStyle: { width: 2, type: number % 2 ? "dashed" : "solid" },
      data: data.rows.map((row) => ({ value: row.values[series.name] ?? null, href: row.href, cursor: row.href ? "pointer" : "default" })),
    })),
  };
}

/** @param {any[]} params @param {Data} data @returns {HTMLElement} */
function told(params, data) {
  const known = params.filter((each) => each.value !== null && each.value !== undefined);
  return box(params[0].name, known.map((each) => [each.seriesName, worded(each.value, data.money)].filter(Boolean).join(" ")));
}
