"""The one spelling of the published JSON: the facts, then a line for each ballot, then the record's word. Whoever changes a
byte of it is found out, because the file is read only when it is spelled so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from governance.record.canonical import canonical

FORMAT = "commonmade-ballots-1"


def head(facts: dict[str, Any]) -> str:
    """All before the first ballot."""
    return f'{{"format":"{FORMAT}",\n"facts":{canonical(facts).decode()},\n"ballots":[\n'


def ballots(lines: Iterable[str]) -> Iterator[str]:
    """The ballots, each on its own line; a line is a receipt, a space and the choices."""
    before = ""
    for line in lines:
        yield before + json.dumps(line, ensure_ascii=False)
        before = ",\n"


def tail(checkpoint: dict[str, Any], record: Iterable[dict[str, Any]]) -> str:
    """All after the last ballot: the signed checkpoint, and the record's lines with their proofs."""
    lines = ",\n".join(canonical(line).decode() for line in record)
    return f'\n],\n"checkpoint":{canonical(checkpoint).decode()},\n"record":[\n{lines}\n]}}\n'
