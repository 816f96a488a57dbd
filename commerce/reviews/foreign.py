"""Reviews from elsewhere, read from the two formats we know by their content; a line that cannot be read says why.

Nothing is stored here. JSON lines: {"review", "title", "sentences": [{"text"}]}. CSV: review, product, title, text, rating.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from commerce.reviews.splitting import split
from kernel.marks import normal
from kernel.visible import unfit

CSV_COLUMNS = ("review", "product", "title", "text", "rating")
LONGEST = 60_000
TITLE_MAX = 200


@dataclass(frozen=True, slots=True)
class ForeignReview:
    """One review as its file has it. `digest` tells the row from any other; `product` is the CSV's product number."""

    line: int
    number: str
    title: str
    sentences: tuple[str, ...]
    digest: str
    text: str = ""
    rating: int | None = None
    product: str = ""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be brought in, and why."""

    line: int
    reason: str


class UnknownFormat(ValueError):  # noqa: N818
    """The file is neither JSON lines nor the CSV; the message says what was expected."""


class _Wrong(ValueError):  # noqa: N818
    """Why one line is refused."""


def read(content: bytes) -> list[ForeignReview | BadLine]:
    """Everything in the file, in its order. Raises UnknownFormat when the content is of neither kind."""
    text = content.decode("utf-8-sig", errors="surrogateescape")
    if text.lstrip().startswith("{"):
        return list(_json_lines(text))
    header = [cell.strip().lower() for cell in text.splitlines()[0].split(",")] if text.strip() else []
    if all(column in header for column in CSV_COLUMNS):
        return list(_csv_rows(text))
    raise UnknownFormat(
        'neither JSON lines ({"review": …, "sentences": […]}) nor a CSV with the columns ' + ", ".join(CSV_COLUMNS)
    )


def _json_lines(text: str) -> Iterator[ForeignReview | BadLine]:
    for line, written in enumerate(text.split("\n"), start=1):
        if not written.strip():
            continue
        try:
            yield _json_review(line, written)
        except _Wrong as wrong:
            yield BadLine(line, str(wrong))


def _json_review(line: int, written: str) -> ForeignReview:
    try:
        row = json.loads(_readable(written))
    except (json.JSONDecodeError, RecursionError) as error:
        raise _Wrong(f"not JSON: {error}") from None
    if not isinstance(row, dict) or "review" not in row:
        raise _Wrong('an object with "review" and "sentences" is expected')
    rows = row.get("sentences")
    if not isinstance(rows, list) or not all(
        isinstance(one, dict) and isinstance(one.get("text"), str) for one in rows
    ):
        raise _Wrong('"sentences" must be a list of objects with a "text"')
    sentences = tuple(text for one in rows if (text := _readable(one["text"]).strip()))
    if not sentences:
        raise _Wrong("the review has no sentence")
    title = row.get("title") or ""
    if not isinstance(title, str):
        raise _Wrong('"title" must be text')
    return _checked(line, _number(row["review"]), _readable(title), " ".join(sentences), written, sentences=sentences)


def _csv_rows(text: str) -> Iterator[ForeignReview | BadLine]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = [cell.strip().lower() for cell in next(reader)]
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
            if cells:
                yield _csv_review(line, header, cells)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadLine(line, f"not CSV: {error}")
        except _Wrong as wrong:
            yield BadLine(line, str(wrong))


def _csv_review(line: int, header: list[str], cells: list[str]) -> ForeignReview:
    if len(cells) != len(header):
        raise _Wrong(f"{len(cells)} cells where the header has {len(header)}")
    row = dict(zip(header, (_readable(cell) for cell in cells), strict=True))
    stars = row["rating"].strip()
    if stars not in ("1", "2", "3", "4", "5"):
        raise _Wrong(f"the rating must be a whole number from 1 to 5, not {stars[:20]!r}")
    text = row["text"].strip()
    written = json.dumps(cells)
    return _checked(
        line, _number(row["review"]), row["title"], text, written, rating=int(stars), product=row["product"].strip()
    )


def _checked(line: int, number: str, title: str, text: str, written: str, **more: Any) -> ForeignReview:
    title = " ".join(title.split())
    if len(text) > LONGEST:
        raise _Wrong(f"the text has {len(text):,} characters; {LONGEST:,} are allowed")
    if len(title) > TITLE_MAX:
        raise _Wrong(f"the title has {len(title)} characters; {TITLE_MAX} are allowed")
    digest = sha256(written.encode("utf-8", "surrogateescape")).hexdigest()[:32]
    sentences = more.pop("sentences", None) or tuple(split(text))
    return ForeignReview(line, number, title, sentences, digest, text, **more)


def _number(value: Any) -> str:
    number = str(value).strip() if isinstance(value, (int, str)) and not isinstance(value, bool) else ""
    if not 1 <= len(number) <= 40:
        raise _Wrong('"review" must be a number or a short text')
    return number


def _readable(text: str) -> str:
    """The text in NFC; refused when it is not UTF-8 or holds characters that cannot be stored."""
    for char in text:
        if "\udc80" <= char <= "\udcff":
            raise _Wrong("the line is not UTF-8")
        if char != "\r" and unfit(char):
            raise _Wrong(f"the line holds a character that cannot be stored (U+{ord(char):04X})")
    return normal("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
