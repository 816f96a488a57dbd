"""Amounts as people and banks write them, read into whole minor units; what is unclear is refused."""

from __future__ import annotations

import re

CURRENCIES = ("EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD", "NZD")
LARGEST_MINOR = 100_000_000_00
# ISO 4217 gives these no decimals, or three; whatever is kept here in minor units has two.
NOT_IN_CENTS = frozenset(
    ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF")
    + ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")
)
_CODES = """AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP
CNH CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF
IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT
MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF
XCD XOF XPF YER ZAR ZMW ZWG BTC"""
KNOWN = frozenset(_CODES.split())
DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD"})
SIGNS = {"€": "EUR", "£": "GBP", "$": "$"}
_SHAPE = re.compile(r"[+-]?\d{1,3}(?:[.,' ]?\d{3})*(?:[.,]\d{1,2})?|[+-]?\d+(?:[.,]\d{1,2})?")
_MARK = re.compile(r"[€$£]|\b[A-Z]{3}\b")
_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2212": "-", "\u2019": "'"})


def minor_units(written: str, currency: str = "") -> int:
    """19.99, 19,99, 1.234,50 and -5 EUR as minor units of a two-decimal currency.

    Raises ValueError with words, also when the text names another currency than this one.
    """
    if len(written) > 200:
        raise ValueError(f"“{written[:40]}” is not an amount such as 19.99 or 19,99.")
    named = named_currency(written)
    if currency and named and not is_same(named, currency):
        raise ValueError(f"“{written[:40]}” is in {named}, not in {currency}.")
    plain = _without_mark(written.translate(_PLAIN))
    plain = "-" + plain[:-1].rstrip() if plain.endswith("-") and not plain.startswith("-") else plain
    plain = plain.replace("- ", "-")
    if len(plain) > 20 or not plain.isascii() or not _SHAPE.fullmatch(plain):
        raise ValueError(f"“{written[:40]}” is not an amount such as 19.99 or 19,99.")
    whole, cents = _split(plain)
    amount = int(_digits(whole) or "0") * 100 + int(cents.ljust(2, "0") or "0")
    if amount > LARGEST_MINOR:
        raise ValueError(f"{written[:40]} is more than this site can book.")
    return -amount if plain.startswith("-") else amount


def _without_mark(plain: str) -> str:
    """Without the currency before or behind the number; one in the midst stays, since 4€50 is not 450."""
    for mark in reversed(list(_MARK.finditer(plain))):
        if not (re.search(r"\d", plain[: mark.start()]) and re.search(r"\d", plain[mark.end() :])):
            plain = plain[: mark.start()] + plain[mark.end() :]
    return plain.strip()


def named_currency(written: str) -> str:
    """The currency that stands beside an amount: its code, "$" for a dollar of any country, or nothing.

    Raises ValueError when there are two.
    """
    found = {SIGNS.get(mark, mark) for mark in _MARK.findall(written)}
    if len(found) > 1:
        raise ValueError(f"“{written[:40]}” names two currencies.")
    return found.pop() if found else ""


def is_currency(cell: str) -> bool:
    """Whether this is a currency's code or sign and nothing else."""
    plain = cell.strip()
    return plain in SIGNS or plain in KNOWN or plain.upper() in CURRENCIES


def is_same(named: str, currency: str) -> bool:
    """Whether what stands beside an amount may mean this currency."""
    return named == currency or (named == "$" and currency in DOLLARS)


def _digits(whole: str) -> str:
    return re.sub(r"[^\d]", "", whole)


def _split(plain: str) -> tuple[str, str]:
    """The whole part and the decimals: a last group of one or two digits after a point or comma is decimals."""
    found = re.search(r"[.,](\d{1,2})$", plain)
    whole, cents = (plain[: found.start()], found.group(1)) if found else (plain, "")
    if found and plain[found.start()] in whole:
        raise ValueError(f"“{plain}” uses one sign for thousands and for decimals.")
    if len(set(re.findall(r"[.,' ]", whole))) > 1:
        raise ValueError(f"“{whole}” mixes signs for thousands.")
    if len(_digits(whole)) > 1 and _digits(whole).startswith("0"):
        raise ValueError(f"“{plain}” begins with a nought, so it is not clear where its decimals are.")
    return whole, cents


def written(minor: int) -> str:
    """Minor units as a plain field value: 1999 as 19.99."""
    sign = "-" if minor < 0 else ""
    return f"{sign}{abs(minor) // 100}.{abs(minor) % 100:02d}"
