"""Chromium's own witness: whatever runs, reports, asks or appears on a page of hostile text is written down."""

from urllib.parse import urlsplit

SENTINEL = """(() => {
  const ran = window.ran = [];
  const catches = name => (...words) => { ran.push(name + ' ' + words.map(String).join(' ').slice(0, 80)); };
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'probe', 'log', 'javascript', 'xss', 'a', 'A'])
    window[name] = catches(name);
  addEventListener('securitypolicyviolation', e => ran.push('CSP ' + e.violatedDirective + ' ' + e.sample));
  addEventListener('error', e => ran.push('error ' + e.message));
})()"""
OUTLINE = """(document, found) => {
  const BASE = document.baseURI.startsWith('http') ? document.baseURI : 'http://localhost/';
  const note = (pair, e) => { found[pair] ||= e.outerHTML.slice(0, 160); };
  for (const e of document.querySelectorAll('*')) {
    note(e.localName, e);
    for (const { name, value } of e.attributes) {
      note(`${e.localName}[${name}]`, e);
      if (['href', 'src', 'action', 'formaction', 'data', 'poster', 'xlink:href'].includes(name))
        note('scheme ' + (URL.canParse(value, BASE) ? new URL(value, BASE).protocol : 'none'), e);
      if (/^(hx-|data-hx|sse|ws-|on)/.test(name) && /probe|alert|javascript:/.test(value)) note('acting ' + name, e);
    }
  }
  return found;
}"""
LOOK = f"""async () => {{
  await new Promise(done => setTimeout(done, 20));
  return {{ ran: window.ran?.splice(0), found: ({OUTLINE})(document, {{}}) }};
}}"""
FETCH = f"""async paths => {{
  const found = {{}};
  for (const path of paths) {{
    const answer = await fetch(path), xml = answer.headers.get('Content-Type').includes('xml');
    const kind = xml ? 'application/xml' : 'text/html';
    if (answer.ok) ({OUTLINE})(new DOMParser().parseFromString(await answer.text(), kind), found);
    else found['answered ' + answer.status + ' ' + path] = '';
  }}
  return found;
}}"""
ASKED_FOR = ("document", "stylesheet", "script", "font", "image", "manifest", "other")


class Witness:
    """A window whose page is watched; `faults` says in words what happened that must not."""

    def __init__(self, chromium, address, **options):
        self.address, self.faults, self.outlines = address, [], {}
        self.context = chromium.new_context(base_url=address, locale="en-GB", **options)
        self.context.set_default_timeout(20_000)
        self.context.add_init_script(SENTINEL)
        self.context.on("request", self._asked)
        self.page = self.context.new_page()
        self.page.on("dialog", lambda dialog: (self._note(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self._note(f"script {error}"))
        self.page.on("console", lambda m: self._note(f"console {m.text}") if _tells(m) else None)
        self.page.on("popup", lambda other: self._note(f"opened {other.url}"))
        self.path = None

    def _note(self, words):
        self.faults.append(f"{self.path}: {words}"[:300])

    def _asked(self, request):
        parts = urlsplit(request.url)
        if not request.url.startswith((self.address, "data:", "blob:")):
            self._note(f"left the site: {request.url}")
        elif request.method != "GET" or request.resource_type not in ASKED_FOR or parts.path == "/probe":
            self._note(f"asked {request.method} {request.url} as {request.resource_type}")
        elif request.is_navigation_request() and request.url != self.address + self.path:
            self._note(f"went to {request.url}")

    def be(self, token):
        """The person of this session from now on, a guest without one."""
        self.context.clear_cookies()
        if token:
            self.context.add_cookies([{"name": "sid", "value": token, "url": self.address}])

    def visit(self, path):
        """Open this page of the site and write down what it holds."""
        self.path = path
        answer = self.page.goto(path, wait_until="load")
        if answer.status != 200:
            self._note(f"answered {answer.status}")
        self.look()

    def show(self, html):
        """Lay this document open as a mail program without any policy would."""
        self.page.set_content(html, wait_until="load")
        self.look()

    def look(self):
        """Write down what ran and which elements and attributes the page now holds."""
        seen = self.page.evaluate(LOOK)
        for words in seen["ran"] or ():
            self._note(words)
        self.outlines.setdefault(self.path, {}).update(seen["found"])

    def outline_of(self, paths):
        """What these pages hold before any script runs on them; fetched, not opened."""
        self.path = "/health"
        self.page.goto(self.path)
        return self.page.evaluate(FETCH, list(paths))

    def beyond(self, usual):
        """Elements, attributes and schemes that are not among the usual ones."""
        return [
            f"{path}: {pair} in {where}"
            for path, outline in self.outlines.items()
            for pair, where in outline.items()
            if pair not in usual
        ]


def _tells(message):
    return message.type in ("error", "warning") and not message.text.startswith("Failed to load resource")
