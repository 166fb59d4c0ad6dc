// Narrows the list of datasets; without this script all of it is there.
import { count, follow, read, state } from "./facet_form.js";
import { freshness, passes } from "./facets.js";
import { plain, wordsOf } from "./search.js";

const form = document.getElementById("search");
const said = document.getElementById("found");
const sections = Array.from(document.querySelectorAll("section.theme"));
const now = Date.now();

const rows = Array.from(document.querySelectorAll(".catalogue > li"), (row) => {
  const several = (name) => (row.dataset[name] || "").split(" ").filter(Boolean);
  return {
    row,
    text: plain(row.textContent),
    values: {
      theme: several("theme"),
      department: several("department"),
      year: several("year"),
      format: several("format"),
      freshness: freshness(row.dataset.updated, "overdue" in row.dataset, now),
    },
  };
});

function update() {
  const chosen = state(form);
  const words = wordsOf(chosen.q || "");
  const matching = rows.filter(({ text }) => words.every((word) => text.includes(word)));
  const found = new Set(matching.filter(({ values }) => passes(values, chosen)));
  for (const each of rows) each.row.hidden = !found.has(each);
  for (const section of sections) section.hidden = !section.querySelector("li:not([hidden])");
  count(form, matching.map(({ values }) => values));
  const some = found.size ? said.dataset.some : said.dataset.none;
  said.textContent = found.size === rows.length ? "" : some.replace("{}", found.size.toLocaleString());
}

form.hidden = false;
read(form);
follow(form, update);
update();
