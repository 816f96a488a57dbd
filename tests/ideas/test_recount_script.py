"""A stranger with nothing but Python counts a published round again to the same winners, and finds any byte that was edited."""

import gzip
import random

import pytest

from governance.counting.contest import BallotKind
from governance.counting.rule import RuleName
from ideas.ballots.publication.shelf import folder_of
from ideas.ballots.queries import result_of
from tests.data import shared
from tests.ideas.forums_and_rounds import a_forum
from tests.ideas.publishing import a_published_round, a_random_round, edited, file_of, published, recount, script_loaded

EQUAL_SHARES = {"counting_rule": RuleName.EQUAL_SHARES}
TRANSFERS = {"counting_rule": RuleName.SINGLE_TRANSFERABLE_VOTE, "ballot_kind": BallotKind.RANKED}
PLACES = ("ballots", "facts", "record", "checkpoint", "anywhere")


@pytest.fixture
def app(lite_app):
    """What the files say does not depend on the engine."""
    return lite_app


@pytest.mark.parametrize("seed", range(10))
def test_random_rounds_are_counted_again_to_the_same_winners(app, maya, seed):
    folder = published(a_random_round(maya, random.Random(seed)))
    status, said = recount(folder / "ballots.json")
    assert status == 0, said
    assert "The same winners as published." in said


@pytest.mark.parametrize("rule", [EQUAL_SHARES, TRANSFERS])
def test_every_edited_byte_is_found(app, maya, rule):
    round, _ = a_published_round(maya, 3, **rule)
    content, luck = (folder_of(result_of(round).digest) / "ballots.json").read_bytes(), random.Random(7)
    script = script_loaded()
    assert script.faults_in(content) == []
    for place in PLACES:
        for _ in range(6):
            changed, at = edited(content, luck, place)
            assert script.faults_in(changed), f"byte {at}: {changed[at - 20 : at + 20]!r} was {content[at : at + 1]!r}"


def test_a_receipt_finds_its_ballot(app, maya):
    round, _ = a_published_round(maya)
    file = file_of(round)
    receipt, _, marks = file["ballots"][5].partition(" ")
    titles = {one["id"]: one["title"] for one in file["facts"]["finalists"]}
    aloud = " ".join(receipt[at : at + 4].upper() for at in range(0, 16, 4))
    status, said = recount(folder_of(result_of(round).digest) / "ballots.json", "--receipt", aloud)
    assert status == 0
    assert "Your ballot was counted" in said
    assert all(titles[mark] in said for mark in marks.split(","))
    status, said = recount(folder_of(result_of(round).digest) / "ballots.json", "--receipt", "0000 0000 0000 0000")
    assert status == 1
    assert "no counted ballot has this receipt" in said


def test_it_reads_the_compressed_file_too(app, maya):
    round, _ = a_published_round(maya)
    folder = folder_of(result_of(round).digest)
    assert gzip.decompress((folder / "ballots.json.gz").read_bytes()) == (folder / "ballots.json").read_bytes()
    assert recount(folder / "ballots.json.gz")[0] == 0


def test_a_whole_forgery_is_found_by_what_the_record_says(app, maya, tmp_path):
    """Whoever changes a ballot, the digest and the facts alike still has the record against them."""
    round, _ = a_published_round(maya)
    text = (folder_of(result_of(round).digest) / "ballots.json").read_text("utf-8")
    file = file_of(round)
    receipt, _, marks = file["ballots"][0].partition(" ")
    other = next(one["id"] for one in file["facts"]["finalists"] if one["id"] != marks)
    (tmp_path / "forged.json").write_text(text.replace(f'"{receipt} {marks}"', f'"{receipt} {other}"'), "utf-8")
    status, said = recount(tmp_path / "forged.json")
    assert status == 1
    assert "these ballots, costs, rule or seed are not those that were counted" in said
    assert "the record's line “round.counted” says" in said


def test_what_is_no_such_file_is_said_plainly(app, tmp_path):
    for content in (b"", b"{}", b"[]", b"\xff\xfe", b'{"format":"else"}', b"[" * 100_000):
        (tmp_path / "file.json").write_bytes(content)
        status, said = recount(tmp_path / "file.json")
        assert status == 1
        assert said.startswith("DIFFERS: ")
    assert recount(tmp_path / "nothing.json")[0] == 1


@pytest.mark.parametrize(
    "name", ["Netherlands_Assen_2024", "Switzerland_Zurich_S5D10", "Netherlands_Amsterdam_179", "Poland_Swiecie_2023"]
)
def test_real_elections_brought_in_are_counted_again(app, name, tmp_path):
    path = shared(f"elections/{name}.pb")
    a_forum(slug="cities", name="Cities")
    flask = app.test_cli_runner()
    for command in (
        ["import", str(path), "--format", "pabulib", "--forum", "cities", "--slug", "city"],
        ["close", "city"],
        ["export", "city", "--to", str(tmp_path)],
    ):
        ran = flask.invoke(args=["round", *command])
        assert ran.exit_code == 0, ran.output
    status, said = recount(tmp_path / "ballots.json")
    assert status == 0, said
