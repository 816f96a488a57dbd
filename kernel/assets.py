"""Static files under addresses that name their content, compressed once; styles and scripts are one file each."""

from __future__ import annotations

import gzip
import mimetypes
import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
from flask import Blueprint, Flask, Response, abort, current_app, redirect, request

from kernel.access import public

LAYERS = ("tokens.css", "reset.css", "base.css", "layout.css", "components/*.css", "pages/*.css", "utilities.css")
TEXT = ("text/", "application/json", "application/manifest+json", "image/svg+xml")
YEAR = "public, max-age=31536000, immutable"
mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")

bp = Blueprint("assets", __name__)


@dataclass(frozen=True)
class Asset:
    """One static file with its fingerprint and its compressed bodies, made when first asked for."""

    name: str
    body: bytes
    mimetype: str

    @cached_property
    def fingerprint(self) -> str:
        return sha256(self.body).hexdigest()[:12]

    @property
    def url(self) -> str:
        stem, dot, ending = self.name.rpartition(".")
        return f"/static/{stem}.{self.fingerprint}{dot}{ending}"

    @cached_property
    def compressed(self) -> dict[str, bytes]:
        """Bodies by content coding, the best first; none for what is compressed already."""
        if not self.mimetype.startswith(TEXT):
            return {}
        return {"br": brotli.compress(self.body, quality=11), "gzip": gzip.compress(self.body, 9, mtime=0)}


def squeezed_css(text: str) -> str:
    """The same rules without comments and indentation."""
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).strip() + "\n"


def joined_js(name: str, text: str) -> str:
    """An ES module as one block of the bundle: the shared module open, the others closed."""
    body = re.sub(
        r"^(import .*|export (?=const|function))", "", re.sub(r"^\s*//.*\n", "", text, flags=re.M), flags=re.M
    ).strip()
    return f"{body}\n" if name == "bind.js" else f"{{\n{body}\n}}\n"


def _style(root: Path) -> bytes:
    files = [file for layer in LAYERS for file in sorted((root / "css").glob(layer))]
    order = "@layer tokens, reset, base, layout, components, pages, utilities;\n"
    text = order + "".join(squeezed_css(file.read_text("utf-8")) for file in files)
    return re.sub(r'url\("([^":]+)"\)', lambda match: f'url("{_asset(root, match[1]).url}")', text).encode()


def _script(root: Path) -> bytes:
    files = sorted((root / "js").glob("*.js"), key=lambda file: (file.name != "bind.js", file.name))
    return "".join(joined_js(file.name, file.read_text("utf-8")) for file in files).encode()


def _made(name: str, body: bytes) -> Asset:
    return Asset(name, body, mimetypes.guess_type(name)[0] or "application/octet-stream")


def _asset(root: Path, name: str) -> Asset:
    return _made(name, (root / name).read_bytes())


def gathered(root: Path) -> dict[str, Asset]:
    """Every static file under its plain name, with the two bundles site.css and app.js."""
    names = [file.relative_to(root).as_posix() for file in sorted(root.rglob("*")) if file.is_file()]
    assets = {name: _asset(root, name) for name in names if not re.match(r"css/|js/[^/]+$|.*\.txt$", name)}
    return assets | {"site.css": _made("site.css", _style(root)), "app.js": _made("app.js", _script(root))}


class Shelf:
    """The site's static files; in debug it looks again whenever a file has changed."""

    def __init__(self, root: Path, watch: bool) -> None:
        self.root, self.watch = root, watch
        self.stamp = self._newest()

    @cached_property
    def assets(self) -> dict[str, Asset]:
        """By plain name; gathered when first asked for, which most commands never do."""
        return gathered(self.root)

    def _newest(self) -> float:
        return max((file.stat().st_mtime for file in self.root.rglob("*")), default=0.0) if self.watch else 0.0

    def url(self, name: str) -> str:
        """The fingerprinted address of a static file. Raises KeyError when there is no such file."""
        if self.watch and (newest := self._newest()) != self.stamp:
            self.stamp, self.assets = newest, gathered(self.root)
        return self.assets[name].url

    def asked(self, path: str) -> tuple[Asset | None, bool]:
        """The file at that address, and whether the fingerprint in it is today's."""
        match = re.fullmatch(r"(.+)\.([0-9a-f]{12})(\.[a-z0-9]+)", path)
        asset = self.assets.get(match[1] + match[3] if match else path)
        return asset, bool(asset and match and match[2] == asset.fingerprint)


@bp.get("/static/<path:path>")
@public
def file(path: str) -> Any:
    """One static file; an address of yesterday leads to today's."""
    shelf: Shelf = current_app.extensions["shelf"]
    asset, current = shelf.asked(path)
    if asset is None:
        abort(404)
    return answered(asset) if current else redirect(asset.url)


def answered(asset: Asset) -> Response:
    """The asset in the best coding the browser takes, for a year: its address names its content."""
    coding = next((code for code in asset.compressed if request.accept_encodings.quality(code)), "")
    response = Response(asset.compressed[coding] if coding else asset.body, mimetype=asset.mimetype)
    response.headers["Cache-Control"] = YEAR
    if asset.compressed:
        response.headers["Vary"] = "Accept-Encoding"
    if coding:
        response.headers["Content-Encoding"] = coding
    response.set_etag(f"{asset.fingerprint}{coding and '-' + coding}")
    response.make_conditional(request)
    return response


def install(app: Flask) -> None:
    """Serve the static folder; templates say static_url("site.css")."""
    shelf = Shelf(Path(app.root_path) / "static", watch=app.debug)
    app.extensions["shelf"] = shelf
    app.jinja_env.globals["static_url"] = shelf.url
    app.register_blueprint(bp)
