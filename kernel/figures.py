"""Numbers and amounts as a reader sees them; the only place that turns minor units into words."""

from __future__ import annotations

SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "INR": "₹", "KRW": "₩"}
ENDINGS = {1: "st", 2: "nd", 3: "rd"}
WHOLE = {"JPY", "KRW", "ISK", "CLP", "VND"}


def money_words(minor: int, currency: str = "EUR") -> str:
    """Minor units as an amount: 123456 EUR is "€1,234.56"; a currency without a sign has its code in front."""
    places = 0 if currency in WHOLE else 2
    whole, part = divmod(abs(minor), 10**places)
    sign = SIGNS.get(currency, f"{currency} ")
    return f"{'−' if minor < 0 else ''}{sign}{whole:,}{f'.{part:02d}' if places else ''}"


def number_words(value: object) -> str:
    """A count or a score: thousands apart, at most two places, a dash when there is none."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{value:,}" if isinstance(value, int) else str(value)


def nth(place: int) -> str:
    """A place in a row: 1st, 2nd, 3rd, 11th, 21st."""
    return f"{place:,}{'th' if 10 <= place % 100 <= 20 else ENDINGS.get(place % 10, 'th')}"
