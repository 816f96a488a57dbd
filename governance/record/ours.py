"""Whether this process may sign and send as the site: it has the key that signed before, and knows the site's address.

A command that was given another environment than the service would otherwise sign as another site, and write links that
lead to nobody.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app

from governance.record import key
from governance.record.checkpointing import ANOTHER_KEY, is_signed_by_another_key, newest
from kernel.readiness import NotReady

HOME = ("127.0.0.1", "localhost", "::1")


def refuse_another_key() -> None:
    """Raise NotReady at a start with a key that did not sign the newest checkpoint."""
    if is_signed_by_another_key():
        raise NotReady(ANOTHER_KEY)


def refuse_a_home_address() -> None:
    """Raise NotReady when the record was signed for a public address and the settings know none."""
    last = newest()
    ours = urlsplit(current_app.config["SITE_URL"]).hostname
    if last and ours in HOME and urlsplit(f"//{last.origin}").hostname not in HOME:
        site = last.origin.removesuffix("/record")
        raise NotReady(
            f"This is the site at {site}, but SITE_URL says {key.origin().removesuffix('/record')}: links in e-mails and "
            f"the record's signature would be wrong. Give this command the settings of the service: SITE_URL=https://{site}"
        )
