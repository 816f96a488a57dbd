"""The closed list of reasons for which something may be flagged or hidden. It is blind to stars: none of them is about
whether the words praise or blame, so nobody can hide a review for being negative.
"""

from __future__ import annotations

from enum import StrEnum


class Ground(StrEnum):
    """Why something is not to be shown."""

    SPAM = "spam"
    PRIVATE = "private"
    ABUSE = "abuse"
    UNLAWFUL = "unlawful"
    COPIED = "copied"
    PRETENCE = "pretence"
    ELSEWHERE = "elsewhere"

    @property
    def words(self) -> str:
        """As everybody reads it."""
        return WORDS[self]


WORDS = {
    Ground.SPAM: "Advertising or spam",
    Ground.PRIVATE: "Somebody’s personal data",
    Ground.ABUSE: "Insult, threat or hatred",
    Ground.UNLAWFUL: "Against the law",
    Ground.COPIED: "Somebody else’s work, used without leave",
    Ground.PRETENCE: "Pretends to be somebody else",
    Ground.ELSEWHERE: "About something else altogether",
}


def in_public(ground: Ground, more: str) -> str:
    """The public reason: the ground, then what was added in words."""
    return f"{ground.words}. {more}".strip()
