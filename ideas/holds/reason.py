"""The words of held and pending votes: the two kinds of vote, the classes of reason, and why a vote stayed uncounted."""

from __future__ import annotations

from enum import StrEnum


class VoteKind(StrEnum):
    """What is held: a member's supports in a round, or their ballot in it."""

    SUPPORT = "support"
    BALLOT = "ballot"


class HoldReason(StrEnum):
    """The class of a suspicion. The public sees how many votes are held in each, never whose."""

    SHARED_NETWORK = "shared-network"
    SIGN_UP_BURST = "sign-up-burst"
    FOLLOW_THE_LEADER = "follow-the-leader"
    ONE_TARGET = "one-target"


class Uncounted(StrEnum):
    """Why a vote was not among the counted ones when its kind of vote closed."""

    UNCONFIRMED = "unconfirmed"
    TOO_NEW = "too-new"
    HELD = "held"
    INVALIDATED = "invalidated"


REASONS = {
    HoldReason.SHARED_NETWORK: "Several accounts opened from one network chose the same far more often than others did.",
    HoldReason.SIGN_UP_BURST: "Many accounts opened within a short time chose the same far more often than others did.",
    HoldReason.FOLLOW_THE_LEADER: "Several accounts chose the same concepts in the same order.",
    HoldReason.ONE_TARGET: "Many new accounts came for one concept only and have done nothing else here.",
}
SHORT_REASONS = {
    HoldReason.SHARED_NETWORK: "shared network",
    HoldReason.SIGN_UP_BURST: "burst of sign-ups",
    HoldReason.FOLLOW_THE_LEADER: "same choices in the same order",
    HoldReason.ONE_TARGET: "new accounts with one target",
}
