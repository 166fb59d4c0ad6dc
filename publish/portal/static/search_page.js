// The search page: loads the entries, asks them on every key, shows what is found as plain text.
import { count, follow, read, state } from "./facet_form.js";
import { passes } from "./facets.js";
import { excerpt, pieces, prepare, search, wordsOf } from "./search.js";

const STEP = 30;
const place = document.getElementById("results");
const form = document.getElementById("search");
const said = document.getElementById("found");
const more = document.getElementById("more");
const { root, files, lang } = place.dataset;
const kinds = Object.fromEntries(Array.from(form.elements.namedItem("kind").options, (o) => [o.value, o.textContent]));
const themes = Object.fromEntries(Array.from(form.elements.namedItem("theme").options, (o) => [o.value, o.textContent]));
let prepared = [];
let found = [];
let shown = 0;

/** A text with the words marked; never read as HTML. */
function marked(tag, text, words, name = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  for (const [piece, hit] of pieces(text, words)) {
    const part = hit ? document.createElement("mark") : document.createTextNode(piece);
    if (hit) part.textContent = piece;
    made.append(part);
  }
  return made;
}

function item({ entry }, words) {
  const own = (name) => (lang === "en" && entry[`${name}en`]) || entry[`${name}zh`] || "";
  const [title, about] = [own(""), own("about_")];
  const link = marked("a", title, words);
  link.href = root + entry.address;
  const made = document.createElement("li");
  const kind = [kinds[entry.kind], entry.theme ? themes[entry.theme] : ""].filter(Boolean).join(" · ");
  made.append(marked("span", kind, [], "kind"), link);
  if (about) made.append(marked("p", about, words));
  const hit = words.some((word) => `${title} ${about}`.toLowerCase().includes(word));
  const elsewhere = hit ? "" : excerpt(`${entry.zh} ${entry.en || ""} ${entry.words || ""}`, words);
  if (elsewhere) made.append(marked("p", elsewhere, words, "quiet"));
  return made;
}

function showMore() {
  const words = wordsOf(state(form).q || "");
  const first = shown;
  place.append(...found.slice(shown, shown + STEP).map((one) => item(one, words)));
  shown = Math.min(found.length, shown + STEP);
  more.hidden = shown === found.length;
  return place.children[first];
}

function update() {
  const chosen = state(form);
  const matching = search(prepared, chosen.q || "");
  found = matching.filter((one) => passes(one.values, chosen));
  count(form, matching.map((one) => one.values));
  shown = 0;
  place.replaceChildren();
  showMore();
  said.textContent = (found.length ? said.dataset.some : said.dataset.none).replace("{}", found.length.toLocaleString());
}

/** Arrows lead from the box to the results and from one to the next. */
function step(event) {
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [form.elements.namedItem("q"), ...place.querySelectorAll("a")];
  const at = stops.indexOf(event.target);
  if (!way || at < 0 || !stops[at + way]) return;
  event.preventDefault();
  stops[at + way].focus();
}

async function load(path) {
  const answer = await fetch(files + path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()).entries;
}

const shards = await Promise.all(place.dataset.shards.split(" ").filter(Boolean).map(load));
prepared = prepare(shards.flat(), Date.now());
document.getElementById("without").hidden = true;
form.hidden = false;
read(form);
follow(form, update);
document.addEventListener("keydown", step);
more.addEventListener("click", () => showMore().querySelector("a").focus());
update();
