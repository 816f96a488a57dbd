"""A letter is templates/mail/<name>.subject.txt, .txt and .html; it leaves by SMTP, to a folder, or to the console.

Only the outbox calls this, so no letter leaves before what it tells of is stored. It comes from the brand, unless MAIL_FROM
gives another name beside its address.
"""

from __future__ import annotations

import smtplib
import ssl
import sys
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from flask import current_app, render_template

from kernel.brand import brand
from kernel.clock import now


def send(name: str, to: str, key: str, stop_url: str = "", **context: Any) -> None:
    """Render the letter `name` and hand it over. `key` is the outbox key: it makes the Message-ID, so a repeat is the same
    letter. `stop_url` adds the one-click List-Unsubscribe. Raises what the transport raises; the outbox tries again."""
    context |= {"stop_url": stop_url, "site_url": current_app.config["SITE_URL"]}
    letter = EmailMessage()
    letter["Subject"] = " ".join(render_template(f"mail/{name}.subject.txt", **context).split())
    sender, address = parseaddr(current_app.config["MAIL_FROM"])
    letter["From"] = Address(sender or brand.shown().name, addr_spec=address)
    letter["To"] = to
    letter["Date"] = format_datetime(now())
    letter["Message-ID"] = f"<{sha256(key.encode()).hexdigest()[:32]}@{address.rpartition('@')[2]}>"
    if stop_url:
        letter["List-Unsubscribe"] = f"<{stop_url}>"
        letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    letter.set_content(render_template(f"mail/{name}.txt", **context))
    letter.add_alternative(render_template(f"mail/{name}.html", **context), subtype="html")
    _hand_over(letter, current_app.config["MAIL_URL"])


def _hand_over(letter: EmailMessage, mail_url: str) -> None:
    scheme = urlsplit(mail_url).scheme
    if scheme in ("smtp", "smtps"):
        _by_smtp(letter, mail_url)
    elif scheme in ("folder", "console"):
        if scheme == "folder":
            _to_folder(letter, Path(mail_url.removeprefix("folder:") or current_app.config["DATA_DIR"] / "mail"))
        body = letter.get_body(("plain",))
        sys.stderr.write(
            f"\n--- letter to {letter['To']}: {letter['Subject']}\n{body.get_content() if body else ''}---\n"
        )
    else:
        raise ValueError(
            f"MAIL_URL {mail_url!r}: use smtp://user:password@host:port, smtps://…, folder:PATH or console:"
        )


def _to_folder(letter: EmailMessage, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    stamp = f"{now():%Y%m%d-%H%M%S}-{letter['Message-ID'][1:9]}"
    (folder / f"{stamp}.eml").write_bytes(letter.as_bytes())


def _by_smtp(letter: EmailMessage, mail_url: str) -> None:
    """`smtp://` upgrades with STARTTLS when a user is given or `?starttls=1` asks for it; `smtps://` is TLS from the start."""
    url = urlsplit(mail_url)
    wants_tls = bool(url.username) or "starttls" in parse_qs(url.query)
    tls = ssl.create_default_context()
    host, port = url.hostname or "127.0.0.1", url.port or (465 if url.scheme == "smtps" else 25)
    server = (
        smtplib.SMTP_SSL(host, port, timeout=20, context=tls)
        if url.scheme == "smtps"
        else smtplib.SMTP(host, port, timeout=20)
    )
    with server:
        if url.scheme == "smtp" and wants_tls:
            server.starttls(context=tls)
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(letter)
