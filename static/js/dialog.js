// A link with data-opens opens its dialog as a modal; without this it leads to the dialog as its target.
import { bind } from "./bind.js";

bind("[data-opens]", (link) => {
  link.addEventListener("click", (event) => {
    const dialog = document.getElementById(link.dataset.opens);
    if (!dialog?.showModal) return;
    event.preventDefault();
    dialog.showModal();
  });
});

bind("[data-closes]", (link) => {
  link.addEventListener("click", (event) => {
    const dialog = document.getElementById(link.dataset.closes);
    if (!dialog?.open) return;
    event.preventDefault();
    dialog.close();
  });
});
