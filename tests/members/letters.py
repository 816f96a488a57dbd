"""The letters that the site wrote to its mail folder."""

import re
from email import message_from_bytes, policy


class Letter:
    """One letter: who it is to, its subject, its words and its links."""

    def __init__(self, path, site_url):
        self.message = message_from_bytes(path.read_bytes(), policy=policy.default)
        self.site_url = site_url
        self.to, self.subject = self.message["To"], self.message["Subject"]
        self.words = self.message.get_body(("plain",)).get_content()

    def link(self, part):
        """The path of the first link that contains this part."""
        found = re.search(re.escape(self.site_url) + r"(\S*" + re.escape(part) + r"\S*)", self.words)
        assert found, f"no link with {part} in: {self.words}"
        return found[1]


def letters(app):
    """All letters, oldest first."""
    folder = app.config["DATA_DIR"] / "mail"
    paths = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns) if folder.exists() else []
    return [Letter(path, app.config["SITE_URL"]) for path in paths]


def last_letter(app):
    """The newest one."""
    found = letters(app)
    assert found, "no letter was written"
    return found[-1]
