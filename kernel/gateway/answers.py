"""Answers leave without holding a thread: small ones in one go, large ones as a file that the server sends by itself.

An iterator is drawn as fast as it gives, never as fast as the visitor reads. A file that the site serves is sent from where it
lies. What is sent from memory is small, so a visitor who does not read costs little until the kernel drops the connection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import time
from typing import Any

from werkzeug.wsgi import FileWrapper

from kernel.whole_file import WholeFile

IN_MEMORY = 128 * 1024
Headers = list[tuple[str, str]]
Site = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
CLOSE = ("Connection", "close")
OPENED_SECONDS = 15  # by then the server has opened a file it was told to send
LEFT_SECONDS = 60  # a file this old is of a process that was killed


def answer(site: Site, environ: dict[str, Any], proto: Any, folder: Path, more: Headers) -> tuple[int, Path | None]:
    """Have the site answer; returns the status, and a file that must stay until the server has opened it."""
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
        headers = [*headers, ("Content-Length", str(body.stat().st_size))]
    proto.response_file(status, headers, str(body))
    return status, body


def _path_of(parts: Iterable[bytes]) -> str:
    """Where the file lies that is the whole answer; empty for any other answer."""
    if isinstance(parts, WholeFile):
        return str(parts.path)
    name = getattr(parts.file, "name", "") if isinstance(parts, FileWrapper) else ""
    return name if isinstance(name, str) else ""


def _drawn(parts: Iterable[bytes], folder: Path) -> bytes | Path:
    """All parts: in memory, or once they are many in a file."""
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
    with NamedTemporaryFile(dir=folder, delete=False) as file:
        try:
            file.writelines(held)
            file.writelines(drawing)
        except BaseException:
            Path(file.name).unlink()
            raise
    return Path(file.name)


def folder_in(data: Path) -> Path:
    """Where drawn answers wait to be sent, open to the site alone."""
    folder = data / "sending"
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    return folder


def sweep(folder: Path) -> None:
    """Let go of what a killed process did not."""
    for file in folder.glob("*"):
        with suppress(OSError):
            if time() - file.stat().st_mtime > LEFT_SECONDS:
                file.unlink()
