"""A slug is a name as it stands in an address: plain letters, digits, single hyphens; it never changes once given."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from ideas.forums.forum import SLUG_LENGTH
from kernel.database import db
from kernel.marks import normal
from kernel.rules import RuleBroken

SHAPE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SPELT = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
KEPT_FREE = {"new", "all", "feed"}


def slug_from(name: str, longest: int = SLUG_LENGTH) -> str:
    """An address made from a name; a name without Latin letters gets a short digest of itself."""
    plain = normal("NFKD", name.lower().translate(SPELT)).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))[:longest].strip("-")
    return slug if slug and slug not in KEPT_FREE else f"n-{sha256(name.encode()).hexdigest()[:8]}"


def free_slug(model: Any, name: str, *also: Any) -> str:
    """A slug from this name that no row of the model has yet, nor of the others."""
    wanted = slug_from(name, SLUG_LENGTH - 4)
    taken = {
        slug
        for one in (model, *also)
        for slug in db.session.scalars(select(one.slug).where(one.slug.startswith(wanted, autoescape=True)))
    }
    endings = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *endings) if slug not in taken)


def fit_slug(model: Any, slug: str, *also: Any, field: str = "slug") -> str:
    """The slug, if it is well made and free. Raises RuleBroken on its field."""
    if not SHAPE.fullmatch(slug) or len(slug) > SLUG_LENGTH or slug in KEPT_FREE:
        raise RuleBroken(f"Use small letters, digits and single hyphens, {SLUG_LENGTH} at most.", field)
    if any(db.session.scalar(select(one.slug).where(one.slug == slug)) for one in (model, *also)):
        raise RuleBroken("This address is taken. Choose another.", field)
    return slug
