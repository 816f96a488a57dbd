// Says at once, beside its field, that a chosen picture is too heavy to send; the form waits for another one, or a word that it goes without.
import { bind } from "./bind.js";

const MOST = 6 * 1024 * 1024;

bind('input[type="file"][accept*="image"]', (field) => {
  const words = document.createElement("p");
  words.className = "field__error";
  words.setAttribute("role", "alert");
  const without = document.createElement("button");
  without.className = "button button--plain button--small";
  without.type = "button";
  without.textContent = "Continue without it";
  field.after(words);

  const say = (text) => {
    words.textContent = text;
    words.hidden = !text;
    without.remove();
    if (text && !field.required) words.after(without);
    field.setCustomValidity(text);
  };
  say("");
  without.addEventListener("click", () => { say(""); field.focus(); });
  field.addEventListener("change", () => {
    const heavy = [...field.files].find((file) => file.size > MOST);
    const size = heavy && (heavy.size / 1024 / 1024).toFixed(1);
    say(heavy ? `“${heavy.name}” has ${size} MB; up to 6 MB work. Please choose a smaller one.` : "");
    if (heavy) field.value = "";
  });
  field.form?.addEventListener("reset", () => say(""));
});
