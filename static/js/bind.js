// Runs a function on every element with a data attribute, now and after each htmx swap; once per element.
const seen = new WeakMap();

export function bind(selector, act) {
  const run = () => {
    for (const element of document.querySelectorAll(selector)) {
      const done = seen.get(element) ?? new Set();
      if (done.has(selector)) continue;
      seen.set(element, done.add(selector));
      act(element);
    }
  };
  run();
  document.addEventListener("htmx:after:swap", run);
}
