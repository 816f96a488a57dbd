"""One spelling for one content: the same values always give the same bytes, so a hash of them means something."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any


def canonical(content: Any) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8. Raises TypeError for what has no single spelling, such as a float."""
    _refuse_floats(content)
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def digest(content: Any) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def moment(at: datetime) -> str:
    """A moment as the record spells it: UTC, to the microsecond, always of one length."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _refuse_floats(content: Any) -> None:
    if isinstance(content, float):
        raise TypeError(f"{content!r} has no single spelling: record whole numbers or words")
    if isinstance(content, dict):
        for key, value in content.items():
            if not isinstance(key, str):
                raise TypeError(f"the key {key!r} must be text")
            _refuse_floats(value)
    elif isinstance(content, list | tuple):
        for value in content:
            _refuse_floats(value)
