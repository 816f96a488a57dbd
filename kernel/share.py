"""The picture that a shared link shows elsewhere. Its address holds the words, signed, so that a page needs no look-up for it.

It is drawn when somebody first asks for it, by a child process, and kept by its digest; other words have another address.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, send_file
from itsdangerous import BadSignature, URLSafeSerializer

from kernel.access import public
from kernel.brand import brand
from kernel.pictures import HOUR, file_of, is_public

CHILD = Path(__file__).with_name("share_child.py")
FONTS = [
    str(Path(__file__).parents[1] / "static" / "fonts" / name) for name in ("besley-600.woff2", "besley-600-ext.woff2")
]
LONGEST_TITLE, LONGEST_WORDS = 120, 160
SECONDS, PATIENCE = 10, 5
bp = Blueprint("share", __name__)
_one_at_a_time = threading.Lock()


@lru_cache(maxsize=4096)
def _token(secret: str, title: str, words: str, photo: str) -> str:
    return str(URLSafeSerializer(secret, salt="share").dumps([title, words, photo]))


def share_url(title: str, words: str = "", photo: str = "") -> str:
    """Where the picture with these words, beside this stored picture (by its path) if any, is found."""
    key = photo.removeprefix("/pictures/").partition("-")[0]
    config = current_app.config
    token = _token(config["SECRET_KEY"], str(title)[:LONGEST_TITLE], str(words)[:LONGEST_WORDS], key)
    return f"{config['SITE_URL']}/share/{token}.jpg"


@bp.get("/share/<string:token>.jpg")
@public
def show(token: str) -> Response:
    """The picture, 1200 by 630; a photo that not everybody may see is left out."""
    try:
        title, words, key = URLSafeSerializer(current_app.config["SECRET_KEY"], salt="share").loads(token)
    except (BadSignature, ValueError, TypeError):
        abort(404)
    photo = str(file_of(key, 1280)) if key and is_public(key) else ""
    site = brand.shown()
    told = {"title": title, "words": words, "brand": site.name, "accent": site.accent, "photo": photo, "fonts": FONTS}
    path = _kept(json.dumps(told))
    answer = send_file(path, mimetype="image/jpeg", conditional=True, max_age=HOUR)
    answer.headers["Cache-Control"] = f"public, max-age={HOUR}"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _kept(told: str) -> Path:
    """The file with this picture, drawn now if it is not there yet."""
    folder = Path(current_app.config["DATA_DIR"]) / "shared"
    path = folder / f"{sha256(told.encode()).hexdigest()[:32]}.jpg"
    if not path.exists():
        if not _one_at_a_time.acquire(timeout=PATIENCE):
            abort(503)
        try:
            folder.mkdir(exist_ok=True)
            path.with_suffix(f".{os.getpid()}").write_bytes(_drawn(told))
            path.with_suffix(f".{os.getpid()}").replace(path)
        finally:
            _one_at_a_time.release()
    return path


def _drawn(told: str) -> bytes:
    command: list[Any] = [sys.executable, "-I", str(CHILD)]
    child = subprocess.run(command, input=told.encode(), capture_output=True, timeout=SECONDS, env={"PATH": os.defpath})  # noqa: S603
    if child.returncode:
        current_app.logger.warning("share child stopped: %s", child.returncode)
        abort(503)
    return child.stdout


def install(app: Flask) -> None:
    """Serve the pictures, and let templates say where each is."""
    app.register_blueprint(bp)
    app.jinja_env.globals["share_url"] = share_url
