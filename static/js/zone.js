// The browser knows its time zone: it goes with who joins, and is offered where the member's own is another.
import { bind } from "./bind.js";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

bind("input[data-zone]", (field) => { field.value = zone ?? ""; });

bind("[data-zone-offer]", (offer) => {
  const kept = `zone-kept-${offer.dataset.zoneOffer}`;
  if (!zone || zone === offer.dataset.zoneOffer || localStorage.getItem(kept) === zone) return;
  const link = offer.querySelector("a");
  offer.querySelector("strong").textContent = zone.replaceAll("_", " ");
  link.href += `?zone=${encodeURIComponent(zone)}`;
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", () => {
    localStorage.setItem(kept, zone);
    offer.remove();
  });
});
