// Guests' moments come in UTC; their browser knows their zone. The zone is named on hover.
import { bind } from "./bind.js";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const hour = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long" });

const short = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

bind("text[data-at]", (text) => { text.textContent = short.format(new Date(text.dataset.at)); });

bind("time[data-moment]", (time) => {
  const at = new Date(time.dateTime);
  const form = time.dataset.moment;
  if (form === "day") time.textContent = day.format(at);
  if (form === "moment") time.textContent = `${day.format(at)}, ${hour.format(at)}`;
  time.title = `${weekday.format(at)} ${day.format(at)}, ${hour.format(at)} ${zone}`;
});
