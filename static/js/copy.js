// <button type="button" data-copies="text or #id" hidden>: shown only where copying works.
import { bind } from "./bind.js";

bind("[data-copies]", (button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const named = button.dataset.copies;
    const text = named.startsWith("#") ? document.querySelector(named)?.textContent.trim() : named;
    await navigator.clipboard.writeText(text ?? "");
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = label; }, 2000);
  });
});
