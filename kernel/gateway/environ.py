"""What a request says, in WSGI's words.

A header whose name has an underscore is dropped: WSGI writes `X_Forwarded_For` and `X-Forwarded-For` alike, so that a visitor's
own could pass for the proxy's. Lengths are told by us alone, since bodies are read before.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Any, BinaryIO

from werkzeug.wsgi import FileWrapper

FRAMING = {"content-length", "transfer-encoding"}


def environ_of(scope: Any, body: BinaryIO, length: int | None) -> dict[str, Any]:
    """The request of this scope with this body; `length` is None for a request that has none."""
    server, _, port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": _latin(scope.path),
        "QUERY_STRING": _latin(scope.query_string),
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version if '.' in scope.http_version else scope.http_version + '.0'}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileWrapper,
    }
    if length is not None:
        environ["CONTENT_LENGTH"] = str(length)
    for name, value in scope.headers.items():
        key = _key(name)
        if key in environ:
            environ[key] += ("; " if key == "HTTP_COOKIE" else ", ") + value
        elif key:
            environ[key] = value
    return environ


@lru_cache(maxsize=500)
def _key(name: str) -> str:
    """WSGI's name for a header, empty for one that is not handed on."""
    if "_" in name or name in FRAMING:
        return ""
    return "CONTENT_TYPE" if name == "content-type" else "HTTP_" + name.upper().replace("-", "_")


def _latin(text: str) -> str:
    """WSGI carries bytes as if they were Latin-1."""
    return text if text.isascii() else text.encode().decode("latin-1")
