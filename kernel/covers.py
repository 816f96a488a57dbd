"""A concept without a picture gets a workshop drawing made from its id in its forum's colour, always the same one.

The drawing is a sheet from a drawing board: an object in a view of its own kind, its centre lines and its dimensions.
All sheets are of one tone: a bright one among dark ones would be looked at first, on a site that draws the order by lot.
Classes of its parts: f filled with the colour, p paper, s solid, t thin line, g grid.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2s
from math import cos, pi, sin

from markupsafe import Markup


class Dice:
    """Numbers that look thrown, but always fall the same way for one seed."""

    def __init__(self, seed: str) -> None:
        self._bytes = iter(blake2s(seed.encode(), digest_size=32).digest())

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + next(self._bytes, 7) * (high - low + 1) // 256

    def chance(self, share: int) -> bool:
        """Yes for about `share` of a hundred seeds."""
        return self.whole(1, 100) <= share


def _level(x: int, x2: int, y: int) -> str:
    """A dimension: a line between two ticks."""
    return f'<path class="t" d="M{x} {y - 6}v12M{x2} {y - 6}v12M{x} {y}H{x2}"/>'


def _upright(x: int, y: int, y2: int) -> str:
    return f'<path class="t" d="M{x - 6} {y}h12M{x - 6} {y2}h12M{x} {y}V{y2}"/>'


def _axis(x: int, y: int, y2: int) -> str:
    return f'<path class="t" stroke-dasharray="14 4 2 4" d="M{x} {y}V{y2}"/>'


def turned(dice: Dice) -> str:
    """Something turned on a lathe, seen from the side: a vessel, a lamp, a handle."""
    heights = [58]
    for _ in range(4):
        heights.append(heights[-1] + dice.whole(24, 52))
    foot = heights[-1]
    radii = [dice.whole(16, 84) for _ in heights]
    right = f"M{200 + radii[0]} {heights[0]}"
    for i in range(1, 5):
        y, y0 = heights[i], heights[i - 1]
        right += f"C{200 + radii[i - 1]} {(y + y0) // 2} {200 + radii[i]} {(y + y0) // 2} {200 + radii[i]} {y}"
    left = f"H{200 - radii[4]}"
    for i in range(4, 0, -1):
        y, y0 = heights[i - 1], heights[i]
        left += f"C{200 - radii[i]} {(y + y0) // 2} {200 - radii[i - 1]} {(y + y0) // 2} {200 - radii[i - 1]} {y}"
    bands = "".join(f"M{200 - radii[i]} {heights[i]}h{2 * radii[i]}" for i in (1, 3))
    most = max(radii)
    return (
        f'<path class="{"f" if dice.chance(60) else "p"}" d="{right}{left}z"/><path d="{bands}"/>'
        f"{_axis(200, 34, foot + 20)}{_upright(200 - most - 34, 58, foot)}"
    )


def plate(dice: Dice) -> str:
    """A plate with holes drilled to a pattern: a bracket, a board, a lid."""
    wide, high = dice.whole(170, 250), dice.whole(110, 170)
    x, y, round_ = (400 - wide) // 2, (290 - high) // 2, dice.whole(4, 54)
    hole = dice.whole(6, 11)
    inset = max(24, round_ // 2 + 14)
    corners = [(x + inset, y + inset), (x + wide - inset, y + inset), (x + inset, y + high - inset)]
    corners.append((x + wide - inset, y + high - inset))
    holes = "".join(f'<circle class="p" cx="{cx}" cy="{cy}" r="{hole}"/>' for cx, cy in corners)
    if dice.chance(50):
        middle = f'<circle class="p" cx="200" cy="145" r="{dice.whole(22, high // 2 - 22)}"/>'
    else:
        slot = dice.whole(50, wide - 90)
        middle = f'<rect class="p" x="{200 - slot // 2}" y="131" width="{slot}" height="28" rx="14"/>'
    return (
        f'<rect class="f" x="{x}" y="{y}" width="{wide}" height="{high}" rx="{round_}"/>{holes}{middle}'
        f"{_level(x, x + wide, y + high + 28)}{_axis(200, y - 20, y + high + 14)}"
    )


def stacked(dice: Dice) -> str:
    """Boxes in isometric view: shelves, drawers, modules that stand on each other."""
    out = ""
    base = 250
    for i in range(dice.whole(2, 3)):
        wide, deep, high = dice.whole(54, 96) - 6 * i, dice.whole(40, 84) - 5 * i, dice.whole(24, 50)
        x, y = 200 + (deep - wide) // 2, base
        a, b = wide // 2, deep // 2
        out += (
            f'<path class="f" d="M{x} {y}l{-deep} {-b}v{-high}l{deep} {b}z"/>'
            f'<path class="p" d="M{x} {y}l{wide} {-a}v{-high}l{-wide} {a}z"/>'
            f'<path class="{"s" if dice.chance(25) else "p"}" d="M{x} {y - high}l{wide} {-a}l{-deep} {-b}l{-wide} {a}z"/>'
        )
        base -= high + (a + b) // 2 - (a + b) // 3
    return out + f'<path class="t" d="M60 252H340"/>{_upright(70, base - 20, 252)}'


def dial(dice: Dice) -> str:
    """A round thing from the front: a wheel, a clock, a knob, a sieve."""
    rim = dice.whole(80, 104)
    spokes = dice.whole(3, 12)
    inner = dice.whole(34, rim - 30)
    lines = ""
    for i in range(spokes):
        turn = 2 * pi * i / spokes - pi / 2
        c, s = cos(turn), sin(turn)
        lines += f"M{200 + inner * c:.0f} {146 + inner * s:.0f}L{200 + (rim - 8) * c:.0f} {146 + (rim - 8) * s:.0f}"
    return (
        f'<circle class="f" cx="200" cy="146" r="{rim}"/><circle class="p" cx="200" cy="146" r="{rim - 10}"/>'
        f'<path d="{lines}"/><circle class="f" cx="200" cy="146" r="{inner}"/>'
        f'<circle class="{"s" if dice.chance(50) else "p"}" cx="200" cy="146" r="{dice.whole(6, inner - 14)}"/>'
        f"{_axis(200, 26, 262)}{_level(200 - rim, 200 + rim, 264)}"
    )


def pattern(dice: Dice) -> str:
    """Pieces of cloth laid out for cutting, with seams and notches."""
    out = ""
    for i, x in enumerate((74, 176, 268)):
        wide, high, curve = dice.whole(66, 84), dice.whole(110, 176), dice.whole(10, 40)
        y = 150 - high // 2 + dice.whole(-14, 14)
        d = f"M{x} {y}q{wide // 2} {curve} {wide} 0l{dice.whole(-12, 12)} {high}q{-wide // 2} {curve // 2} {-wide} 0z"
        out += f'<path class="{"pfp"[i] if dice.chance(70) else "f"}" d="{d}"/>'
        middle = x + wide // 2
        out += f'<path class="t" stroke-dasharray="7 5" d="M{x + 10} {y + curve + 8}v{high - 20}"/>'
        out += f'<path class="t" d="M{middle} {y + curve + 16}v{high - 60}l-5 -8m5 8l5 -8"/>'
    return out


def joint(dice: Dice) -> str:
    """Two boards that lock into each other, a little apart."""
    fingers, top, high = dice.whole(2, 5), dice.whole(56, 84), dice.whole(130, 164)
    deep, apart = dice.whole(26, 60), dice.whole(6, 34)
    step = high // (2 * fingers)
    comb = f"v{step}h{deep}v{step}h{-deep}" * fingers
    height = 2 * fingers * step
    x, far = 200 - deep // 2 - apart // 2, 66 + dice.whole(0, 24)
    left = f"M{x} {top}{comb}H{far}V{top}z"
    x2 = x + apart
    right = f"M{x2} {top}{comb}h{deep}H{400 - far}V{top}z"
    return (
        f'<path class="{"f" if dice.chance(50) else "p"}" d="{right}"/><path class="f" d="{left}"/>'
        f'<path class="t" stroke-dasharray="14 4 2 4" d="M44 {top + height // 2}H356"/>'
        f"{_level(far, 400 - far, top + height + 24)}{_upright(far - 18, top, top + height)}"
    )


def exploded(dice: Dice) -> str:
    """Parts of one thing drawn apart along its axis, as they are put together."""
    out, y = "", 54
    while y < 218:
        wide, thick = dice.whole(38, 98), dice.whole(6, 40)
        flat = wide // 4
        rim = f"a{wide} {flat} 0 0 0 {2 * wide} 0"
        kind = "f" if dice.chance(45) else "p"
        out += f'<path class="{kind}" d="M{200 - wide} {y}v{thick}{rim}v{-thick}"/>'
        out += f'<ellipse class="{kind}" cx="200" cy="{y}" rx="{wide}" ry="{flat}"/>'
        if dice.chance(60):
            hole = wide * dice.whole(30, 62) // 100
            out += f'<ellipse class="p" cx="200" cy="{y}" rx="{hole}" ry="{hole // 4}"/>'
        y += thick + flat + dice.whole(20, 34)
    return f"{_axis(200, 26, 268)}{out}{_upright(322, 54, min(y, 250))}"


def section(dice: Dice) -> str:
    """A vessel or a housing cut through the middle, its wall hatched."""
    wide, high, wall = dice.whole(84, 124), dice.whole(110, 160), dice.whole(14, 26)
    curve, top = dice.whole(10, 60), 232 - high
    lip = dice.whole(0, 24)
    low = high - curve
    inner = wide - wall
    cut = (
        f"M{200 - wide - lip} {top}h{wall + lip}v{low}q0 {curve - wall // 2} {curve} {curve - wall // 2}H{200 + inner - curve}"
        f"q{curve} 0 {curve} {wall // 2 - curve}v{-low}h{wall + lip}v{wall}h{-lip}v{low - wall}"
        f"q0 {curve} {-curve} {curve}H{200 - wide + curve}q{-curve} 0 {-curve} {-curve}v{wall - low}h{-lip}z"
    )
    ribs = "".join(
        f"M{x + 2} {y}l{wall - 4} {4 - wall}"
        for x in (200 - wide, 200 + inner)
        for y in range(top + wall + 26, top + low, 17)
    )
    return (
        f'<path class="f" d="{cut}"/><path class="t" d="{ribs}"/>'
        f"{_axis(200, top - 30, 258)}{_level(200 - inner, 200 + inner, top - 18)}{_upright(200 + wide + lip + 26, top, 232)}"
    )


KINDS: tuple[Callable[[Dice], str], ...] = (turned, plate, stacked, dial, pattern, joint, exploded, section)
GRID = (
    '<path class="g" d="M0 50H400M0 100H400M0 150H400M0 200H400M0 250H400'
    'M50 0V300M100 0V300M150 0V300M200 0V300M250 0V300M300 0V300M350 0V300"/>'
)


@lru_cache(maxsize=4096)
def draw_cover(seed: int | str, colour: str, title: str = "") -> Markup:
    """An inline SVG of at most about 1 KB, 4 by 3; title is what a screen reader says, "" hides it from them."""
    dice = Dice(f"cover {seed}")
    kind = KINDS[dice.whole(0, len(KINDS) - 1)]
    spoken = Markup('role="img" aria-label="{}"').format(title) if title else Markup('aria-hidden="true"')
    head = Markup('<svg class="cover" viewBox="30 20 340 255" color="{}" {}>').format(colour, spoken)
    return head + Markup(f"{GRID}{kind(dice)}</svg>")  # noqa: S704
