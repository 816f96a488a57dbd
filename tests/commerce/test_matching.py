"""Which line pays which pledge: in its currency, in the right direction, once; whatever is doubtful has a group of its own."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from commerce.payments.matching import Finding, Fit, Ledger, match
from commerce.payments.statement import read
from commerce.pledges.reference import new_reference
from commerce.pledges.states import PledgeState

DAY = date(2026, 11, 21)


def a_due(reference, total=4500, state=PledgeState.DUE, held=0, member_id=1, currency="EUR"):
    return SimpleNamespace(
        reference=reference,
        total_minor=total,
        state=state,
        held_minor=held,
        member_id=member_id,
        campaign=SimpleNamespace(currency=currency),
    )


def looked_at(source, *pledges, **known):
    return match(read(source), Ledger({p.reference: p for p in pledges}, **known), date(2026, 12, 31))


def judged(source, *pledges, **known):
    return [(one.finding, one.fit, one.difference_minor) for one in looked_at(source, *pledges, **known)]


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
        (Finding.CAME_BACK, None, 0),
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
    assert judged(source, a_due(reference), booked={line.digest})[0][0] is Finding.DUPLICATE
    assert judged(source, a_due(reference, member_id=7), own_id=7)[0][0] is Finding.UNMATCHED


@pytest.mark.parametrize(
    "source",
    ["Date;Amount;Currency;Reference\n2026-11-21;45,00;SEK;{}", "2026-11-21;45,00 SEK;{}", "2026-11-21;SEK 45,00;{}",
     "Datum;Betrag (SEK);Verwendungszweck\n2026-11-21;45,00;{}", "2026-11-21;$45.00;{}"],
)  # fmt: skip
def test_money_in_another_currency_pays_nothing(source):
    reference = new_reference()
    (found,) = looked_at(source.format(reference), a_due(reference))
    assert found.finding is Finding.OTHER_CURRENCY
    assert "the pledge in EUR" in found.words


@pytest.mark.parametrize(("currency", "written"), [("EUR", "€45.00"), ("USD", "$45.00"), ("CAD", "$45.00")])
def test_a_sign_that_may_mean_the_pledges_currency_is_taken(currency, written):
    reference = new_reference()
    assert judged(f"2026-11-21;{written};{reference}", a_due(reference, currency=currency))[0][0] is Finding.MATCHED


@pytest.mark.parametrize(
    "source",
    [
        "Datum;Umsatz;Soll/Haben;Verwendungszweck\n2026-11-21;45,00;S;{}",
        "Date,Amount,D/C,Description\n2026-11-21,45.00,D,{}",
        "Date,Amount,CdtDbtInd,Description\n2026-11-21,45.00,DBIT,{}",
        "Datum;Bedrag;Af Bij;Mededelingen\n2026-11-21;45,00;Af;{}",
        "Date,Transaction type,Amount,Reference\n2026-11-21,DEBIT,45.00,{}",
        "Date,Reference,Paid out,Paid in\n2026-11-21,{},45.00,",
        "2026-11-21;45,00-;{}",
        "2026-11-21;45.00 DR;{}",
    ],
)
def test_what_went_out_is_never_income_and_is_shown_with_the_pledge_it_names(source):
    reference = new_reference()
    assert judged(source.format(reference), a_due(reference)) == [(Finding.CAME_BACK, None, 0)]
    assert judged(source.format("somebody's rent")) == [(Finding.WENT_OUT, None, 0)]


@pytest.mark.parametrize(
    "source",
    [
        "Datum;Umsatz;Soll/Haben;Verwendungszweck\n2026-11-21;45,00;X;{}",
        "Date,Amount,D/C,Description\n2026-11-21,-45.00,C,{}",
        "Date,Reference,Paid out,Paid in\n2026-11-21,{},1.00,45.00",
    ],
)
def test_a_direction_that_is_unknown_or_contradicts_the_sign_is_not_guessed(source):
    reference = new_reference()
    assert judged(source.format(reference), a_due(reference))[0][0] is Finding.UNREADABLE


def test_the_same_payment_in_another_export_is_not_booked_without_a_tick():
    reference = new_reference()
    source = f"2026-11-21;45,00;SVWZ+{reference} EREF+NOTPROVIDED"
    paid = {(reference, 4500): [DAY]}
    held = a_due(reference, held=4500)
    (found,) = looked_at(source, held, paid=paid)
    assert found.finding is Finding.LOOKS_BOOKED
    assert judged(source, held, paid=paid, allowed={found.line.digest})[0][:2] == (Finding.MATCHED, Fit.SURPLUS)


@pytest.mark.parametrize(("days", "finding"), [(5, Finding.LOOKS_BOOKED), (6, Finding.MATCHED)])
def test_what_was_noted_by_hand_within_days_is_not_proposed_again(days, finding):
    reference = new_reference()
    paid = {(reference, 2000): [DAY - timedelta(days=days)]}
    assert judged(f"2026-11-21;20,00;{reference}", a_due(reference, held=2000), paid=paid)[0][0] is finding


def test_one_payment_that_stands_twice_in_a_file_with_other_words_is_booked_once():
    reference = new_reference()
    source = f"2026-11-21;45,00;{reference}\n2026-11-22;45,00;Gutschrift {reference}"
    assert [one[0] for one in judged(source, a_due(reference))] == [Finding.MATCHED, Finding.LOOKS_BOOKED]


def test_twenty_people_with_the_same_words_are_twenty_lines():
    rows = "\n".join(f"2026-11-21;45,00;Winding sticks;Person {n};DE{n:020}" for n in range(20))
    found = judged(f"Datum;Betrag;Verwendungszweck;Name;IBAN\n{rows}")
    assert [one[0] for one in found] == [Finding.UNMATCHED] * 20
