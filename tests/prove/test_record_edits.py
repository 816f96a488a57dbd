"""A thousand edits of one byte in the record's tables, on each engine: every one of them is found."""

import random

import pytest

from governance.record.verifying import verify
from kernel.database import transaction
from tests.governance.byte_edits import missed_of
from tests.governance.rewriting import recorded, recorded_by, signed

EDITS = 1000


@pytest.mark.prove
def test_every_one_of_a_thousand_one_byte_edits_of_the_record_is_found(app, ines, maya):
    for _ in range(4):
        recorded(4)
        with transaction():
            recorded_by(ines, maya)
        signed()
    assert verify().faults == []
    assert missed_of(EDITS, random.Random(2026), lambda: verify().faults) == []
    assert verify().faults == []
