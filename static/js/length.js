// Says how many characters are left once a text comes near its limit: data-counts="field-id" data-most="500".
import { bind } from "./bind.js";

bind("[data-counts]", (words) => {
  const field = document.getElementById(words.dataset.counts);
  const most = Number(words.dataset.most);
  if (typeof field?.value !== "string") return;
  const count = () => {
    const left = most - [...field.value].length;
    words.hidden = left > Math.max(80, most / 5);
    words.textContent = left < 0 ? `${-left} too many` : `${left} left of ${most.toLocaleString("en")}`;
  };
  field.addEventListener("input", count);
  count();
});
