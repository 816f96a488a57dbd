// A picture chosen in one form would be lost when another form of the page is sent: said once, beside it; a second press goes on.
const told = new WeakMap();

const lost = (sent) => (field) => field.files.length && field.form !== sent && told.get(field) !== field.files[0];

document.addEventListener("submit", (event) => {
  if (event.target.method !== "post" || event.target.closest("dialog")) return;
  const field = [...document.querySelectorAll("main input[type=file]")].find(lost(event.target));
  if (!field) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  told.set(field, field.files[0]);
  const words = document.createElement("p");
  words.className = "field__error";
  words.setAttribute("role", "alert");
  words.textContent = `“${field.files[0].name}” is not added yet. Add it first, or press again to go on without it.`;
  field.after(words);
  field.addEventListener("change", () => words.remove(), { once: true });
  field.focus();
}, true);
