"""Which column of a bank's file is which, by the names that banks give them. A column that is not known is text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commerce.payments.cells import is_day
from kernel.amount import CURRENCIES, SIGNS

NAMES: dict[str, tuple[str, ...]] = {
    "day": (
        "date", "booking date", "bookingdate", "transaction date", "posting date", "completed date", "buchungstag",
        "buchungsdatum", "datum", "boekdatum", "fecha", "data", "value date", "valutadatum", "wertstellung", "day",
        "valuta",
    ),
    "amount": (
        "amount", "transaction amount", "betrag", "umsatz", "bedrag", "montant", "importo", "importe", "kwota",
        "belopp", "beløb", "sum",
    ),
    "credit": ("credit", "credit amount", "haben", "paid in", "money in", "deposits", "deposit", "gutschrift", "kredit"),
    "debit": ("debit", "debit amount", "soll", "paid out", "money out", "withdrawals", "withdrawal", "belastung", "debet"),
    "words": (
        "reference", "reference text", "payment reference", "verwendungszweck", "purpose", "remittance",
        "mededelingen", "notifications", "omschrijving", "description", "transaction description", "narrative", "text",
        "details", "libellé", "memo", "buchungstext",
    ),
    "currency": (
        "currency", "currency code", "ccy", "account currency", "währung", "waehrung", "whg", "kontowährung", "devise",
        "munt", "valuta",
    ),
    "direction": (
        "soll/haben", "s/h", "soll/haben-kennzeichen", "d/c", "c/d", "cr/dr", "dr/cr", "debit/credit", "credit/debit",
        "af bij", "af/bij", "cdtdbtind", "credit debit indicator", "credit/debit indicator", "umsatztyp", "direction",
        "+/-", "bij/af", "sh", "s h", "dr cr", "cr dr", "debit or credit", "richtung", "in/out",
    ),
    "status": ("status", "state", "buchungsstatus", "transaction status", "booking status"),
    "info": ("info",),
    "payer": (
        "payer", "payer name", "name", "name / description", "naam / omschrijving", "naam tegenpartij", "counterparty name",
        "auftraggeber", "auftraggeber/empfänger", "begünstigter/zahlungspflichtiger", "beguenstigter/zahlungspflichtiger",
        "zahlungspflichtiger", "zahlungspflichtige*r", "name zahlungsbeteiligter", "partner name", "sender", "debtor",
    ),
    "iban": (
        "iban", "payer iban", "counterparty iban", "kontonummer/iban", "iban zahlungsbeteiligter", "partner iban",
        "tegenrekening", "counterparty", "account number", "kontonummer",
    ),
}  # fmt: skip
NEEDED = {"day": "the day", "amount": "the amount", "words": "the text"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each thing stands in a row; `currency_said` is the one that the amount's own heading names."""

    at: dict[str, int]
    currency_said: str = ""
    headed: bool = True
    currencies: tuple[int, ...] = ()  # columns of no known name in which nothing but currencies stands

    def cell(self, row: Sequence[str], thing: str) -> str:
        """That cell of a row; nothing when there is no such column."""
        place = self.at.get(thing, -1)
        return row[place] if 0 <= place < len(row) else ""

    def last_needed(self) -> int:
        """The last column without which a row says nothing."""
        return max(place for thing, place in self.at.items() if thing in NEEDED)


BY_PLACE = Columns({"day": 0, "amount": 1, "words": 2}, headed=False)


def columns_of(row: Sequence[str]) -> tuple[Columns, list[str]]:
    """What the names in this row say, and which of day, amount and text they do not name."""
    parted = [_parted(cell) for cell in row]
    names = [name for name, _ in parted]
    at = {thing: place for thing in NAMES if (place := _place(thing, names)) >= 0}
    if at.get("currency") == at.get("day"):  # «Valuta» is a currency in the north and a day in the south
        at.pop("currency", None)
    if "amount" not in at and "credit" in at:
        at["amount"] = at["credit"]
    missing = [words for thing, words in NEEDED.items() if thing not in at]
    return Columns(at, parted[at["amount"]][1] if "amount" in at else ""), missing


def is_heading(row: Sequence[str]) -> bool:
    """Whether this row names columns: at least two of them, and no day stands in it."""
    return not any(map(is_day, row)) and len(columns_of(row)[0].at) >= 2


def unknown(missing: Sequence[str], row: Sequence[str]) -> ValueError:
    """What was not found among the headings, and those."""
    parts = f"{', '.join(missing[:-1])} and {missing[-1]}" if len(missing) > 1 else "".join(missing)
    return ValueError(
        f"No column for {parts} was found. The headings are: {', '.join(cell for cell in row if cell)[:300]}."
    )


def _place(thing: str, names: list[str]) -> int:
    return next((names.index(known) for known in NAMES[thing] if known in names), -1)


def _parted(heading: str) -> tuple[str, str]:
    """A heading without the currency in it, and that currency: "Betrag (€)" is betrag and EUR."""
    name = " ".join(heading.casefold().split())
    for mark in (*CURRENCIES, *SIGNS):
        low = mark.casefold()
        for tail in (f"({low})", f"[{low}]", f" in {low}", f" {low}"):
            if name.endswith(tail):
                return name.removesuffix(tail).strip(), SIGNS.get(mark, mark)
    return name, ""
