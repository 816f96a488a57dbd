"""Somebody of each kind with their own cookies and token, and what an answer to them means."""

import re

from tests.access.kinds import GONE, NO, OK, SIGN_IN

TOKEN = re.compile(r'name="csrf_token" value="([0-9a-f]+)"')
SAME = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}


class Caller:
    """One person's browser, with the same cookies at each call: signed in when a session token is given."""

    def __init__(self, app, session_token=None):
        self.app = app
        self.cookies = {"sid": session_token} if session_token else {}
        self.reload("/record" if session_token else "/sign-in")  # signed in, every page can sign out

    def reload(self, url):
        """Open this page, for its cookies and the token in its forms."""
        with self.app.app_context():
            client = self._client(self.cookies)
            page = client.get(url)
        self.csrf = TOKEN.search(page.text).group(1)
        self.cookies = {cookie.key: cookie.value for cookie in client._cookies.values()}

    def _client(self, cookies):
        client = self.app.test_client()
        for name, value in cookies.items():
            client.set_cookie(name, value)
        return client

    def call(self, method, url, form=None, headers=SAME, **options):
        """Send this request; the token goes with it unless the form holds its own."""
        if method == "POST" and "data" not in options:
            options["data"] = {"csrf_token": self.csrf, **(form or {})}
        with self.app.app_context():
            return self._client(self.cookies).open(url, method=method, headers=headers, **options)


def outcome(response):
    """What happened, in the table's words."""
    status, to = response.status_code, response.headers.get("Location", "")
    if status == 401 or (status in (302, 303) and to.split("?")[0].endswith("/sign-in") and "next=" in to):
        return SIGN_IN
    return {403: NO, 404: GONE}.get(status, OK if status < 500 else f"status {status}")
