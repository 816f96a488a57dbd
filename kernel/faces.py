"""A person's face and an uploaded picture as elements; who has no picture gets a monogram drawn from their id."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markupsafe import Markup

from kernel.pictures import THUMB, WIDTHS, Picture

TONES = 6
SIZES = {
    "large": "(min-width: 60rem) 40rem, 100vw",
    "small": "(min-width: 60rem) 22rem, (min-width: 40rem) 45vw, 100vw",
    "thumb": "6rem",
}


@lru_cache(maxsize=4096)
def monogram(seed: int, name: str, size: int) -> Markup:
    """A disc with up to two initials in one of six quiet tones."""
    words = [word for word in name.split() if word[:1].isalnum()] or [name or "·"]
    initials = (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()
    return Markup(
        '<svg class="face face--{}" width="{}" height="{}" viewBox="0 0 40 40" aria-hidden="true">'
        '<circle cx="20" cy="20" r="20"/>'
        '<text x="20" y="21" text-anchor="middle" dominant-baseline="central">{}</text></svg>'
    ).format(seed % TONES, size, size, initials)


@lru_cache(maxsize=4096)
def _photo(key: str, size: int) -> Markup:
    return Markup('<img class="face" src="/pictures/{}-{}.webp" width="{}" height="{}" alt="" loading="lazy">').format(
        key, THUMB, size, size
    )


def face(member: Any, size: int = 32) -> Markup:
    """The member's picture, or their monogram; None is somebody who left."""
    if member is None:
        return monogram(0, "·", size)
    return _photo(member.picture_key, size) if member.picture_key else monogram(member.id or 0, member.name, size)


def picture_tag(picture: Picture, size: str = "large", eager: bool = False) -> Markup:
    """An <img> in two widths with its size and alt text; lazy unless eager. size: large, small or thumb."""
    if picture.hidden_at is not None:
        return Markup('<span class="picture picture--hidden">This picture is hidden.</span>')
    return drawn_anyway(picture, size, eager)


def drawn_anyway(picture: Picture, size: str = "large", eager: bool = False) -> Markup:
    """The same for a keeper's page, which shows also what is hidden."""
    small, large = WIDTHS
    return Markup(
        '<img class="picture{}" src="{}" srcset="{} {}w, {} {}w" sizes="{}" width="{}" height="{}" alt="{}" {} '
        'decoding="async">'
    ).format(
        "" if picture.width >= small or size == "thumb" else " picture--small",
        picture.path(large if size == "large" else small),
        picture.path(small),
        small,
        picture.path(large),
        large,
        SIZES[size],
        picture.width,
        picture.height,
        picture.alt,
        Markup('fetchpriority="high"') if eager else Markup('loading="lazy"'),
    )
