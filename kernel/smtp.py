"""Letters by SMTP: a delivery run keeps one connection for many letters, and knows whose fault a failure is.

A refusal of the address or of the letter ends that letter; a server that does not answer, drops us or refuses our login
is the server's trouble, and no letter pays for it; everything else is tried again later.
"""

from __future__ import annotations

import re
import smtplib
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

from kernel.breaker import breaker_of
from kernel.refusals import Ended, ServerAway, TryLater

MOST = 100  # letters a connection
LONGEST = 120.0  # seconds that a connection may live: one that drips must not outlive the lease of its letters
OUR_FAULT = {421, 454, 530, 534, 535, 538}
_ADDRESS = re.compile(r"(?<![^\s<>\"'(),])[^\s<>\"'(),@]+@[^\s<>\"'(),]+")
_of_thread = threading.local()


class RefusedAddress(Ended):
    """The server says for good that this address takes no letter."""


class Connection:
    """The way to one server, opened at the first letter and kept for the next ones."""

    def __init__(self, url: str, timeout: float) -> None:
        self.url, self._timeout = url, timeout
        self._server: smtplib.SMTP | None = None
        self._carried = 0
        self._end: threading.Timer | None = None

    def carry(self, letter: EmailMessage) -> None:
        """Hand one letter over. Raises Ended, ServerAway, or what asks for another try."""
        breaker = breaker_of(self.url)
        try:
            self._hand_over(letter)
        except (OSError, smtplib.SMTPException) as error:
            trouble = _meaning(error)
            if isinstance(trouble, ServerAway):
                self.close()
                breaker.failed()
            raise trouble from error
        except ServerAway:
            breaker.failed()
            raise
        breaker.succeeded()

    def _hand_over(self, letter: EmailMessage) -> None:
        kept = self._server is not None
        if self._server is None or self._carried >= MOST:
            self.close()
            self._open()
        try:
            self._send(letter)
        except smtplib.SMTPException as error:
            hung_up = isinstance(error, smtplib.SMTPServerDisconnected) or _answer(error)[0] == 421
            if not (kept and hung_up):
                raise
            self.close()
            self._open()  # it ended a connection that had carried letters, which is its right
            self._send(letter)

    def _send(self, letter: EmailMessage) -> None:
        assert self._server is not None
        self._server.send_message(letter)
        self._carried += 1

    def _open(self) -> None:
        """`smtp://` upgrades with STARTTLS when a user is given or `?starttls=1` asks for it; `smtps://` is TLS at once."""
        url, tls = urlsplit(self.url), ssl.create_default_context()
        wants_tls = bool(url.username) or "starttls" in parse_qs(url.query)
        host, port = url.hostname or "127.0.0.1", url.port or (465 if url.scheme == "smtps" else 25)
        try:
            if url.scheme == "smtps":
                server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=self._timeout, context=tls)
            else:
                server = smtplib.SMTP(host, port, timeout=self._timeout)
            self._keep(server)
            if url.scheme == "smtp" and wants_tls:
                server.starttls(context=tls)
            if url.username:
                server.login(unquote(url.username), unquote(url.password or ""))
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise ServerAway(f"The mail server cannot be used: {_plain(error)}") from error

    def _keep(self, server: smtplib.SMTP) -> None:
        self._server, self._carried = server, 0
        self._end = threading.Timer(LONGEST, _cut, [server])
        self._end.daemon = True
        self._end.start()

    def close(self) -> None:
        """Say goodbye, if there is still somebody to say it to."""
        server, self._server = self._server, None
        if self._end is not None:
            self._end.cancel()
        if server is not None:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()


def _cut(server: smtplib.SMTP) -> None:
    """End a connection from another thread: whoever waits for it is told that it is gone."""
    with suppress(OSError):
        if server.sock is not None:
            server.sock.shutdown(2)


@contextmanager
def one_connection() -> Iterator[None]:
    """What this thread sends within shares a connection, which is closed at the end."""
    _of_thread.sharing, _of_thread.connection = True, None
    try:
        yield
    finally:
        connection: Connection | None = _of_thread.connection
        _of_thread.sharing, _of_thread.connection = False, None
        if connection is not None:
            connection.close()


def carry(letter: EmailMessage, url: str, timeout: float) -> None:
    """Hand over by the connection of this run, or by one for this letter alone."""
    if not getattr(_of_thread, "sharing", False):
        with one_connection():
            return carry(letter, url, timeout)
    if _of_thread.connection is None or _of_thread.connection.url != url:
        _of_thread.connection = Connection(url, timeout)
    _of_thread.connection.carry(letter)
    return None


def _meaning(error: Exception) -> Exception:
    """Whose fault this was."""
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return RefusedAddress("The mail server cannot send to addresses with letters beyond English ones.")
    code, words = _answer(error)
    if code is None or code in OUR_FAULT or (isinstance(error, smtplib.SMTPSenderRefused) and code in (550, 553, 554)):
        return ServerAway(f"The mail server cannot be used: {_plain(error)}")
    said = re.match(r"5\.(\d)\.\d", words)
    about = said.group(1) if said else ""
    if code < 500 or about == "7":  # a policy of the server, such as relaying: it may be ours to change
        return TryLater(f"The mail server did not take it: {code} {words}")
    if code == 552 or about in ("3", "5", "6"):
        return Ended(f"The letter was refused: {code} {words}")
    return RefusedAddress(f"The address was refused: {code} {words}")


def _answer(error: Exception) -> tuple[int | None, str]:
    """The server's own code and words, without any address in them; no code when it was no answer at all."""
    words: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, words = error.smtp_code, error.smtp_error
    else:
        return None, ""
    plain = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return code, without_addresses(" ".join(plain[:200].split()))


def without_addresses(words: str) -> str:
    """The same words, naming nobody."""
    return _ADDRESS.sub("the address", words)


def _plain(error: Exception) -> str:
    code, words = _answer(error)
    return f"{code} {words}" if code else f"{type(error).__name__}: {_ADDRESS.sub('an address', str(error)[:200])}"
