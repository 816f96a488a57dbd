"""Member text becomes HTML here and nowhere else: Markdown with raw HTML off, then an explicit allow-list.

Python-Markdown takes super-quadratic time on some inputs, so the caps are checked before it sees a character.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache

from bleach.sanitizer import Cleaner

from kernel.ahead import worked_out_ahead
from kernel.marks import TOO_MANY, heaped
from kernel.markup_parser import parser
from kernel.rules import RuleBroken

LONGEST = 10_000
MOST_LINES = 500
MOST_OF_EACH = {"[": 120, "<": 200, "`": 300, "*": 500, "_": 500, "&": 300, "|": 400, "\\": 400, "(": 500, "!": 400}
DEEPEST = 8
MOST_MARKS = 1_200  # of quotes and lists at the beginnings of lines, each of which becomes elements
LEADING_MARKS = re.compile(r"(?:[ \t]*(?:>|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t])))*")
TAGS = frozenset(
    [
        "p",
        "br",
        "hr",
        "em",
        "strong",
        "del",
        "code",
        "pre",
        "blockquote",
        "ul",
        "ol",
        "li",
        "a",
        "h3",
        "h4",
        "h5",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)
LONGEST_REFERENCE = 40  # names have up to 32 letters; Python reads no number of thousands of digits
REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot);)#?\w*;?")
TAG = re.compile(r'</?[a-z][^<>"]*+(?:"[^"]*+"[^<>"]*+)*+>')  # as bleach writes them
NUMBER = re.compile(r"[0-9]{1,9}")
LINK = re.compile(r"^(https?://|mailto:)", re.IGNORECASE)


def _link_attribute(tag: str, name: str, value: str) -> bool:
    return name == "title" or (name == "href" and bool(LINK.match(value)))


def _number_attribute(tag: str, name: str, value: str) -> bool:
    return (tag, name) in (("ol", "start"), ("li", "value")) and NUMBER.fullmatch(value) is not None


@cache
def _cleaner() -> Cleaner:
    allowed = {"a": _link_attribute, "ol": _number_attribute, "li": _number_attribute}
    return Cleaner(tags=TAGS, attributes=allowed, protocols={"http", "https", "mailto"}, strip=True)


def _spelt_out(reference: re.Match[str]) -> str:
    """The character itself for a reference like &copy; or &#9731;; what names none is shown as it was typed."""
    typed = reference.group()
    char = html.unescape(typed) if len(typed) <= LONGEST_REFERENCE else typed
    if char == typed:
        return html.escape(typed)
    shown = char and not any(unicodedata.category(one) in ("Cc", "Cs", "Cn") for one in char)
    return html.escape(char) if shown else "\N{REPLACEMENT CHARACTER}"


def refuse_costly(source: str, field: str | None = None) -> None:
    """Raise RuleBroken for text whose rendering could take long; the caps are far above what prose needs."""
    if len(source) > LONGEST:
        raise RuleBroken(f"This text has {len(source):,} characters; {LONGEST:,} are allowed.", field)
    if source.count("\n") > MOST_LINES:
        raise RuleBroken(f"This text has more than {MOST_LINES} lines; please shorten it.", field)
    if heaped(source):
        raise RuleBroken(TOO_MANY, field)
    for char, most in MOST_OF_EACH.items():
        if source.count(char) > most:
            raise RuleBroken(f"This text holds more than {most} “{char}”; please use fewer.", field)
    marks = [_leading(line) for line in source.splitlines()]
    if max(marks, default=0) > DEEPEST:
        raise RuleBroken("A line begins with too many quote or list marks; please use fewer.", field)
    if sum(marks) > MOST_MARKS:
        raise RuleBroken(f"This text holds more than {MOST_MARKS:,} quote or list marks; please use fewer.", field)


def _leading(line: str) -> int:
    """How many marks of quotes and lists this line begins with."""
    leading = LEADING_MARKS.match(line)
    return len(leading.group().split()) + leading.group().count(">") if leading else 0


def to_html(source: str, field: str | None = None) -> str:
    """Safe HTML of a Markdown text. Raises RuleBroken on the field when the text is over the caps."""
    refuse_costly(source, field)
    return _rendered(source)


@worked_out_ahead
def _rendered(source: str) -> str:
    cleaned = REFERENCE.sub(_spelt_out, _cleaner().clean(parser().convert(source)))
    return re.sub(r"<a (?=href=)", '<a rel="nofollow ugc noopener" ', cleaned)


def plain_to_html(text: str) -> str:
    """Paragraphs of a text that was never meant as Markdown: blank lines part them, line ends stay."""
    parts = (part.strip() for part in re.split(r"\n\s*\n", text))
    return "\n".join(f"<p>{html.escape(part).replace(chr(10), '<br>')}</p>" for part in parts if part)


def excerpt(rendered: str, longest: int = 160) -> str:
    """The first words of rendered text, without marks, cut at a word."""
    text = " ".join(html.unescape(TAG.sub("", rendered)).split())
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"
