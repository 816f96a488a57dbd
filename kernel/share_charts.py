"""Drawings of a budget and who paid for what, as inline SVG: blocks are people, their width is what they gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

MOST_BLOCKS = 40
GAP = 0.3


@dataclass(frozen=True, slots=True)
class PaidBar:
    """One winner's cost: `length` in per cent of the longest bar; the parts of the cost that full payers and those with
    less left gave, from 0 to 1. What they did not give came from what was left over.
    """

    length: float
    full: float
    payers_full: int
    last: float
    payers_last: int


def people_a_block(payers: int) -> int:
    """How many supporters one block stands for, so that a bar has at most forty."""
    return max(1, -(-payers // MOST_BLOCKS))


def draw_paid(bar: PaidBar) -> Markup:
    """The bar: blocks of those who paid the price, lighter ones of those who gave their last, and an outline of the rest."""
    whole = max(bar.length, 1.0)
    open_ = bar.full + bar.last < 0.999
    inside = f'<rect class="share__rest" x="0" y="1" width="{whole:.2f}%" height="22" rx="2"/>' if open_ else ""
    full, last = whole * bar.full, whole * bar.last
    inside += _blocks(0.0, full, bar.payers_full, "share__block")
    inside += _blocks(full, last, bar.payers_last, "share__block share__block--last")
    return Markup(f'<svg class="draw draw--share" width="100%" height="24" aria-hidden="true">{inside}</svg>')  # noqa: S704


def draw_whole(parts: Sequence[float], left: float) -> Markup:
    """The whole budget as one bar: a part for each winner, from 0 to 1, and what was left over as an outline."""
    at, inside = 0.0, '<rect class="share__rest" x="0" y="1" width="100%" height="30" rx="2"/>' if left > 0.001 else ""
    for number, part in enumerate(parts):
        width = max(100 * part - GAP, 0.2)
        inside += f'<rect class="share__part share__part--{number % 2}" x="{at:.2f}%" y="1" width="{width:.2f}%" height="30"/>'
        if part > 0.04:
            inside += (
                f'<text class="share__number" x="{at + width / 2:.2f}%" y="21" text-anchor="middle">{number + 1}</text>'
            )
        at += 100 * part
    if left > 0.08:
        inside += f'<text class="share__left" x="{at + 50 * left:.2f}%" y="21" text-anchor="middle">left over</text>'
    return Markup(f'<svg class="draw draw--whole" width="100%" height="32" aria-hidden="true">{inside}</svg>')  # noqa: S704


def _blocks(start: float, width: float, payers: int, kind: str) -> str:
    if not payers or width <= 0:
        return ""
    blocks = -(-payers // people_a_block(payers))
    step = width / blocks
    gap = min(GAP, step / 3)
    return "".join(
        f'<rect class="{kind}" x="{start + step * number:.2f}%" y="1" width="{step - gap:.2f}%" height="22"/>'
        for number in range(blocks)
    )
