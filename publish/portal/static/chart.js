// Draws the charts of a page from the tables below them. Without this script the tables are all there is, and whole.
// A chart is `<figure class="chart" data-chart="…" data-table="ID" hidden>`; the library is loaded when the first comes near.
import { drawing } from "./charts/drawing.js";
import { readTable } from "./charts/table.js";

const figures = Array.from(document.querySelectorAll("figure.chart[data-chart]"));
const dark = window.matchMedia("(prefers-color-scheme: dark)");

/** @typedef {import("./charts/table.js").Data} Data */
/** @type {Map<Element, Data>} What the figures show that have not come near yet. */
const waiting = new Map();
/** @type {Set<() => void>} What draws the others again. */
const drawn = new Set();

/** @param {HTMLElement} figure @returns {void} */
function prepare(figure) {
  const data = readTable(figure);
  if (!data.rows.length) return;
  const canvas = document.createElement("div");
  canvas.className = "canvas";
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", figure.dataset.label || figure.querySelector("figcaption")?.textContent?.trim() || "");
  figure.prepend(canvas);
  figure.hidden = false;
  waiting.set(figure, data);
  near.observe(figure);
}

/** @param {HTMLElement} figure @param {Data} data @returns {Promise<void>} */
async function show(figure, data) {
  const canvas = /** @type {HTMLElement} */ (figure.querySelector(".canvas"));
  try {
    const library = await import("./vendor/echarts.js");
    const draw = drawing(library, figure, canvas, data);
    drawn.add(draw);
    draw();
    new ResizeObserver(draw).observe(canvas);
  } catch (fault) {
    figure.hidden = true;
    throw fault;
  }
}

const near = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const data = waiting.get(entry.target);
    if (!entry.isIntersecting || !data) continue;
    waiting.delete(entry.target);
    near.unobserve(entry.target);
    void show(/** @type {HTMLElement} */ (entry.target), data);
  }
}, { rootMargin: "400px" });

dark.addEventListener("change", () => drawn.forEach((draw) => draw()));
new MutationObserver(() => drawn.forEach((draw) => draw())).observe(document.documentElement, { attributes: true });
figures.forEach((figure) => prepare(/** @type {HTMLElement} */ (figure)));
