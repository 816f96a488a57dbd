// What just happened stays in view until it is read: a notice gets a button that puts it away.
import { bind } from "./bind.js";

bind(".notices > .notice", (notice) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "notice__close";
  button.setAttribute("aria-label", "Put this notice away");
  button.textContent = "×";
  button.addEventListener("click", () => {
    notice.remove();
    document.getElementById("main")?.focus({ preventScroll: true });
  });
  notice.append(button);
});
