"""Labels pasted from any list: comma, semicolon or tab, with the carrier when it differs."""

import pytest

from commerce.making.labels import Label, read_fields, read_labels
from kernel.rules import RuleBroken


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("", []),
        ("\n  \n", []),
        ("cm-1,0034", [Label(1, "CM-1", "DHL", "0034")]),
        ("CM-1;0034;UPS", [Label(1, "CM-1", "UPS", "0034")]),
        ("CM-1\t0034", [Label(1, "CM-1", "DHL", "0034")]),
        ('\n"CM-1" , "00,34"', [Label(2, "CM-1", "DHL", "00,34")]),
        ("CM-1,0034,", [Label(1, "CM-1", "DHL", "0034")]),
    ],
)
def test_a_line_is_a_reference_and_a_number(text, labels):
    assert read_labels(text, "DHL") == labels


@pytest.mark.parametrize("text", ["CM-1", "CM-1,", ",0034", "a,b,c,d"])
def test_a_line_that_cannot_be_read_is_named(text):
    with pytest.raises(RuleBroken, match="Line 1 needs"):
        read_labels(text, "DHL")


def test_more_lines_than_one_request_can_carry_are_refused():
    with pytest.raises(RuleBroken, match="At most 500"):
        read_labels("CM-1,1\n" * 501, "DHL")


def test_only_the_fields_that_were_filled_in_are_labels():
    fields = [("carrier", "DHL"), ("number-CM-1", " "), ("number-CM-2", " 0034 ")]
    assert read_fields(fields, "DHL") == [Label(1, "CM-2", "DHL", "0034")]
