"""A person's browser, without JavaScript or with htmx: follows links and presses buttons found on the page.

CSRF is on, cookies are kept, and every page opened is checked: valid HTML, headings, labels, forms, queries.
"""

from urllib.parse import urlencode, urljoin, urlsplit

from flask import g, request_finished

from kernel.database import db, transaction
from members.sessions.opening import open_session
from tests import swapping
from tests.html import (
    elements,
    fields_of,
    form_of,
    label_of,
    name_of,
    option_value,
    parse_page,
    squeezed,
    text_of,
    typed,
)
from tests.page_checks import check_fragment, check_page, check_parts

BUDGET = 15
TRIED = 40  # for the page that shows an act once more: it has tried the act and undone it
MOST_REDIRECTS = 5


class Browser:
    """Cookies, an address bar, and the last page."""

    def __init__(self, app, htmx=False, budget=BUDGET):
        self.app, self.htmx, self.budget = app, htmx, budget
        self.client = app.test_client()
        self.page = None
        self._queries = 0

    def open(self, url, status=200):
        """Type this address in the bar; follows redirects and expects this status at the end."""
        return self._visit(url, "none", status)

    def sign_in(self, member):
        """Be this member from now on, as after the sign-in page; returns the browser."""
        with transaction():
            token, _ = open_session(member, "A test browser")
        self.client.set_cookie("sid", token)
        return self

    def _visit(self, url, site, status=200):
        response = self._send("GET", url, {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate"})
        return self._arrive(response, status)

    def _send(self, method, url, headers, **sent):
        _nothing_pending()
        request_finished.connect(self._count, self.app)
        try:
            with self.app.app_context():  # its own g and session, as in the server: not those of the test
                response = self.client.open(url, method=method, headers=headers, **sent)
            response.asked = urljoin("http://localhost/", url)
            return response
        finally:
            request_finished.disconnect(self._count, self.app)

    def _count(self, *_args, **_kwargs):
        self._queries = g.get("queries", 0)

    def _arrive(self, response, status=200):
        for _ in range(MOST_REDIRECTS):
            if response.status_code not in (301, 302, 303, 307, 308):
                break
            to = urljoin(response.asked, response.headers["Location"])
            assert urlsplit(to).netloc == "localhost", f"redirected to another site: {to}"
            response = self._send("GET", to, {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"})
        assert response.status_code == status, f"{response.asked}: {response.status_code}, {_gist(response)}"
        if not response.mimetype.startswith("text/html"):
            return response
        self.page = Page(self, response, check_page(response.text), self._queries)
        if status == 200:
            allowed = self.budget if response.request.method == "GET" else max(self.budget, TRIED)
            assert self._queries <= allowed, f"{response.asked} took {self._queries} queries, {allowed} allowed"
        return self.page

    def submit(self, page, form, button, pairs, status):
        """Send a form as the browser would: by htmx when it is on and the form asks for it, else plainly."""
        action = button.get("formaction") or form.get("action")
        url = urljoin(page.url, action)
        if (button.get("formmethod") or form.get("method", "get")).lower() == "get":
            query = urlencode([(name, value) for name, value in pairs])
            return self._visit(f"{url.partition('?')[0]}?{query}", "same-origin", status or 200)
        sent = {"data": swapping.multi(pairs)}
        if form.get("enctype") == "multipart/form-data":
            sent["content_type"] = "multipart/form-data"
        headers = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost", "Referer": page.url}
        if self.htmx and form.get("hx-post"):
            return self._swap(
                page, form, self._send("POST", url, headers | swapping.headers(form, page), **sent), status
            )
        return self._arrive(self._send("POST", url, headers, **sent), status or 200)

    def _swap(self, page, form, response, status):
        to = response.headers.get("HX-Redirect") or response.headers.get("HX-Location")
        if to or response.headers.get("HX-Refresh"):
            return self._visit(urljoin(page.url, to or page.url), "same-origin", status or 200)
        expected = status or 200
        assert response.status_code == expected, f"{response.asked}: {response.status_code}, {_gist(response)}"
        if "<html" in response.text[:200].lower():
            raise AssertionError(f"htmx asked {response.asked} for a fragment and got a whole page")
        form = swapping.redirected(form, response)
        tag = swapping.container(page.tree, form)
        swapping.swap(page.tree, form, check_fragment(response.text, tag))
        faults = list(check_parts(page.tree))
        assert not faults, "after the swap:\n  " + "\n  ".join(faults)
        self.page = Page(self, response, page.tree, self._queries, url=page.url)
        return self.page


class Page:
    """What the person sees, and what they can do there."""

    def __init__(self, browser, response, tree, queries, url=None):
        self.browser, self.response, self.tree, self.queries = browser, response, tree, queries
        self.status = response.status_code
        self.url = url or response.asked
        self.path = urlsplit(self.url).path

    @property
    def text(self):
        """All visible words, blanks squeezed."""
        return text_of(elements(self.tree, "body")[0])

    @property
    def h1(self):
        """The page's heading."""
        return text_of(elements(self.tree, "h1")[0])

    def __contains__(self, words):
        return squeezed(words) in self.text

    def names(self, *tags):
        """The names of all links, buttons or fields of these tags."""
        return [name_of(e, self.tree) for e in elements(self.tree, *tags)]

    def click(self, name, status=200):
        """Follow the link of this name."""
        link = self._one(name, [e for e in elements(self.tree, "a") if e.get("href")], "link")
        url = urljoin(self.url, link.get("href"))
        assert urlsplit(url).netloc == "localhost", f"{name!r} leaves the site: {url}"
        return self.browser._visit(url, "same-origin", status)

    def submit(self, name, labelled=None, /, status=None, **named):
        """Press the button of this name, after typing into fields by label (a dict) or by name (keywords).

        True ticks a box, False clears it, a list picks several, a (file, "name.png") pair uploads.
        """
        buttons = [e for e in elements(self.tree, "button", "input") if _submits(e)]
        button = self._one(name, buttons, "button")
        assert "disabled" not in button.attrib, f"{name!r} is greyed: {button.get('title') or text_of(button)}"
        form = form_of(button, self.tree)
        assert form is not None, f"{name!r} belongs to no form"
        fields = [field for field in fields_of(form, self.tree) if field.get("name")]
        wanted = self._by_name(fields, labelled or {}) | named
        unknown = set(wanted) - {field.get("name") for field in fields}
        assert not unknown, f"no field {sorted(unknown)}; there are {sorted({f.get('name') for f in fields})}"
        pairs = [pair for field in fields for pair in _filled(field, wanted)]
        if button.get("name"):
            pairs.append((button.get("name"), button.get("value", "")))
        return self.browser.submit(self, form, button, pairs, status)

    def prove(self, password, status=None):
        """Enter the password on the page that asks for it again, and go on."""
        assert self.h1 == "Enter your password to continue", f"nobody asks for a password on {self.url}: {self.text}"
        return self.submit("Continue", status=status, current_password=password)

    def _by_name(self, fields, labelled):
        found = {}
        for words, value in labelled.items():
            fitting = {f.get("name") for f in fields if label_of(f, self.tree).startswith(words)}
            assert len(fitting) == 1, f"label {words!r} fits {sorted(fitting)}; labels: {self.names('label')}"
            found[fitting.pop()] = value
        return found

    def _one(self, name, candidates, kind):
        named = [(name_of(e, self.tree), e) for e in candidates]
        found = [e for words, e in named if words == name] or [e for words, e in named if name in words]
        assert found, f"no {kind} {name!r} on {self.url}; there are {sorted({words for words, _ in named})}"
        return found[0]


def _submits(element):
    return element.get("type", "submit" if element.tag == "button" else "text") in ("submit", "image")


def _filled(field, wanted):
    name, kind = field.get("name"), field.get("type")
    if name not in wanted or kind == "hidden" and name not in wanted:
        return [(name, value) for value in typed(field)]
    value = wanted[name]
    if kind in ("checkbox", "radio"):
        own = field.get("value", "on")
        chosen = value if isinstance(value, list | tuple | set) else [value]
        return [(name, own)] if own in map(str, chosen) or (value is True) else []
    if field.tag == "select":
        options = {text_of(o): option_value(o) for o in elements(field, "option")}
        picked = value if isinstance(value, list | tuple) else [value]
        return [(name, options.get(str(one), str(one))) for one in picked]
    return [(name, one) for one in (value if isinstance(value, list) else [value])]


def _nothing_pending():
    pending = [*db.session.new, *db.session.dirty]
    assert not pending, f"the test has unsaved rows: commit them with transaction(): {pending[:3]}"
    db.session.rollback()  # ends the test's own snapshot, so that it sees what the request does


def _gist(response):
    if not response.mimetype.startswith("text/"):
        return response.mimetype
    tree = parse_page(response.get_data(as_text=True))[0]
    return text_of(next(iter(elements(tree, "main")), tree))[:600]
