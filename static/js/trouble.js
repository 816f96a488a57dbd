// No answer of this site came: nothing foreign is swapped into the page, and the notice says what to do.
const wholePage = /^\s*<(!doctype|html)/i;

function say(what) {
  const words = document.getElementById("troubles")?.content.querySelector(`[data-trouble=${what}]`);
  const notice = document.getElementById("notice");
  if (words && notice) notice.replaceChildren(words.cloneNode(true));
}

document.addEventListener("htmx:after:request", (event) => {
  const { response, hx, text } = event.detail.ctx;
  if (hx.ours && !(response.status >= 400 && wholePage.test(text))) return;
  event.preventDefault();
  say(response.status === 413 ? "large" : "away");
});

document.addEventListener("htmx:error", (event) => {
  if (event.detail.ctx && !event.detail.ctx.response) say("lost");
});
