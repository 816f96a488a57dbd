"""Files whose columns have names that nobody foresaw: what they hold is still seen, and the unclear is never booked."""

from datetime import date

import pytest

from commerce.payments.bank_line import BadLine
from commerce.payments.matching import Finding
from commerce.payments.statement import read
from commerce.pledges.reference import new_reference
from tests.commerce.test_matching import a_due, judged


def found_in(source, **known):
    reference = new_reference()
    due = a_due(reference, held=known.pop("held", 0))
    paid = {(reference, minor): days for minor, days in known.pop("paid", {}).items()}
    return [one[0] for one in judged(source.replace("REF", reference), due, paid=paid)]


@pytest.mark.parametrize(
    "source",
    [
        "Date;Amount;Whg;Reference\n2026-11-21;45,00;SEK;REF",
        "Date;Amount;Reference;Account's money\n2026-11-21;45,00;REF;JPY",
        "2026-11-21;45,00;SEK;REF",
        "2026-11-21;45,00;REF;SEK",
    ],
)
def test_a_currency_is_seen_in_a_column_of_any_name_or_none(source):
    assert found_in(source) == [Finding.OTHER_CURRENCY]
    assert found_in(source.replace("SEK", "EUR").replace("JPY", "EUR")) == [Finding.MATCHED]


def test_two_columns_that_name_different_currencies_are_not_guessed():
    assert found_in("Date;Amount;One;Two;Reference\n2026-11-21;45,00;EUR;SEK;REF") == [Finding.UNREADABLE]


@pytest.mark.parametrize("heading", ["Richtung", "Kennzeichen", "Sign", "Bij/Af", "Dr Cr", "Type", "Whatever"])
@pytest.mark.parametrize(("out", "came"), [("S", "H"), ("Af", "Bij"), ("DBIT", "CRDT"), ("Abgang", "Zugang")])
def test_a_direction_is_seen_in_a_column_of_any_name(heading, out, came):
    lines = f"Date;Amount;{heading};Reference\n2026-11-21;45,00;{out};REF\n2026-11-21;1,00;{came};x"
    assert found_in(lines) == [Finding.CAME_BACK, Finding.UNMATCHED]
    assert found_in(f"Date;Amount;{heading};Reference\n2026-11-21;45,00;{came};REF") == [Finding.MATCHED]


@pytest.mark.parametrize("source", ["2026-11-21;45,00;S;REF", "2026-11-21;45,00;REF;S", "2026-11-21;45,00;REF;Debit"])
def test_a_direction_is_seen_without_any_headings(source):
    assert found_in(source) == [Finding.CAME_BACK]


def test_a_word_that_says_it_went_out_counts_beside_others_that_say_nothing():
    lines = "Date;Amount;Kind;Reference\n2026-11-21;45,00;Debit;REF\n2026-11-21;1,00;Card;x"
    assert found_in(lines) == [Finding.CAME_BACK, Finding.UNMATCHED]


def test_a_dash_for_nothing_is_no_direction():
    assert found_in("Date;Amount;Reference;Note\n2026-11-21;45,00;REF;-\n2026-11-21;1,00;x;-")[0] is Finding.MATCHED


@pytest.mark.parametrize(("amount", "finding"), [("45,00", Finding.UNREADABLE), ("-45,00", Finding.CAME_BACK)])
def test_a_line_without_a_direction_in_a_file_of_directions_is_not_income(amount, finding):
    assert found_in(f"Date;Amount;D/C;Reference\n2026-11-21;{amount};;REF\n2026-11-21;1,00;D;x")[0] is finding


def test_a_column_of_directions_that_is_wholly_empty_says_nothing():
    assert found_in("Date;Amount;D/C;Reference\n2026-11-21;45,00;;REF") == [Finding.MATCHED]


@pytest.mark.parametrize(
    "source",
    [
        "Date;Amount;Debit;Credit;Reference\n2026-11-21;45,00;45,00;;REF",
        "Date;Amount;Debit;Reference\n2026-11-21;45,00;45,00;REF",
        "Date;Debit;Credit;Reference\n2026-11-21;45,00;0,00;REF",
    ],
)
def test_what_stands_in_the_debit_column_went_out(source):
    assert found_in(source) == [Finding.CAME_BACK]


@pytest.mark.parametrize(
    "state", ["REVERTED", "Declined", "failed", "storniert", "Abgelehnt", "Processing", "Returned"]
)
def test_what_the_bank_did_not_carry_out_is_not_booked(state):
    heading = "Completed Date,Description,Amount,Currency,State"
    assert found_in(f"{heading}\n2026-11-21,REF,45.00,EUR,{state}") == [Finding.UNREADABLE]


@pytest.mark.parametrize("state", ["COMPLETED", "Gebucht", "Umsatz gebucht", "booked", ""])
def test_what_the_bank_carried_out_is(state):
    assert found_in(f"Date,Description,Amount,Status\n2026-11-21,REF,45.00,{state}") == [Finding.MATCHED]


@pytest.mark.parametrize("written", ["4€50", "45€00", "4$50"])
def test_a_currency_between_two_numbers_is_not_left_out(written):
    assert found_in(f"date;amount;reference\n2026-11-21;{written};REF") == [Finding.UNREADABLE]


@pytest.mark.parametrize(("other", "amount"), [("53.90", "45.000"), ("0.500", "45.000"), ("53,90", "45,000")])
def test_a_sign_that_stands_before_cents_in_a_file_parts_no_thousands_there(other, amount):
    assert found_in(f"date;amount;reference\n2026-11-21;{other};x\n2026-11-21;{amount};REF")[1] is Finding.UNREADABLE


def test_a_sign_for_thousands_is_read_as_one_where_nothing_contradicts_it():
    lines = read("date;amount;reference\n2026-11-21;1;x\n2026-11-21;45.000;x\n2026-11-21;1.234,50;x")
    assert [line.amount_minor for line in lines] == [100, 4_500_000, 123_450]


@pytest.mark.parametrize(("amount", "finding"), [("45.000", Finding.UNMATCHED), ("450", Finding.UNMATCHED),
                                                 ("449,99", Finding.MATCHED)])  # fmt: skip
def test_ten_times_the_price_is_left_to_a_person(amount, finding):
    assert found_in(f"date;amount;reference\n2026-11-21;{amount};REF") == [finding]


@pytest.mark.parametrize("days", [1, 19, 60])
def test_the_price_that_is_paid_already_is_not_booked_again_however_long_ago(days):
    paid = {4500: [date.fromordinal(date(2026, 11, 21).toordinal() - days)]}
    assert found_in("2026-11-21;45,00;REF", held=4500, paid=paid) == [Finding.LOOKS_BOOKED]


@pytest.mark.parametrize("day", ["11/25/2026", "25. Nov 2026", "2026-11-25"])
def test_a_stray_quote_swallows_no_line_however_its_day_is_written(day):
    rows = f'11/24/2026;5,00;"Spende\n{day};45,00;REF\n11/26/2026;1,00;"Danke"\n'
    assert len(read(f"date;amount;reference\n{rows}")) == 3
    rows = f'11/24/2026;5,00;"Spende\n{day};45,00;REF\n11/26/2026;1,00;Danke"\n'
    assert len(read(f"date;amount;reference\n{rows}")) == 3


@pytest.mark.parametrize("day", ["11/24/2026", "24. Nov 2026"])
def test_a_movement_above_the_headings_is_said_to_be_unread_however_its_day_is_written(day):
    above, _ = read(f"{day};45,00;{new_reference()}\ndate;amount;reference\n2026-11-25;1,00;x")
    assert isinstance(above, BadLine)


@pytest.mark.parametrize("heads", ["Tag;Saldo;Wert;Worte", "Datum;Saldo;Wert;Worte"])
def test_columns_with_unknown_names_are_never_read_by_their_place(heads):
    with pytest.raises(ValueError, match=f"The headings are: {heads.replace(';', ', ')}"):
        read(f"{heads}\n2026-11-21;900,00;45,00;x")


def test_a_second_table_with_other_columns_is_not_read_by_the_first_ones_names():
    with pytest.raises(ValueError, match=r"Line 3 .* other columns"):
        read("Date;Amount;Text\n2026-11-21;45,00;x\nDate;Balance;Amount;Text\n2026-11-22;900,00;1,00;y")


def test_the_columns_of_british_banks_are_known():
    heads = "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,"
    heads += "Credit Amount,Balance"
    assert found_in(f"{heads}\n21/11/2026,FPI,11-22-33,1234,REF,,45.00,900.00") == [Finding.MATCHED]
    assert found_in(f"{heads}\n21/11/2026,FPO,11-22-33,1234,REF,45.00,,900.00") == [Finding.CAME_BACK]
