// Points to spread (data-spreads="10") or places to give (data-ranks="3", "" for no limit): says live what is left or given twice.
import { bind } from "./bind.js";

function listen(group, act) {
  (group.form ?? group).addEventListener("input", act);
  window.addEventListener("pageshow", act); // by then the browser has filled in again what was typed before Back
  act();
}

const saying = (group) => document.querySelector(group.dataset.says);

bind("[data-spreads]", (group) => {
  const total = Number(group.dataset.spreads);
  const fields = [...group.querySelectorAll("input[type=number]")];
  const count = () => {
    const given = fields.reduce((sum, field) => sum + Math.max(0, Number(field.value) || 0), 0);
    const left = total - given;
    for (const field of fields) field.setCustomValidity(left < 0 && field.value > 0 ? `You have ${total} points in all.` : "");
    const words = saying(group);
    words.textContent = left < 0 ? `${given} points given: ${-left} too many` : `${given} of ${total} points given, ${left} left`;
    words.classList.toggle("is-over", left < 0);
  };
  listen(group, count);
});

bind("[data-ranks]", (group) => {
  const fields = [...group.querySelectorAll("select")];
  const initial = saying(group).textContent;
  const look = () => {
    const given = fields.map((field) => field.value).filter(Boolean);
    const twice = new Set(given.filter((place, at) => given.indexOf(place) !== at));
    for (const field of fields) field.setCustomValidity(twice.has(field.value) ? "Another concept has this place." : "");
    const words = saying(group);
    if (twice.size) words.textContent = `Place ${[...twice].sort((a, b) => a - b).join(", ")} is given twice`;
    else words.textContent = given.length ? `${given.length} in order` : initial;
    words.classList.toggle("is-over", twice.size > 0);
  };
  listen(group, look);
});
