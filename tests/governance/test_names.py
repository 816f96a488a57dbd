"""No line of the public record names a person: not in the code that records, not in a world with one of each thing."""

import ast

import pytest

from governance.record.kinds import KINDS
from governance.record.recording import record
from governance.record.verifying import verify
from kernel.database import db, transaction
from tests.access.world import World
from tests.governance.naming import named_in_the_record
from tests.source import offences, product, tree

PERSONAL = {"name", "email", "email_folded", "name_folded"}
PEOPLE = {"actor", "member", "by", "author", "steward", "who", "voter", "lifted_by", "decider", "candidate", "juror"}


def _names_somebody(node):
    owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
    return node.attr in PERSONAL and owner in PEOPLE


def test_no_call_of_record_hands_over_a_name_or_an_address():
    def handing(file):
        calls = [n for n in ast.walk(tree(file)) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "record"]
        attributes = [n for call in calls for n in ast.walk(call) if isinstance(n, ast.Attribute)]
        return [node.lineno for node in attributes if _names_somebody(node)]

    assert offences(product(), handing) == {}, "use actor=, or pseudonym_of(member)"


def test_every_kind_that_is_recorded_says_what_it_means():
    def unexplained(file):
        calls = [n for n in ast.walk(tree(file)) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "record"]
        said = [n for call in calls for first in call.args[:1] for n in ast.walk(first) if isinstance(n, ast.Constant)]
        kinds = [one.value for one in said if isinstance(one.value, str) and "." in one.value]  # also one of two
        return [kind for kind in kinds if kind not in KINDS and not kind.endswith(".")]

    assert offences(product(), unexplained) == {}, "add its name and meaning to governance/record/kinds.py"


@pytest.fixture
def world(sites):
    site = sites.get("sqlite")
    with site.app.app_context():
        yield World(site)
        db.session.remove()
    site.empty()


def test_a_world_with_one_of_each_thing_names_nobody(world):
    assert named_in_the_record() == []
    assert verify().faults == []


def test_a_name_in_the_record_would_be_found(app, maya):
    with transaction():
        record("round.opened", "round:a", words=f"A round by {maya.name}.")
    assert named_in_the_record() == [(1, "round.opened", maya.name.casefold())]
