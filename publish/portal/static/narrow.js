// Narrows the rows of the page's tables to those that hold every word typed. Without this script all rows are there.
"use strict";
const form = document.querySelector("form.search");
const box = form.querySelector("input");
const said = form.querySelector("output");
const rows = Array.from(document.querySelectorAll("table.searched tbody tr"), (row) => [row, row.textContent.toLowerCase()]);

function narrow() {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const [row, text] of rows) {
    row.hidden = !words.every((word) => text.includes(word));
    found += row.hidden ? 0 : 1;
  }
  // A folded table is opened for what was found in it.
  for (const folded of document.querySelectorAll("details:has(table.searched)")) {
    if (words.length) folded.open = folded.querySelector("tbody tr:not([hidden])") !== null;
  }
  said.textContent = words.length ? `${found} / ${rows.length}` : "";
}

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
box.addEventListener("input", narrow);
narrow();
