"""The same ballots for other programs: CSV for a spreadsheet, and a Pabulib file for whoever counts elections."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from governance.counting.contest import BallotKind
from governance.pabulib.numbers import as_amount
from governance.pabulib.writing import as_election, written
from ideas.ballots.contest import contest_of
from ideas.ballots.inputs import Inputs, Marks

MARK = "\ufeff"  # without it, Excel takes UTF-8 for the code page of its country
FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = ("id", "title", "cost", "votes", "score", "won", "reason", "taken out")


def ballots_csv(facts: dict[str, Any], ballots: Iterable[tuple[str, Marks]]) -> Iterator[str]:
    """A row for each ballot and a column for each finalist, with 1, its points, or its rank."""
    ids = [one["id"] for one in facts["finalists"]]
    yield MARK + _row(["receipt", *(plain(f"{one['id']} {one['title']}") for one in facts["finalists"])])
    for receipt, marks in ballots:
        given = dict(marks)
        yield _row([receipt, *(given.get(id_, "") for id_ in ids)])


def finalists_csv(facts: dict[str, Any]) -> str:
    """A row for each finalist, best first: what it costs, what it got, whether and why it won."""
    known = {one["id"]: one for one in facts["finalists"]}
    in_places = facts["rule"]["budget_minor"] is None
    rows = [
        [
            plain(line["id"]),
            plain(known[line["id"]]["title"]),
            known[line["id"]]["cost"] if in_places else as_amount(known[line["id"]]["cost"]),
            line["votes"],
            line["score"],
            int(line["won"]),
            line["reason"],
            int(not known[line["id"]]["standing"]),
        ]
        for line in facts["result"]["finalists"]
    ]
    return MARK + _row(COLUMNS) + "".join(_row(row) for row in rows)


def pabulib(facts: dict[str, Any], inputs: Inputs) -> str:
    """The round as a .pb file, under its own rule; voters are numbered in no order that says when they voted."""
    rule, result = facts["rule"], facts["result"]
    more = {
        "unit": facts["title"],
        "instance": facts["round"],
        "rule": rule["counting_rule"],
        **({"currency": rule["currency"]} if rule["currency"] else {}),
        "comment": f"{facts['site']}/rounds/{facts['round']}/recount",
        "tie_rule": rule["tie_rule"],
        "seed": facts["seed"],
        "digest": result["digest"],
    }
    if rule["counting_rule"] == "equal-shares":
        more |= {"utility": rule["utility"], "completion": rule["completion"]}
    if inputs.rule.ballot_kind is BallotKind.POINTS:
        more["max_sum_points"] = str(rule["points"])
    if rule["minimum_votes"]:
        more["min_project_score_threshold"] = str(rule["minimum_votes"])
    names = {one["id"]: one["title"] for one in facts["finalists"]}
    return written(as_election(contest_of(inputs), facts["title"], names, result["winners"], more))


def plain(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _row(cells: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
