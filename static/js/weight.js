// Says at once, beside its field, that a chosen picture is too heavy to send; the form waits for another one, or a word that it goes without.
import { bind } from "./bind.js";

const MB = 1024 * 1024;
const MOST = 20;
const TOGETHER = 48;

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
    const files = [...field.files];
    const heavy = files.find((file) => file.size > MOST * MB);
    const all = files.reduce((sum, file) => sum + file.size, 0);
    const size = ((heavy ? heavy.size : all) / MB).toFixed(1);
    if (heavy) say(`“${heavy.name}” has ${size} MB; up to ${MOST} MB work. Please choose a smaller one.`);
    else say(all > TOGETHER * MB ? `These have ${size} MB together; up to ${TOGETHER} MB work. Please choose fewer.` : "");
    if (heavy || all > TOGETHER * MB) field.value = "";
  });
  field.form?.addEventListener("reset", () => say(""));
});
