"""The shape every way to pay keeps: it says how one pledge is paid, and money is recorded by the acts beside it.

A gateway never decides anything: collecting and refunding do, whoever tells them that money moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from commerce.payments.payment import Method
from commerce.pledges.pledge import Pledge


@dataclass(frozen=True, slots=True)
class Instruction:
    """How to pay what is open: labelled lines in the order they are typed into a bank's form. Minor units."""

    method: Method
    amount_minor: int
    currency: str
    lines: tuple[tuple[str, str], ...]


class Gateway(Protocol):
    """One way to pay."""

    method: Method

    def instruct(self, pledge: Pledge) -> Instruction | None:
        """How to pay this pledge; None when nothing is open. Its campaign and that one's settlement must be loaded."""
        ...
