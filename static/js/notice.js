// What just happened stays in view for a while and can be put away; the next act takes it away, for it speaks of the last one.
import { bind } from "./bind.js";

const SHOWN = 8000; // milliseconds; a notice that is pointed at or holds the focus waits
const region = () => document.getElementById("notice");

function putAway(notice) {
  if (notice.contains(document.activeElement)) document.getElementById("main")?.focus({ preventScroll: true });
  notice.remove();
}

bind(".notices > .notice", (notice) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "notice__close";
  button.setAttribute("aria-label", "Put this notice away");
  button.textContent = "×";
  button.addEventListener("click", () => putAway(notice));
  notice.append(button);
  if (!notice.classList.contains("notice--good")) return;
  const fade = () => (notice.matches(":hover, :focus-within") ? setTimeout(fade, SHOWN) : putAway(notice));
  setTimeout(fade, SHOWN);
});

document.addEventListener("htmx:before:request", ({ target }) => {
  if (target.matches?.("form[method=post]:not([data-draft])")) region()?.replaceChildren();
});
