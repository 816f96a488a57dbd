"""What people upload: only pictures, only where a route says so, decoded by a limited child and stored under random names."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask, current_app, request
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from kernel.clock import now
from kernel.database import after_commit, db
from kernel.events import publish
from kernel.pictures import SIZES, Picture, PictureDropped, file_of
from kernel.rules import RuleBroken
from kernel.throttle import check

MIB = 1024 * 1024
MOST_BYTES = 20 * MIB
MOST_TOGETHER = 48 * MIB  # of one form; a proxy in front takes 50 MB, and a network has 64 under way
PER_DAY, PER_HOUR = 50, 20
CHILD = Path(__file__).parent / "picture_child.py"
WALL_SECONDS = 20  # the child has 5 of computing, and lets everybody go first; the next one's picture waits for it
View = TypeVar("View", bound=Callable[..., Any])
WORDS = {
    "small": "This picture is too small to show. Use one of at least 16 pixels each way.",
    "large": "This picture has too many pixels: JPEG may have 50 million, PNG and WebP 24 million.",
    "unreadable": "This file could not be read as a picture. JPEG, PNG and WebP work.",
}


def takes_pictures(most: int = 1) -> Callable[[View], View]:
    """Mark a route whose form may hold this many pictures; every other route refuses large bodies."""
    return takes_file(min(most * MOST_BYTES, MOST_TOGETHER))


def takes_file(most_bytes: int) -> Callable[[View], View]:
    """Mark a route whose form may hold files of so many bytes."""

    def decorate(view: View) -> View:
        view.most_bytes = most_bytes + MIB // 4  # type: ignore[attr-defined]
        return view

    return decorate


def takes_long_text(characters: int) -> Callable[[View], View]:
    """Mark a route whose form may hold a typed text of so many characters, beside what takes_pictures() allows."""

    def decorate(view: View) -> View:
        view.most_text = 4 * characters  # type: ignore[attr-defined]  # bytes: no sign has more than four
        return view

    return decorate


def store_picture(file: FileStorage, alt: str, by_member_id: int, field: str = "picture") -> Picture:
    """Decode and store an upload. Returns a Picture that the act still has to add to its session.

    Takes up to a second: call it before transaction(), not inside. Raises RuleBroken on `field`, Throttled over the quota.
    """
    check("upload", by_member_id, PER_HOUR, 3600)
    day = select(func.count()).where(
        Picture.by_member_id == by_member_id, Picture.created_at > now() - timedelta(days=1)
    )
    if (db.session.scalar(day) or 0) >= PER_DAY:
        raise RuleBroken(f"That makes more than {PER_DAY} pictures in a day. Please go on tomorrow.", field)
    raw = file.stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise RuleBroken("This picture has more than 20 MB. Please make it smaller.", field)
    return keep_picture(raw, alt, by_member_id, field)


def keep_picture(raw: bytes, alt: str = "", by_member_id: int | None = None, field: str = "picture") -> Picture:
    """The same for bytes that are at hand, without the quota. Raises RuleBroken when they are no picture."""
    key = secrets.token_hex(16)
    home = file_of(key, SIZES[0]).parent
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home) as folder:
        told = _decoded(raw, folder)
        if "refused" in told:
            raise RuleBroken(WORDS[str(told["refused"])], field)
        for size in SIZES:
            os.replace(Path(folder) / f"{size}.webp", file_of(key, size))
    return Picture(
        key=key, width=told["width"], height=told["height"], alt=alt, by_member_id=by_member_id, created_at=now()
    )


def drop_picture(picture: Picture) -> None:
    """Forget a picture inside the open transaction; its files go once that is stored."""
    paths = [file_of(picture.key, size) for size in SIZES]
    publish(PictureDropped(picture.id))
    db.session.delete(picture)

    def unlink() -> None:
        for path in paths:
            path.unlink(missing_ok=True)

    after_commit(unlink)


def _decoded(raw: bytes, folder: str) -> dict[str, Any]:
    try:
        child = subprocess.run(  # noqa: S603  (our own script, by our own interpreter)
            [sys.executable, "-I", str(CHILD), folder],
            input=raw,
            capture_output=True,
            timeout=WALL_SECONDS,
            env={"PATH": os.defpath},
            check=True,
        )
        told = dict(json.loads(child.stdout))
    except (subprocess.SubprocessError, ValueError) as stopped:
        current_app.logger.warning("picture child stopped: %s", type(stopped).__name__)
        return {"refused": "large" if isinstance(stopped, subprocess.TimeoutExpired) else "unreadable"}
    if "failed" in told:
        raise OSError(told["failed"], f"a picture could not be written: {os.strerror(told['failed'])}")
    return told


def _allow_body() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    request.max_content_length = getattr(view, "most_bytes", request.max_content_length)
    request.max_form_memory_size = getattr(view, "most_text", request.max_form_memory_size)


def install(app: Flask) -> None:
    """Widen the body limit where a route asks for it, before anything reads the body."""
    app.before_request_funcs.setdefault(None, []).insert(0, _allow_body)
