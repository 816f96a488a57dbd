"""Where somebody who found a hole writes to (RFC 9116). The page is there once SECURITY_CONTACT says whom they reach."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, abort, current_app

from front.blueprint import bp
from kernel.access import public
from kernel.clock import now

TRUSTED_FOR = timedelta(days=180)


@bp.get("/.well-known/security.txt")
@public
def security_contact() -> Response:
    """The contact, until when it is sure to hold, and the address of this very file."""
    contact: str = current_app.config["SETTINGS"].security_contact or abort(404)
    expires = (now() + TRUSTED_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        f"Canonical: {current_app.config['SITE_URL']}/.well-known/security.txt",
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
