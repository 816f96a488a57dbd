"""Somebody with a browser: the same words drive the fast test browser and a real Chromium."""

import re
from io import BytesIO

from PIL import Image
from playwright.sync_api import expect

from tests.browser import Browser
from tests.cast import PASSWORD


def photo(colour="#b3541e"):
    """A picture as a camera makes it."""
    made = BytesIO()
    Image.new("RGB", (900, 700), colour).save(made, "JPEG")
    return made.getvalue()


class Quick:
    """A person in the test browser, with htmx or without JavaScript."""

    def __init__(self, app, member, htmx):
        self.browser = Browser(app, htmx=htmx, budget=25)
        self.member = member

    def opens(self, path):
        """Type an address."""
        self.page = self.browser.open(path)

    def clicks(self, name):
        """Follow a link."""
        self.page = self.page.click(name)

    def submits(self, button, **fields):
        """Fill fields by their names and press a button; bytes are a picture."""
        sent = {n: (BytesIO(v), "photo.jpg") if isinstance(v, bytes) else v for n, v in fields.items()}
        self.page = self.page.submit(button, **sent)

    def tries(self, button, **fields):
        """Choose, and look at what that means; the button is there for who has no scripts."""
        self.submits(button, **fields)

    def proves(self, button, **fields):
        """The same where the password is asked for before it goes on."""
        self.page = self.page.submit(button, status=401, **fields).prove(PASSWORD)

    def sees(self, words):
        """The words stand on the page."""
        assert words in self.page, f"{words!r} is not on {self.page.url}: {self.page.text}"

    def reads(self, pattern):
        """The first words on the page that look like this."""
        return re.search(pattern, self.page.text).group()

    def signs_in(self):
        """Through the sign-in page, as everybody does."""
        self.browser.client.delete_cookie("sid")
        self.opens("/sign-in")
        self.submits("Sign in", email=self.member.email, password=PASSWORD)


def _answers(response):
    return response.request.resource_type in ("document", "fetch", "xhr") and not 300 <= response.status < 400


class Windowed:
    """A person in a Chromium window."""

    def __init__(self, page, member):
        self.page, self.member = page, member

    def opens(self, path):
        """Type an address."""
        self.page.goto(path)

    def clicks(self, name):
        """Follow a link, by its exact name or else one that holds these words."""
        links = self.page.get_by_role("link", name=name, exact=True)
        found = links if links.count() else self.page.get_by_role("link", name=name)
        with self.page.expect_response(_answers):
            found.first.click()
        self.page.wait_for_load_state("load")

    def submits(self, button, **fields):
        """Fill fields by their names and press a button; bytes are a picture."""
        exact = self.page.get_by_role("button", name=button, exact=True)
        pressed = (exact if exact.count() else self.page.get_by_role("button", name=button)).first
        form = self._form_of(pressed)
        for name, value in fields.items():
            self._fill(form, name, value)
        with self.page.expect_response(_answers):
            pressed.click()
        self.page.wait_for_load_state("load")

    def tries(self, button, **fields):
        """Choose, and look at what that means: by itself with scripts, else by the button."""
        pressed = self.page.locator("button", has_text=button).first
        if pressed.is_visible():
            self.submits(button, **fields)
            return
        for name, value in fields.items():
            self._fill(self._form_of(pressed), name, value)

    def proves(self, button, **fields):
        """The same where the password is asked for before it goes on; the browser notes the 401 that asks."""
        self.submits(button, **fields)
        self.submits("Continue", current_password=PASSWORD)
        self.page.complaints[:] = [words for words in self.page.complaints if "status of 401" not in words]

    def _form_of(self, button):
        """The form around a button, or the one it names because it stands elsewhere on the page."""
        named = button.get_attribute("form")
        return self.page.locator(f"#{named}") if named else button.locator("xpath=ancestor::form")

    def _fill(self, form, name, value):
        field = form.locator(f'[name="{name}"]').first
        kind = field.evaluate("e => e.type")
        if isinstance(value, bytes):
            field.set_input_files({"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": value})
        elif kind in ("radio", "checkbox"):
            chosen = form.locator(f'[name="{name}"][value="{value}"]') if value is not True else field
            chosen.check()
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(str(value))

    def sees(self, words):
        """The words stand on the page."""
        expect(self.page.locator("body")).to_contain_text(words, ignore_case=True)

    def reads(self, pattern):
        """The first words on the page that look like this."""
        return re.search(pattern, self.page.locator("body").inner_text()).group()

    def signs_in(self):
        """Through the sign-in page, as everybody does."""
        self.page.context.clear_cookies()
        self.opens("/sign-in")
        self.submits("Sign in", email=self.member.email, password=PASSWORD)
