// What is typed into a form stays in this tab until the site has accepted it: data-draft="a-name-of-its-own".
import { bind } from "./bind.js";

const SENT = ":sent";
const kept = (field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type);
const mark = (key) => sessionStorage.setItem(key, "yes");
const ticks = (field) => ["checkbox", "radio"].includes(field.type);

function read(form) {
  return [...form.elements].filter(kept).map((field) => [field.name, ticks(field) ? [field.value, field.checked] : field.value]);
}

function write(form, stored) {
  const fields = [...form.elements].filter(kept);
  stored.forEach(([name, value], at) => {
    const field = Array.isArray(value) ? fields.find((one) => one.name === name && one.value === value[0]) : fields[at];
    if (!field || field.name !== name) return;
    if (ticks(field)) field.checked = value[1];
    else field.value = value;
  });
  const tell = () => ["input", "change"].forEach((kind) => form.dispatchEvent(new Event(kind, { bubbles: true })));
  form.addEventListener("htmx:after:init", tell, { once: true });
  window.addEventListener("load", tell, { once: true });
}

// A page without an error after a form was sent means that the form was accepted.
function settle() {
  const refused = document.querySelector(".form-errors, .field--wrong, .error-page");
  const marks = Object.keys(sessionStorage).filter((key) => key.endsWith(SENT));
  for (const key of marks) {
    if (!refused) sessionStorage.removeItem(key.slice(0, -SENT.length));
    sessionStorage.removeItem(key);
  }
  if (marks.length) refused?.querySelector("form.typed")?.addEventListener("submit", () => marks.forEach(mark));
}

bind("form[data-draft]", (form) => {
  settle();
  const key = `draft:${form.dataset.draft}`;
  const stored = sessionStorage.getItem(key);
  if (stored && !form.querySelector(".form-errors, .field--wrong")) write(form, JSON.parse(stored));
  form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(read(form))));
  form.addEventListener("submit", () => mark(key + SENT));
  form.addEventListener("htmx:finally:request", () => sessionStorage.removeItem(key + SENT)); // settled, or not accepted
});

bind("[data-accepted]", (taken) => sessionStorage.removeItem(`draft:${taken.dataset.accepted}`));
settle();
