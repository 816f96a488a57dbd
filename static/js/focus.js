// Focus never gets lost: the summary of errors takes it, a part marked data-focus takes it, else the part that was swapped.
import { bind } from "./bind.js";

bind("[data-focus]", (element) => element.focus());

document.addEventListener("htmx:after:swap", (event) => {
  if (document.activeElement !== document.body) return;
  const target = event.detail?.ctx?.target;
  const here = target?.isConnected ? target : document.getElementById(target?.id ?? "");
  if (!here) return;
  here.tabIndex = -1;
  here.focus({ preventScroll: true });
  const { bottom, top } = here.getBoundingClientRect();
  if (bottom < 0 || top > window.innerHeight) here.scrollIntoView({ block: "start" });
});
