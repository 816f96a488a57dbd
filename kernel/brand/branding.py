"""Changing the brand: staff only, and no accent that somebody could not read in light or in dark.

Letters go out under its name, so another name or tagline is told, and the former name stays reserved.
"""

from __future__ import annotations

from typing import Any

from kernel.brand.brand import Brand, BrandChanged, forget, stored
from kernel.brand.colour import DARK_PAPERS, HEX, LIGHT_PAPERS, complaint
from kernel.clock import now
from kernel.database import after_commit, db
from kernel.events import publish
from kernel.pictures import Picture
from kernel.policy import ALLOWED, Verdict, refused, require
from kernel.rules import RuleBroken


def may_rebrand(member: Any) -> Verdict:
    """Staff and administrators choose how the site looks."""
    return (
        ALLOWED if member is not None and member.is_staff else refused("The brand's staff choose how the site looks.")
    )


def fault_of(colour: str, papers: tuple[str, ...], scheme: str) -> str:
    """Why this cannot be the accent there, in words; "" when it can. The form asks too, for both colours at once."""
    colour = colour.strip().lower()
    if not HEX.fullmatch(colour):
        return "Give the colour as # and six digits or letters a–f, like #1f6f5c."
    return complaint(colour, papers, scheme)


def _accent(colour: str, papers: tuple[str, ...], scheme: str, field: str) -> str:
    if words := fault_of(colour, papers, scheme):
        raise RuleBroken(words, field)
    return colour.strip().lower()


def rebrand(member: Any, name: str, tagline: str, accent: str, accent_dark: str) -> Brand:
    """Write the brand's words and colours. Raises RuleBroken on the field of a colour that reads badly."""
    require(may_rebrand(member))
    brand = stored()
    was = BrandChanged(brand.name, brand.tagline)
    if name != brand.name:
        brand.former_names = [*(former for former in brand.names if former != name)]
    brand.name, brand.tagline = name, tagline
    brand.accent = _accent(accent, LIGHT_PAPERS, "light", "accent")
    brand.accent_dark = _accent(accent_dark, DARK_PAPERS, "dark", "accent_dark")
    _keep(brand, member)
    if (name, tagline) != (was.was_name, was.was_tagline):
        publish(was)
    return brand


def choose_logo(member: Any, logo: Picture | None) -> Brand:
    """Show this picture beside the name; without one the site's own mark again."""
    require(may_rebrand(member))
    brand = stored()
    brand.logo = logo
    _keep(brand, member)
    return brand


def _keep(brand: Brand, member: Any) -> None:
    brand.changed_by, brand.changed_at = member.id, now()
    db.session.add(brand)
    db.session.flush()
    after_commit(forget)
