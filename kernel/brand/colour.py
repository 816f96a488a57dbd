"""Colours that people can read: WCAG contrast against the site's own papers, in light and in dark."""

from __future__ import annotations

import re
from functools import lru_cache
from math import atan2, cos, hypot, sin

HEX = re.compile(r"#[0-9a-f]{6}")
LIGHT_PAPERS = ("#fcfbf9", "#f9f6f0", "#f0ebe2")
DARK_PAPERS = ("#221d18", "#191511", "#120e0b")
CHALK, INK = "#fdfbf7", "#1d1712"
TEXT = 4.5


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", from 0 (black) to 1 (white)."""
    red, green, blue = _channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def worst(colour: str, papers: tuple[str, ...]) -> float:
    """The lowest contrast of a colour with any of these papers."""
    return min(contrast(colour, paper) for paper in papers)


def on(colour: str) -> str:
    """Chalk or ink, whichever reads better on this colour."""
    return max((CHALK, INK), key=lambda words: contrast(words, colour))


def _to_oklab(colour: str) -> tuple[float, float, float]:
    red, green, blue = _channels(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
    )


def _from_oklab(light: float, a: float, b: float) -> str:
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.291485548 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
    )
    shares = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in (max(c, 0.0) for c in linear))
    return "#" + "".join(f"{min(255, max(0, round(share * 255))):02x}" for share in shares)


def shifted(colour: str, by: float) -> str:
    """The same hue, lighter (by > 0) or darker in OKLCH lightness, with a little less chroma at the ends."""
    light, a, b = _to_oklab(colour)
    target = min(0.97, max(0.08, light + by))
    chroma, hue = hypot(a, b) * (1 - 0.5 * abs(target - light)), atan2(b, a)
    return _from_oklab(target, chroma * cos(hue), chroma * sin(hue))


@lru_cache(maxsize=512)
def readable(colour: str, papers: tuple[str, ...], least: float = TEXT) -> str:
    """This colour, or the nearest of its hue that reads on these papers."""
    darker = luminance(papers[0]) > 0.5
    for step in range(60):
        tried = shifted(colour, (-0.015 if darker else 0.015) * step) if step else colour
        if worst(tried, papers) >= least:
            return tried
    return INK if darker else CHALK


@lru_cache(maxsize=512)
def nearest(colour: str, papers: tuple[str, ...]) -> str:
    """The nearest colour of its hue that can be the accent there: it reads on the papers, and words read on it."""
    darker = luminance(papers[0]) > 0.5
    tried = (shifted(colour, (-0.015 if darker else 0.015) * step) for step in range(1, 80))
    return next((one for one in tried if _fits(one, papers)), INK if darker else CHALK)


def _fits(colour: str, papers: tuple[str, ...]) -> bool:
    return worst(colour, papers) >= TEXT and contrast(on(colour), colour) >= TEXT


def complaint(colour: str, papers: tuple[str, ...], scheme: str) -> str:
    """Why this colour cannot be the accent there, in words for the person who chose it; "" when it can."""
    reached = worst(colour, papers)
    if reached < TEXT:
        way = f"Choose a {'darker' if scheme == 'light' else 'lighter'} one, such as {nearest(colour, papers)}."
        return f"Too faint on the {scheme} paper: {reached:.1f} to 1, and {TEXT} is the least. {way}"
    words = contrast(on(colour), colour)
    if words < TEXT:
        way = f"The nearest that does is {nearest(colour, papers)}."
        return f"Words on a button of this colour would reach {words:.1f} to 1, and {TEXT} is the least. {way}"
    return ""
