// Parts of a whole as areas, the largest first; a click opens the part's own page. Amounts below zero have no area.
import { box, common, tooltip } from "./look.js";
import { figure as worded, lengthOf, share } from "./words.js";

/** @typedef {import("./table.js").Data} Data */
/** @typedef {import("./look.js").Look} Look */

/** @param {Data} data @param {HTMLElement} figure @param {Look} look @param {number} width */
export function treemap(data, figure, look, width) {
  const name = data.series[0].name;
  const parts = data.rows.filter((row) => row.values[name] > 0).sort((one, other) => other.values[name] - one.values[name]);
  const whole = parts.reduce((sum, row) => sum + row.values[name], 0);
  const told = (/** @type {any} */ part) => [worded(part.value, data.money), share(part.value, whole)];
  return {
    ...common(look),
    tooltip: tooltip(look, (params) => box(params.name, params.data ? told(params.data) : [])),
    series: [{
      type: "treemap",
      left: 0, right: 0, top: 0, bottom: 0,
      roam: false, nodeClick: false,
      breadcrumb: { show: false },
      // Flat areas on a narrow screen would leave no room for words.
      squareRatio: width < 500 ? 0.9 : 0.62,
      visibleMin: 12,
      itemStyle: { borderColor: look.page, borderWidth: 1, gapWidth: 1 },
      label: {
        show: true, position: "insideTopLeft", distance: 6, color: "#ffffff",
        fontFamily: look.family, fontSize: look.size, lineHeight: Math.round(look.size * 1.4),
        overflow: "truncate",
        formatter: (/** @type {any} */ params) => (params.data.lines ?? []).join("\n"),
      },
      data: parts.map((row, number) => ({
        name: row.label, value: row.values[name], lines: [row.label, ...told({ value: row.values[name] })],
        href: row.href, cursor: row.href ? "pointer" : "default",
        itemStyle: { color: look.areas[number % look.areas.length] },
      })),
    }],
  };
}

/** Leaves out the lines that do not fit into their area, so that no amount is cut in the middle.
 * @param {any} chart @param {any} option as given to the chart @param {Look} look @returns {void} */
export function fitTreemap(chart, option, look) {
  const tree = chart.getModel().getSeriesByIndex(0).getData().tree;
  const parts = option.series[0].data;
  for (const node of tree.root.children) {
    const { width, height } = node.getLayout() || {};
    const part = parts[node.dataIndex - 1];
    const rows = Math.floor((height - 10) / (look.size * 1.4));
    part.lines = part.lines.slice(0, Math.max(rows, 0)).filter((/** @type {string} */ line, /** @type {number} */ place) => (
      lengthOf(line) * look.size <= width - 12 || (place === 0 && width > look.size * 4)
    ));
  }
  chart.setOption(option, { notMerge: true });
}
