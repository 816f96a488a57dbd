"""A forum's colour must be told from the paper by people who see less contrast: 3 to 1 at least (WCAG 2.2, 1.4.11)."""

from __future__ import annotations

import re

from kernel.rules import RuleBroken

PAPER = "#fbf8f2"
LEAST = 3.0
HEX = re.compile(r"#[0-9a-f]{6}")


def _light(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, from 0 (black) to 1 (white)."""
    red, green, blue = (_light(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def fit_colour(colour: str, field: str = "colour") -> str:
    """The colour in lower case, if a forum may wear it. Raises RuleBroken on its field."""
    colour = colour.strip().lower()
    if not HEX.fullmatch(colour):
        raise RuleBroken("Give the colour as # and six digits or letters a–f, like #1f6f5c.", field)
    reached = contrast(colour, PAPER)
    if reached < LEAST:
        words = f"This colour is too pale to be seen on paper ({reached:.1f} to 1; {LEAST:.0f} to 1 is the least)."
        raise RuleBroken(f"{words} Choose a darker one.", field)
    return colour
