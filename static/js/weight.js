// Says at once, beside its field, that a chosen picture is too heavy to send; what else was typed is not put at risk.
import { bind } from "./bind.js";

const MOST = 6 * 1024 * 1024;

bind('input[type="file"][accept*="image"]', (field) => {
  const words = document.createElement("p");
  words.className = "field__error";
  words.hidden = true;
  words.setAttribute("role", "alert");
  field.after(words);
  field.addEventListener("change", () => {
    const heavy = [...field.files].find((file) => file.size > MOST);
    const size = heavy && (heavy.size / 1024 / 1024).toFixed(1);
    words.textContent = heavy ? `“${heavy.name}” has ${size} MB; up to 6 MB work. Please choose a smaller one.` : "";
    words.hidden = !heavy;
    if (heavy) field.value = "";
  });
});
