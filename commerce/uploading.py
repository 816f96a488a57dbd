"""Pictures that come with a form of commerce: stored before the transaction, all with the words their form gave them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kernel.pictures import Picture
from kernel.rules import RuleBroken
from kernel.uploads import store_picture


def stored(uploads: Sequence[Any] | None, alt: str, by_member_id: int, most: int) -> list[Picture]:
    """The pictures among these uploads, at most so many. Raises RuleBroken on pictures or alt."""
    chosen = [upload for upload in uploads or () if getattr(upload, "filename", "")]
    if len(chosen) > most:
        raise RuleBroken(f"Choose at most {most} pictures.", "pictures")
    if chosen and not alt.strip():
        raise RuleBroken("Say what the pictures show, for people who cannot see them.", "alt")
    return [store_picture(upload, alt.strip()[:300], by_member_id, "pictures") for upload in chosen]
