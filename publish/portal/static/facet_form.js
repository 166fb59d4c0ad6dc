// The form of facets on a page: its state stands in the address, and every choice says how many it would leave.
import { FACETS, counts } from "./facets.js";

/**
 * What is chosen and typed in the form.
 * @param {HTMLFormElement} form
 * @returns {Object<string, string>}
 */
export function state(form) {
  return Object.fromEntries(Array.from(new FormData(form), ([name, value]) => [name, String(value)]));
}

/** Put the address's state into the form. @param {HTMLFormElement} form */
export function read(form) {
  const told = new URLSearchParams(location.search);
  for (const field of form.elements) {
    if (field.name) field.value = told.get(field.name) || "";
    if (field.tagName === "SELECT" && field.selectedIndex < 0) field.value = "";
  }
}

/** Put the form's state into the address. @param {HTMLFormElement} form */
export function write(form) {
  const told = new URLSearchParams(Object.entries(state(form)).filter(([, value]) => value));
  history.replaceState(null, "", told.size ? `?${told}` : location.pathname);
}

/**
 * Say at every choice how many it would leave; one that would leave nothing goes.
 * @param {HTMLFormElement} form @param {import("./facets.js").Values[]} every
 */
export function count(form, every) {
  const chosen = state(form);
  for (const name of FACETS) {
    const select = form.elements.namedItem(name);
    if (!select) continue;
    const found = counts(every, chosen, name);
    for (const option of select.options) {
      if (!option.value) continue;
      option.dataset.title ??= option.textContent;
      const number = found.get(option.value) || 0;
      option.textContent = `${option.dataset.title} (${number})`;
      option.hidden = option.disabled = !number && !option.selected;
    }
  }
}

/**
 * Call on every change, once the form stands as the address says.
 * @param {HTMLFormElement} form @param {() => void} changed
 */
export function follow(form, changed) {
  const said = () => {
    write(form);
    changed();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    said();
  });
  form.addEventListener("input", said);
  form.addEventListener("reset", () => setTimeout(said));
  addEventListener("popstate", () => {
    read(form);
    changed();
  });
}
