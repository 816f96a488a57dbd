"""Every kind of line that code writes is called something and means something to a stranger."""

import ast

import pytest

from governance.moderation.flag import Did
from governance.record.entry import RecordEntry
from governance.record.kinds import KINDS
from governance.record.recording import record
from kernel.database import transaction
from tests.source import files

NAMES = ("record", "_record")


def written(tree):
    """The constant kinds that calls of record() in this source name, also those in an either-or."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in NAMES and call.args:
            parts = [call.args[0]]
            if isinstance(parts[0], ast.IfExp):
                parts = [parts[0].body, parts[0].orelse]
            yield from (one.value for one in parts if isinstance(one, ast.Constant) and "." in str(one.value))


def kinds_in_code():
    """Every constant kind that the packages write."""
    packages = ("governance/", "ideas/", "commerce/", "members/", "front/")
    return sorted(
        {
            kind
            for path in files(".py")
            if str(path).find("tests/") < 0 and any(one in str(path) for one in packages)
            for kind in written(ast.parse(path.read_text()))
        }
    )


def test_the_search_finds_the_kinds():
    assert {"round.opened", "concept.merged", "moderation.unmerged", "forum.closed", "steward.appointed"} <= set(
        kinds_in_code()
    )


@pytest.mark.parametrize("kind", [*kinds_in_code(), *(f"moderation.{one.value}" for one in Did)])
def test_every_kind_written_has_a_label_and_a_meaning(kind):
    label, meaning = KINDS[kind]
    assert label
    assert meaning.endswith(".")


def test_a_line_without_words_does_not_repeat_its_title():
    line = RecordEntry(kind="member.appointed", payload={"role": "staff"})
    assert line.words == "Somebody was made staff or admin, or an ordinary member again."


def test_a_line_without_words_says_what_it_means_once(plain_browser):
    with transaction():
        first, second = record("member.appointed", "member:1", role="staff"), record("account.set", "payments")
    told = plain_browser.open(f"/record/{first.seq}").text
    assert told.count("Somebody was made staff or admin, or an ordinary member again.") == 1
    assert "A change could not be made quietly." in plain_browser.open(f"/record/{second.seq}")
