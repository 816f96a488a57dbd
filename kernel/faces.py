"""A person's face and an uploaded picture as elements; who has no picture gets a monogram drawn from their id."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape
from sqlalchemy import inspect

TONES = 6


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


def face(member: Any, size: int = 32) -> Markup:
    """The member's picture when it was loaded with them, else their monogram; None is somebody who left."""
    if member is None:
        return monogram(0, "·", size)
    picture = None if "picture" in inspect(member).unloaded else getattr(member, "picture", None)
    if picture is None:
        return monogram(member.id or 0, member.name, size)
    return Markup('<img class="face" src="{}" width="{}" height="{}" alt="" loading="lazy">').format(
        f"/pictures/{picture.key}-small.webp", size, size
    )


def picture_tag(picture: Any, size: str = "large", eager: bool = False) -> Markup:
    """An <img> in two sizes with its width, height and alt text; lazy unless eager."""
    key = escape(picture.key)
    return Markup(
        '<img class="picture" src="/pictures/{0}-{1}.webp" '
        'srcset="/pictures/{0}-small.webp 480w, /pictures/{0}-large.webp 1280w" '
        'sizes="{2}" width="{3}" height="{4}" alt="{5}" {6} decoding="async">'
    ).format(
        key,
        size,
        "(min-width: 60rem) 40rem, 100vw" if size == "large" else "(min-width: 40rem) 20rem, 100vw",
        picture.width,
        picture.height,
        picture.alt,
        Markup('fetchpriority="high"') if eager else Markup('loading="lazy"'),
    )
