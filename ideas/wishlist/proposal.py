"""One line of a wishlist: who proposed what, and either who voted for it or why it was rejected. Checked part by part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kernel.marks import normal
from kernel.visible import can_be_seen, unfit

ID_LENGTH = 120
TEXT_LENGTH = 1000
NAME_LENGTH = 200
STATUSES = ("voted", "rejected")


class Unusable(ValueError):  # noqa: N818  (read aloud: a line is unusable)
    """Why a line cannot be used, in words."""


@dataclass(frozen=True)
class Proposal:
    """A proposal as the file has it. `voters` is empty when it was rejected, `reason` when it was voted on."""

    line: int
    id: str
    title: str
    category: str
    proposers: tuple[str, ...]
    discussants: tuple[str, ...]
    rejected: bool
    voters: tuple[str, ...]
    reason: str


def proposal_from(line: int, parts: Any) -> Proposal:
    """The proposal in this parsed line. Raises Unusable with the first part that does not fit."""
    if not isinstance(parts, dict):
        raise Unusable("not a JSON object")
    name, title = _text(parts, "id", ID_LENGTH), _text(parts, "title", TEXT_LENGTH)
    status = _text(parts, "status", 20)
    if status not in STATUSES:
        raise Unusable(f"unknown status {status!r}: known are voted and rejected")
    rejected = status == "rejected"
    if rejected and parts.get("voters"):
        raise Unusable("a rejected proposal has voters")
    return Proposal(
        line=line,
        id=name,
        title=title,
        category=_text(parts, "category", TEXT_LENGTH, ""),
        proposers=_names(parts, "proposers", ()),
        discussants=_names(parts, "discussants", ()),
        rejected=rejected,
        voters=() if rejected else _names(parts, "voters", None),
        reason=_text(parts, "reason", TEXT_LENGTH, "") if rejected else "",
    )


def _text(parts: dict[str, Any], name: str, longest: int, default: str | None = None) -> str:
    """A text that must not be blank unless there is a default."""
    value = parts.get(name)
    if value is None and name not in parts:
        value = default
    if value is None and name not in parts:
        raise Unusable(f"{name} is missing")
    if not isinstance(value, str):
        raise Unusable(f"{name} is {_kind(value)}, not text")
    text = " ".join(normal("NFC", value).split())
    if default is None and not can_be_seen(text):
        raise Unusable(f"{name} is empty")
    if len(text) > longest:
        raise Unusable(f"{name} has {len(text):,} characters; {longest:,} are allowed")
    _refuse_unstorable(name, text)
    return text


def _names(parts: dict[str, Any], name: str, default: tuple[str, ...] | None) -> tuple[str, ...]:
    """A list of members' names, each once, in the order given."""
    if name not in parts and default is not None:
        return default
    if name not in parts:
        raise Unusable(f"{name} is missing")
    value = parts[name]
    if not isinstance(value, list):
        raise Unusable(f"{name} is {_kind(value)}, not a list")
    return tuple(dict.fromkeys(_text({name: one}, name, NAME_LENGTH) for one in value))


def _refuse_unstorable(name: str, text: str) -> None:
    for char in text:
        if unfit(char):
            raise Unusable(f"{name} holds a character that cannot be stored (U+{ord(char):04X})")


def _kind(value: Any) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds.get(type(value), "null" if value is None else "text")
