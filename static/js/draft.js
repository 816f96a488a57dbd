// What is typed into a form stays in this tab until the site has accepted it: data-draft="a-name-of-its-own".
import { bind } from "./bind.js";

const SENT = ":sent";
const kept = (field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type);
const ticks = (field) => ["checkbox", "radio"].includes(field.type);

function read(form) {
  return [...form.elements].filter(kept).map((field) => [field.name, ticks(field) ? [field.value, field.checked] : field.value]);
}

function write(form, stored) {
  const fields = [...form.elements].filter(kept);
  stored.forEach(([name, value], at) => {
    const field = fields[at];
    if (!field || field.name !== name) return;
    if (ticks(field)) field.checked = value[1];
    else if (!field.value) field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

// A page without an error after a form was sent means that the form was accepted.
function settle() {
  const refused = document.querySelector(".form-errors, .field--wrong, .error-page");
  for (const mark of Object.keys(sessionStorage).filter((key) => key.endsWith(SENT))) {
    if (!refused) sessionStorage.removeItem(mark.slice(0, -SENT.length));
    sessionStorage.removeItem(mark);
  }
}

bind("form[data-draft]", (form) => {
  settle();
  const key = `draft:${form.dataset.draft}`;
  const stored = sessionStorage.getItem(key);
  if (stored && !form.querySelector(".form-errors, .field--wrong")) write(form, JSON.parse(stored));
  form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(read(form))));
  form.addEventListener("submit", () => sessionStorage.setItem(key + SENT, "yes"));
});

bind("[data-accepted]", (mark) => sessionStorage.removeItem(`draft:${mark.dataset.accepted}`));
settle();
