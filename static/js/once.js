// A form that stays in the page after its act can be sent anew: its key is used up, and the answer brings another.
document.addEventListener("htmx:after:request", ({ detail }) => {
  const { hx, sourceElement } = detail.ctx;
  const key = hx.once && sourceElement.closest("form")?.elements.namedItem("once");
  if (key) key.value = hx.once;
});
