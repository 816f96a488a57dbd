"""The record's own signature, Ed25519. The key is RECORD_KEY or a file in DATA_DIR that only the site can read.

The library is loaded when something is signed or checked, which the worker and commands do; pages never.
"""

from __future__ import annotations

import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

FILE = "record_key"


def origin() -> str:
    """The name under which this record signs: the site's address without its scheme, and /record."""
    address = urlsplit(current_app.config["SITE_URL"])
    return f"{address.netloc}{address.path}/record"


def sign(body: str) -> tuple[str, str]:
    """The public key and the signature of these lines, in hexadecimal."""
    key = _key(_seed())
    return bytes(key.verify_key).hex(), key.sign(body.encode()).signature.hex()


def public() -> str:
    """The public half of the site's key, in hexadecimal."""
    return bytes(_key(_seed()).verify_key).hex()


def is_signed(body: str, public_key: str, signature: str) -> bool:
    """Whether this signature (both in lower-case hexadecimal) is that key's over these lines."""
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    try:
        key, mark = bytes.fromhex(public_key), bytes.fromhex(signature)
        VerifyKey(key).verify(body.encode(), mark)
    except (BadSignatureError, ValueError, TypeError):
        return False
    return (key.hex(), mark.hex()) == (public_key, signature)


@lru_cache(maxsize=8)
def _key(seed: bytes) -> Any:
    from nacl.signing import SigningKey

    return SigningKey(seed)


def _seed() -> bytes:
    """32 bytes: from the setting, else from the file, which is made at its first use."""
    given: str = current_app.config["SETTINGS"].record_key
    path = Path(current_app.config["DATA_DIR"]) / FILE
    seed = bytes.fromhex(given or (path.read_text() if path.exists() else _made(path)))
    if len(seed) != 32:
        raise ValueError(f"the record's key must be 64 hexadecimal digits: look at RECORD_KEY or {path}")
    return seed


def _made(path: Path) -> str:
    """A new key, whole before it has its name, so that two processes never end up with two."""
    draft = path.with_name(f"{FILE}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first; its key counts
    finally:
        draft.unlink()
    return path.read_text()
