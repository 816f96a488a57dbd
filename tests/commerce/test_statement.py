"""Banks' CSV files: separators, decimals, dates, marks, quotes and formulas."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.payments.matching import Finding, Fit, match
from commerce.payments.statement import BadLine, BankLine, decoded, read
from commerce.pledges.reference import new_reference
from commerce.pledges.states import PledgeState

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "source",
    [
        "date,amount,reference\n2026-11-21,45.00,thanks",
        "\ufeffDatum;Betrag;Verwendungszweck\r\n21.11.2026;45,00;thanks\r\n",
        "Buchungstag\tBetrag\tVerwendungszweck\n21.11.26\t45,00 EUR\tthanks",
        "21.11.2026;45,00;thanks",
        '"21.11.2026";"45,00";"thanks"',
        "Konto;DE89\nvon;bis\n\nDatum;Name;Verwendungszweck;Betrag\n21/11/2026;Omar;thanks;45,00",
        'date,amount,reference\n20261121,"=""45.00""",\'thanks',
        "DATE;AMOUNT;REFERENCE\n2026-11-21T08:00:00;+45,00 €;thanks",
    ],
)
def test_every_banks_way_of_writing_reads_the_same(source):
    assert [(line.day, line.amount_minor, line.words) for line in read(source)] == [(DAY, 4500, "thanks")]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2026-02-31;45,00;x", "not a day"),
        ("11/21/2026;45,00;x", "not a day"),
        ("2026-11-21;=10+20;x", "not an amount"),
        ("2026-11-21;;x", "not an amount"),
        ("2026-11-21;45,00", "too few columns"),
    ],
)
def test_a_line_that_cannot_be_read_says_why_and_spoils_no_other(row, why):
    bad, good = read(f"date;amount;reference\n{row}\n2026-11-21;45,00;fine")
    assert isinstance(bad, BadLine)
    assert why in bad.reason
    assert isinstance(good, BankLine)


@pytest.mark.parametrize(
    "source", ["", "\ufeff \n ", "one;two", '2026-11-21;45,00;"' + "x" * 200_000 + '"', "x" * 1_000_001]
)
def test_what_is_no_statement_is_refused_in_words(source):
    with pytest.raises(ValueError, match=r"[a-z]"):
        read(source)


FORMULAS = ["=cmd|' /C calc'!A0", "@SUM(1+9)*cmd|' /C calc'!A0", "=10+20+cmd|' /C calc'!A0"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_formulas_stay_text(formula):
    (line,) = read(f"date;amount;reference\n2026-11-21;1,00;{formula}")
    assert line.words == formula


@given(st.text(max_size=300))
def test_nothing_pasted_ever_breaks_the_reader(source):
    try:
        lines = read(source)
    except ValueError:
        return
    assert all(isinstance(line, BankLine | BadLine) for line in lines)


def test_files_are_decoded_as_banks_write_them():
    words = "Grüße für Änne"
    for name in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        assert decoded(words.encode(name)).lstrip("\ufeff") == words


def test_the_same_movement_has_the_same_digest_in_every_export():
    (one,), (two,) = read("21.11.2026;45,00;CM  x"), read("date,amount,reference\n2026-11-21,45.0,cm x")
    assert one.digest == two.digest
    (other,) = read("21.11.2026;45,01;CM x")
    assert other.digest != one.digest


def a_due(reference, total=4500, state=PledgeState.DUE, held=0, member_id=1):
    return SimpleNamespace(reference=reference, total_minor=total, state=state, held_minor=held, member_id=member_id)


def judged(source, *pledges, booked=(), own_id=0):
    found = match(read(source), {p.reference: p for p in pledges}, set(booked), date(2026, 12, 31), own_id)
    return [(one.finding, one.fit, one.difference_minor) for one in found]


def test_lines_are_matched_once_by_one_reference():
    mine, yours = new_reference(), new_reference()
    source = "\n".join(
        [
            "date;amount;reference",
            f"2026-11-21;45,00;{mine}",
            f"2026-11-21;45,00;{mine}",
            f"2026-11-21;40,00;{yours}",
            f"2026-11-22;10,00;{yours}",
            "2026-11-21;45,00;no reference",
            f"2026-11-21;90,00;{mine} {yours}",
            f"2026-11-21;-45,00;{mine}",
            f"2027-11-21;45,00;{mine}",
            "nonsense;;",
        ]
    )
    assert judged(source, a_due(mine), a_due(yours)) == [
        (Finding.MATCHED, Fit.EXACT, 0),
        (Finding.DUPLICATE, None, 0),
        (Finding.MATCHED, Fit.PART, 500),
        (Finding.MATCHED, Fit.SURPLUS, 500),
        (Finding.UNMATCHED, None, 0),
        (Finding.UNMATCHED, None, 0),
        (Finding.UNMATCHED, None, 0),
        (Finding.UNREADABLE, None, 0),
        (Finding.UNREADABLE, None, 0),
    ]


@pytest.mark.parametrize("state", ["placed", "withdrawn", "released", "lapsed", "refunded"])
def test_money_for_a_pledge_that_is_not_due_is_left_to_a_person(state):
    reference = new_reference()
    assert (
        judged(f"2026-11-21;45,00;{reference}", a_due(reference, state=PledgeState(state)))[0][0] is Finding.UNMATCHED
    )


def test_what_was_booked_before_is_a_duplicate_and_nobody_books_their_own():
    reference = new_reference()
    source = f"2026-11-21;45,00;{reference}"
    (line,) = read(source)
    assert judged(source, a_due(reference), booked=[line.digest])[0][0] is Finding.DUPLICATE
    assert judged(source, a_due(reference, member_id=7), own_id=7)[0][0] is Finding.UNMATCHED
