// What the scripts of every page add: large type (大字版), which stays chosen. Without them all is there to read.
const CHOICE = "type-size";
const LARGE = "large";

/** @returns {string | null} */
function chosen() {
  try {
    return localStorage.getItem(CHOICE);
  } catch {
    return null; // a browser that keeps nothing
  }
}

/** @param {boolean} large */
function keep(large) {
  try {
    if (large) localStorage.setItem(CHOICE, LARGE);
    else localStorage.removeItem(CHOICE);
  } catch {
    // it holds for this page
  }
}

/**
 * @param {HTMLButtonElement} button
 * @param {boolean} large
 */
function show(button, large) {
  if (large) document.documentElement.dataset.type = LARGE;
  else delete document.documentElement.dataset.type;
  button.setAttribute("aria-pressed", String(large));
}

const button = document.querySelector("button.type-size");
if (button instanceof HTMLButtonElement) {
  show(button, chosen() === LARGE);
  button.hidden = false;
  button.addEventListener("click", () => {
    const large = document.documentElement.dataset.type !== LARGE;
    show(button, large);
    keep(large);
  });
}
