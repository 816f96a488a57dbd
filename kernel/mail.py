"""A letter is templates/mail/<name>.subject.txt, .txt and .html; it leaves by SMTP, to a folder, or to the console.

Only the outbox calls this, so no letter leaves before what it tells of is stored. It comes from the brand, unless MAIL_FROM
gives another name beside its address.
"""

from __future__ import annotations

import os
import sys
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, render_template

from kernel import paused, smtp
from kernel.brand import brand
from kernel.clock import now
from kernel.database import transaction
from kernel.letterhead import empty_letter, from_whom, on_the_wire
from kernel.refusals import Ended


def send(name: str, to: str, key: str, stop_url: str = "", asked_for: bool = False, **context: Any) -> None:
    """Render the letter `name` and hand it over. `key` is the outbox key: it makes the Message-ID, so a repeat is the same
    letter. `stop_url` adds the one-click List-Unsubscribe; `asked_for` is a letter that somebody waits for at that moment.
    Raises what the transport raises; the outbox tries again.

    An address that is refused for good is paused; a letter that gets through there ends the pause."""
    trying = paused.stand_ready(to, asked_for)
    letter = _rendered(name, to, key, stop_url, context)
    try:
        _hand_over(letter, current_app.config["MAIL_URL"])
    except smtp.RefusedAddress as refused:
        paused.pause(to)
        raise Ended(str(refused), paused.hash_of(to)) from refused
    if trying:
        with transaction():
            paused.lift(to)


def _rendered(name: str, to: str, key: str, stop_url: str, context: dict[str, Any]) -> EmailMessage:
    context |= {"stop_url": stop_url, "site_url": current_app.config["SITE_URL"]}
    letter = empty_letter()
    letter["Subject"] = " ".join(render_template(f"mail/{name}.subject.txt", **context).split())
    sender, address = parseaddr(current_app.config["MAIL_FROM"])
    letter["From"] = from_whom(sender or brand.shown().name, address)
    letter["To"] = on_the_wire(to)
    letter["Date"] = format_datetime(now())
    letter["Message-ID"] = f"<{sha256(key.encode()).hexdigest()[:32]}@{on_the_wire(address).rpartition('@')[2]}>"
    if stop_url:
        letter["List-Unsubscribe"] = f"<{stop_url}>"
        letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    letter.set_content(render_template(f"mail/{name}.txt", **context))
    letter.add_alternative(render_template(f"mail/{name}.html", **context), subtype="html")
    return letter


def _hand_over(letter: EmailMessage, mail_url: str) -> None:
    scheme = urlsplit(mail_url).scheme
    if scheme in ("smtp", "smtps"):
        smtp.carry(letter, mail_url, current_app.config["MAIL_TIMEOUT"])
    elif scheme == "folder":
        _to_folder(letter, Path(mail_url.removeprefix("folder:") or current_app.config["DATA_DIR"] / "mail"))
    elif scheme == "console":
        body = letter.get_body(("plain",))
        sys.stderr.write(
            f"\n--- letter to {letter['To']}: {letter['Subject']}\n{body.get_content() if body else ''}---\n"
        )
    else:
        raise ValueError(
            f"MAIL_URL {mail_url!r}: use smtp://user:password@host:port, smtps://…, folder:PATH or console:"
        )


def _to_folder(letter: EmailMessage, folder: Path) -> None:
    """A file that only this user may read: letters hold links that open accounts."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{now():%Y%m%d-%H%M%S}-{letter['Message-ID'][1:9]}.eml"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(letter.as_bytes())


def reaches_nobody() -> str:
    """In words where letters go when they go to no mail server; empty when they do."""
    scheme = urlsplit(current_app.config["MAIL_URL"]).scheme
    if scheme in ("smtp", "smtps"):
        return ""
    where = "printed by the server" if scheme == "console" else "written to a folder of the server"
    return f"Letters are {where}, so nobody receives them. Set MAIL_URL to a mail server to send them."
