"""What anybody would try first as a password at this site: its own names."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app

from kernel.brand.brand import stored


def site_words() -> tuple[str, ...]:
    """The brand as it is called now, the host's name, and the software's."""
    return stored().name, urlsplit(current_app.config["SITE_URL"]).hostname or "", "commonmade"
