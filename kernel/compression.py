"""Pages leave compressed when the browser can take it; what is already compressed is left alone."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

TEXT = ("text/", "application/json", "application/atom+xml", "application/xml", "application/manifest+json")
SMALLEST = 700


def _compress(response: Response) -> Response:
    if (
        response.direct_passthrough
        or "Content-Encoding" in response.headers
        or not (response.mimetype or "").startswith(TEXT)
        or (response.content_length or 0) < SMALLEST
        or "gzip" not in request.headers.get("Accept-Encoding", "")
    ):
        return response
    response.set_data(gzip.compress(response.get_data(), compresslevel=4, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response


def install(app: Flask) -> None:
    """Compress after everything else has had its say about the answer."""
    app.after_request(_compress)
