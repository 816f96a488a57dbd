"""Banks' CSV files: separators, decimals, dates, marks, quotes and formulas."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.payments.bank_line import BadLine, BankLine
from commerce.payments.statement import decoded, read
from commerce.pledges.reference import new_reference

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
        ("21.13.2026;45,00;x", "not a day"),
        ("2026-11-21;=10+20;x", "not an amount"),
        ("2026-11-21;;x", "not an amount"),
        ("2026-11-21;45,00", "too few columns"),
        ("2026-11-21;0.500;x", "begins with a nought"),
        ("2026-11-21;0,500;x", "begins with a nought"),
        ("2026-11-21;45,00 EUR SEK;x", "two currencies"),
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


@pytest.mark.parametrize(
    "source",
    [
        '"TransferWise ID",Date,Amount,Currency,Description,"Payment Reference","Running Balance"\n'
        "T1,25-11-2026,53.90,EUR,Received money,{},900.00",
        '"Buchungsdatum";"Status";"Zahlungspflichtige*r";"Verwendungszweck";"Umsatztyp";"IBAN";"Betrag (€)"\n'
        '"25.11.26";"Gebucht";"Omar Haddad";"{}";"Eingang";"DE89370400440532013000";"53,90"',
        '"Datum";"Naam / Omschrijving";"Rekening";"Tegenrekening";"Code";"Af Bij";"Bedrag (EUR)";"Mededelingen"\n'
        '"20261125";"O. Haddad";"NL1";"NL91ABNA0417164300";"OV";"Bij";"53,90";"{}"',
        "Date;Amount;Description;Note\n2026-11-25;53,90;Credit transfer;{}",
        "25.11.2026;53,90;Credit transfer;Omar Haddad;{}",
    ],
)
def test_a_reference_is_found_in_whatever_column_of_text_it_stands(source):
    reference = new_reference()
    (line,) = read(source.format(reference))
    assert (line.day, line.amount_minor, line.references) == (date(2026, 11, 25), 5390, (reference,))


def test_the_payers_name_and_account_are_kept_with_the_line():
    source = (
        "Datum;Betrag;Verwendungszweck;Auftraggeber;IBAN\n2026-11-21;45,00;thanks;Omar Haddad;DE89370400440532013000"
    )
    (line,) = read(source)
    assert (line.payer, line.iban) == ("Omar Haddad", "DE89370400440532013000")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Tag;Betrag;Verwendungszweck\n2026-11-21;45,00;x", "the day was found"),
        ("Datum;Wert;Verwendungszweck\n2026-11-21;45,00;x", "the amount was found"),
        ("Datum;Betrag;Worte\n2026-11-21;45,00;x", "the text was found"),
        ("Datum;Wert;Worte;Name\n2026-11-21;45,00;x;y", "the amount and the text was found"),
        (
            "Eins;Zwei;Drei\n2026-11-21;x;45,00",
            "the day, the amount and the text was found. The headings are: Eins, Zwei, Drei",
        ),
    ],
)
def test_headings_that_are_not_known_are_shown_with_what_is_missing(source, said):
    with pytest.raises(ValueError, match="headings are|first three columns") as refused:
        read(source)
    assert said in str(refused.value)
    assert source.splitlines()[0].split(";")[0] in str(refused.value)


ROW = "2026-11-25;158,90;thanks"


@pytest.mark.parametrize(
    "broken",
    [
        f'2026-11-24;5,00;"Spende\n{ROW}',
        f'2026-11-24;5,00;"Spende\n{ROW}\n2026-11-26;1,00;"Danke"',
        f'2026-11-24;5,00;"Spende\n{ROW}\n2026-11-26;1,00;Danke"',
        f'2026-11-24;5,00;"Spende" fuer alle\n{ROW}',
    ],
)
def test_a_quote_that_is_not_closed_swallows_no_line(broken):
    lines = read(f"date;amount;reference\n{broken}")
    assert len(lines) == broken.count("\n") + 1
    assert [(line.day.day, line.amount_minor) for line in lines][:2] == [(24, 500), (25, 15890)]


def test_a_closed_quote_may_hold_line_ends_and_separators():
    (line, _) = read(f'date;amount;reference\n2026-11-24;5,00;"for all;\nand one more"\n{ROW}')
    assert line.words == "for all;\nand one more"


def test_a_movement_above_the_headings_is_said_to_be_unread():
    above, line = read(f"{ROW}\ndate;amount;reference\n{ROW}")
    assert isinstance(above, BadLine)
    assert isinstance(line, BankLine)


def test_what_a_bank_has_only_announced_is_not_booked_yet():
    (line,) = read("Datum;Betrag;Verwendungszweck;Status\n2026-11-21;45,00;thanks;Vorgemerkt")
    assert "only announced" in line.reason


@pytest.mark.parametrize(
    ("days", "read_as"),
    [
        (("12/22/2026", "11/03/2026"), (date(2026, 12, 22), date(2026, 11, 3))),
        (("22/12/2026", "11/03/2026"), (date(2026, 12, 22), date(2026, 3, 11))),
        (("10/12/2026", "11/03/2026"), (date(2026, 12, 10), date(2026, 3, 11))),
    ],
)
def test_months_come_first_only_in_a_file_that_can_mean_nothing_else(days, read_as):
    lines = read("date;amount;text\n" + "\n".join(f"{day};1,00;x" for day in days))
    assert tuple(line.day for line in lines) == read_as


@pytest.mark.parametrize(
    ("written", "minor"),
    [("1’234.50", 123450), ("1.234,50", 123450), ("1.000", 100_000), ("53.9", 5390), ("0,50", 50), ("53,90 CR", 5390)],
)
def test_amounts_are_read_as_banks_write_them(written, minor):
    assert [line.amount_minor for line in read(f"date;amount;text\n2026-11-21;{written};x")] == [minor]
