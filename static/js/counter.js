// A fieldset with data-limit="5" says live how many choices are made, and when there are too many; data-limit="" only counts.
import { bind } from "./bind.js";

bind("[data-limit]", (group) => {
  const limit = Number(group.dataset.limit) || Infinity;
  const words = document.querySelector(group.dataset.says || "[data-choices-left]");
  const count = () => {
    const made = group.querySelectorAll("input[type=checkbox]:checked").length;
    const left = limit - made;
    for (const box of group.querySelectorAll("input[type=checkbox]")) {
      box.setCustomValidity(left < 0 && box.checked ? `Choose at most ${limit}.` : "");
    }
    if (!words) return;
    if (limit === Infinity) words.textContent = `${made} chosen`;
    else words.textContent = left < 0 ? `${made} chosen: ${-left} too many` : `${made} of ${limit} chosen, ${left} left`;
    words.classList.toggle("is-over", left < 0);
  };
  (group.form ?? group).addEventListener("change", count);
  window.addEventListener("pageshow", count); // by then the browser has ticked again what was ticked before Back
  count();
});
