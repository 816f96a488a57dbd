"""Who was shown what in this hour, kept so that nobody can read it out: bits set by hashes with a salt of the hour's own.

A Bloom filter of two megabytes, whoever comes: of a million showings two in a thousand are taken for seen and not counted,
which steers no order; a flood of made-up readers only makes it count less.
"""

from __future__ import annotations

import secrets

SIZE = 1 << 21  # bytes
MARKS = 4


class Seen:
    """One hour's memory."""

    def __init__(self) -> None:
        self._bits, self._salt = bytearray(SIZE), secrets.randbits(64)

    def is_first(self, reader: int | str, concept_id: int) -> bool:
        """Whether this reader was not shown this concept before; from now on they were."""
        value = hash((self._salt, reader, concept_id))
        place, step, first = value, value >> 32 | 1, False
        for _ in range(MARKS):
            byte, bit = place >> 3 & SIZE - 1, 1 << (place & 7)
            first = first or not self._bits[byte] & bit
            self._bits[byte] |= bit
            place += step
        return first
