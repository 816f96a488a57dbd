"""Whether a sentence speaks for or against what it mentions.

Opinion words are counted, and turned round after a negation.
"""

from __future__ import annotations

from enum import StrEnum


class Polarity(StrEnum):
    """For, against, or neither."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    NEUTRAL = "neutral"
