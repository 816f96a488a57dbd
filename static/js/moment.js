// Guests' moments come in the site's zone; their browser knows their own. What is to come names its zone, as the server does.
import { bind } from "./bind.js";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const format = (parts) => new Intl.DateTimeFormat("en-GB", parts);
const day = format({ day: "numeric", month: "short", year: "numeric" });
const short = format({ day: "numeric", month: "short" });
const hour = format({ hour: "2-digit", minute: "2-digit" });
const named = format({ hour: "2-digit", minute: "2-digit", timeZoneName: "short" });
const weekday = format({ weekday: "long" });
const monday = format({ weekday: "short" });

const words = {
  day: (at) => day.format(at),
  past: (at) => `${day.format(at)}, ${hour.format(at)}`,
  moment: (at) => `${day.format(at)}, ${named.format(at)}`,
  near: (at) => `${monday.format(at)} ${short.format(at)}, ${named.format(at)}`,
  far: (at) => `${monday.format(at)} ${day.format(at)}`,
};

bind("text[data-at]", (text) => { text.textContent = short.format(new Date(text.dataset.at)); });

bind("time[data-moment]", (time) => {
  const at = new Date(time.dateTime);
  const said = words[time.dataset.moment];
  if (said) time.textContent = said(at);
  time.title = `${weekday.format(at)} ${day.format(at)}, ${named.format(at)} (${zone})`;
});
