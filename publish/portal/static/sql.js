// The SQL page: the query in the box and in the address, the answer as a table and as a file.
import { Engine } from "./sql_engine.js";
import { csvLine, hashOf, isNumber, queryOf } from "./sql_text.js";

const SHOWN = 1000;
const BOM = "\ufeff";

const form = document.querySelector("#sql");
const box = form.querySelector("textarea");
const [run, stop, save] = ["run", "stop", "save"].map((name) => form.querySelector(`button[name=${name}]`));
const bar = form.querySelector("progress");
const said = document.querySelector("#sql-said");
const failed = document.querySelector("#sql-failed");
const answer = document.querySelector("#sql-answer");
const words = form.dataset;
const engine = new Engine();
const numbers = new Intl.NumberFormat(document.documentElement.lang);
let stopped = false;
/** The query that the table below answers. */
let asked = "";

/** A sentence of the page with its blanks filled. */
const say = (sentence, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, String(value)), sentence);

/** One thing at a time: the buttons show which. */
function busy(is) {
  run.disabled = save.disabled = is;
  stop.hidden = !is || !engine.ready;
}

/** Does a piece of work, and tells on the page what went wrong. */
async function guarded(work) {
  if (run.disabled) return;
  stopped = false;
  failed.hidden = true;
  try {
    busy(true);
    await load();
    busy(true);
    await work();
  } catch (error) {
    tell(stopped ? words.stopped : "");
    if (!stopped) complain(error);
  } finally {
    bar.hidden = true;
    busy(false);
  }
}

function tell(sentence) {
  said.textContent = sentence;
}

function complain(error) {
  const message = plain(error instanceof Error ? error.message : String(error));
  failed.querySelector("pre").textContent = message;
  const absent = /extension|autoload|json|icu|fts|parquet/i.test(message);
  failed.querySelector(".absent").hidden = !absent;
  failed.hidden = false;
  answer.replaceChildren();
  save.hidden = true;
}

/** The engine wraps some of its messages in JSON. */
function plain(message) {
  return message.startsWith('{"exception_type"') ? JSON.parse(message).exception_message : message;
}

async function load() {
  if (engine.ready) return;
  tell(engine.here ? words.starting : words.loading);
  bar.value = 0;
  bar.hidden = engine.here;
  await engine.load((loaded) => {
    bar.value = loaded;
    if (loaded >= bar.max) tell(words.starting);
  });
  bar.hidden = true;
  run.textContent = words.run;
}

async function ask() {
  const query = box.value;
  asked = query;
  history.replaceState(null, "", hashOf(query));
  tell(words.running);
  const start = performance.now();
  const { columns, rows, more } = await engine.ask(query, SHOWN);
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  answer.replaceChildren(table(columns, rows));
  save.hidden = columns.every((column) => column.type === "");
  const shown = { shown: numbers.format(rows.length), seconds };
  tell(say(more ? words.first : words.all, { ...shown, count: "…" }));
  if (!more) return;
  const count = await engine.count(query);
  tell(say(words.first, { ...shown, count: numbers.format(count) }));
}

/** @param {import("./sql_engine.js").Column[]} columns @param {import("./sql_engine.js").Row[]} rows */
function table(columns, rows) {
  const made = document.createElement("table");
  const right = columns.map((column) => (isNumber(column.type) ? "number" : ""));
  const head = made.createTHead().insertRow();
  columns.forEach((column, index) => {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.className = right[index];
    cell.append(column.name, Object.assign(document.createElement("small"), { textContent: column.type }));
    head.append(cell);
  });
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    row.forEach((value, index) => {
      const cell = line.insertCell();
      cell.className = value === null ? `${right[index]} null` : right[index];
      cell.textContent = value ?? "NULL";
    });
  }
  return made;
}

async function saveAll() {
  tell(words.saving);
  const { columns } = await engine.ask(asked, 0);
  const parts = [BOM, csvLine(columns.map((column) => column.name))];
  let count = 0;
  for await (const rows of engine.every(asked)) {
    parts.push(rows.map(csvLine).join(""));
    count += rows.length;
    tell(say(words.saved, { count: numbers.format(count) }));
  }
  const file = URL.createObjectURL(new Blob(parts, { type: "text/csv;charset=utf-8" }));
  Object.assign(document.createElement("a"), { href: file, download: words.file }).click();
  setTimeout(() => URL.revokeObjectURL(file), 60_000);
}

/** The query of the address, if it has one, into the box. */
function take() {
  const query = queryOf(location.hash);
  if (query !== null && query !== box.value) box.value = query;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  guarded(ask);
});
save.addEventListener("click", () => guarded(saveAll));
stop.addEventListener("click", () => {
  stopped = true;
  engine.stop();
});
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
for (const button of document.querySelectorAll("button.example")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    box.value = button.parentElement.querySelector("pre").textContent.trim();
    history.replaceState(null, "", hashOf(box.value));
    box.focus();
    form.scrollIntoView();
  });
}
window.addEventListener("hashchange", take);
take();
form.hidden = false;
document.querySelector("#sql-without").hidden = true;
