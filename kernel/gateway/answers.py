"""Answers leave without holding a thread: small ones in one go, large ones as a file that the server sends by itself.

An iterator is drawn as fast as it gives, never as fast as the visitor reads. A file that the site serves is sent from where it
lies. What is sent from memory is small, so a visitor who does not read costs little until the kernel drops the connection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from werkzeug.wsgi import FileWrapper

from kernel.web import HEADERS
from kernel.whole_file import WholeFile

IN_MEMORY = 128 * 1024
Headers = list[tuple[str, str]]
Site = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
CLOSE = ("Connection", "close")
WORDS = {
    400: "What you sent did not arrive whole. Please send it again.",
    408: "What you sent took too long to arrive. Please send it again, perhaps over a faster connection.",
    500: "Something broke on our side. It has been noted.",
    503: "The site is too busy right now. Please try again in a moment.",
}


def answer(site: Site, environ: dict[str, Any], proto: Any, folder: Path, more: Headers) -> tuple[int, BinaryIO | None]:
    """Have the site answer; returns the status, and a file that must stay open until the server has opened it."""
    told: list[Any] = []

    def start_response(status: str, headers: Headers, _exc_info: Any = None) -> None:
        told[:] = int(status[:3]), headers

    parts = site(environ, start_response)
    try:
        if path := _path_of(parts):
            proto.response_file(told[0], told[1] + more, path)
            return told[0], None
        body = _drawn(parts, folder)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    status, headers = told[0], told[1] + more
    if isinstance(body, bytes):
        proto.response_bytes(status, headers, body)
        return status, None
    if not any(name.lower() == "content-length" for name, _ in headers):
        headers = [*headers, ("Content-Length", str(body.tell()))]
    proto.response_file(status, headers, f"/proc/self/fd/{body.fileno()}")
    return status, body


def _path_of(parts: Iterable[bytes]) -> str:
    """Where the file lies that is the whole answer; empty for any other answer."""
    if isinstance(parts, WholeFile):
        return str(parts.path)
    name = getattr(parts.file, "name", "") if isinstance(parts, FileWrapper) else ""
    return name if isinstance(name, str) else ""


def _drawn(parts: Iterable[bytes], folder: Path) -> bytes | BinaryIO:
    """All parts: in memory, or once they are many in a file without a name."""
    held: list[bytes] = []
    size = 0
    drawing = iter(parts)
    for part in drawing:
        held.append(part)
        size += len(part)
        if size > IN_MEMORY:
            break
    else:
        return held[0] if len(held) == 1 else b"".join(held)
    file: BinaryIO = TemporaryFile(dir=folder)  # type: ignore[assignment]  # noqa: SIM115
    try:
        file.writelines(held)
        file.writelines(drawing)
        file.flush()
    except BaseException:
        file.close()
        raise
    return file


def plain(proto: Any, status: int) -> None:
    """Answer without the site: a line of words, and the connection ends. The site itself may be what is busy."""
    words = escape(WORDS[status])
    page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{words}</title><h1>{status}</h1><p>{words}</p></html>'
    headers = [*HEADERS.items(), ("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store"), CLOSE]
    if status == 503:
        headers.append(("Retry-After", "5"))
    proto.response_str(status, headers, page)
