"""Numbers and amounts as a reader sees them; the only place that turns minor units into words."""

from __future__ import annotations

SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "INR": "₹", "KRW": "₩"}
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
