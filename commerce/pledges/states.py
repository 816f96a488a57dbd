"""The states of a pledge and the only steps between them. No step leads from money received back to money asked for."""

from __future__ import annotations

from enum import StrEnum


class PledgeState(StrEnum):
    """Where a pledge stands."""

    PLACED = "placed"
    WITHDRAWN = "withdrawn"
    RELEASED = "released"
    DUE = "due"
    LAPSED = "lapsed"
    PAID = "paid"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    REFUNDED = "refunded"

    @property
    def words(self) -> str:
        """What it means for the member, in a sentence."""
        return _WORDS[self]

    @property
    def of_another(self) -> str:
        """The same for staff, whose pledge it is not."""
        return _OF_ANOTHER.get(self, _WORDS[self])


_S = PledgeState
_WORDS = {
    _S.PLACED: "Placed. You pay nothing unless the minimum is met.",
    _S.WITHDRAWN: "Withdrawn. You owe nothing.",
    _S.RELEASED: "Released: the minimum was missed. You owe nothing.",
    _S.DUE: "Due: the minimum was met.",
    _S.LAPSED: "Lapsed: it was not paid in time.",
    _S.PAID: "Paid. It is being made.",
    _S.SHIPPED: "On its way to you.",
    _S.DELIVERED: "Delivered.",
    _S.REFUNDED: "Refunded.",
}
_OF_ANOTHER = {
    _S.PLACED: "Placed. Nothing is paid unless the minimum is met.",
    _S.WITHDRAWN: "Withdrawn. Nothing is owed.",
    _S.RELEASED: "Released: the minimum was missed. Nothing is owed.",
    _S.SHIPPED: "On its way to the member.",
}
EDGES: dict[PledgeState, frozenset[PledgeState]] = {
    _S.PLACED: frozenset({_S.PLACED, _S.WITHDRAWN, _S.RELEASED, _S.DUE}),
    _S.DUE: frozenset({_S.PAID, _S.LAPSED, _S.REFUNDED}),
    _S.PAID: frozenset({_S.SHIPPED, _S.DELIVERED, _S.REFUNDED}),
    _S.SHIPPED: frozenset({_S.SHIPPED, _S.DELIVERED, _S.REFUNDED}),  # to itself: its parcel number was corrected
    _S.DELIVERED: frozenset({_S.SHIPPED, _S.REFUNDED}),  # back: the arrival was noted by mistake
    _S.WITHDRAWN: frozenset(),
    _S.RELEASED: frozenset(),
    _S.LAPSED: frozenset(),
    _S.REFUNDED: frozenset(),
}
ENDED = frozenset({_S.WITHDRAWN, _S.RELEASED, _S.LAPSED, _S.REFUNDED})
PAYABLE = frozenset({_S.DUE, _S.PAID, _S.SHIPPED, _S.DELIVERED})


def leads(start: PledgeState, end: PledgeState) -> bool:
    """Whether a pledge may step from one state to the other."""
    return end in EDGES[start]
