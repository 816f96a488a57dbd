// Opening what a notice is about marks it as read, in this tab or another: its own form goes along as the page is left.
import { bind } from "./bind.js";

bind("a[data-reads]", (link) => {
  const read = ({ button }) => {
    const form = link.closest("li")?.querySelector("form.act");
    if (form && button < 2) navigator.sendBeacon(form.action, new FormData(form));
  };
  link.addEventListener("click", read);
  link.addEventListener("auxclick", read);
});
