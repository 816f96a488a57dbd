"""A wishlist's round comes in through the acts' rules, whole or not at all, once; and the right fifteen win."""

import json

import pytest
from sqlalchemy import func, select

from governance.record.verifying import verify
from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.concepts.co_author import CoAuthor
from ideas.concepts.concept import Concept, ConceptState
from ideas.forums.forum import Forum
from ideas.rounds.round import Round
from ideas.wishlist.reading import read
from kernel.database import db
from members.accounts.member import Member
from tests.wishlists import YEARS, expected, round_file

GOOD = [
    {"id": "w-001", "title": "1%", "category": "Small", "proposers": ["m1", "m2"], "discussants": ["m9", "m8"],
     "status": "voted", "voters": ["m1", "m3"]},
    {"id": "w-002", "title": "Dark archive", "category": "", "proposers": [], "discussants": [], "status": "voted",
     "voters": ["m3"]},
    {"id": "w-003", "title": "交互式", "category": "Small", "proposers": ["m3"], "discussants": [],
     "status": "rejected", "reason": "Too large."},
    {"id": "w-004", "title": "Long " * 30, "category": "Small", "proposers": ["m4"], "discussants": [],
     "status": "rejected", "reason": ""},
]  # fmt: skip


def spelled(lines):
    return b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "wishes.jsonl"


@pytest.fixture
def run(app, file):
    """Run a round command on the file; answers (exit code, standard output, standard error)."""

    def run(*words, content=None):
        if content is not None:
            file.write_bytes(content)
        done = app.test_cli_runner().invoke(args=["round", *map(str, words)])
        db.session.remove()
        return done.exit_code, done.stdout, done.stderr

    return run


def bring_in(run, file, *options, content=None, slug="wishes-1"):
    return run("import", file, "--format", "wishlist", "--forum", "wishes", "--slug", slug, *options, content=content)


def how_many(model, *where):
    return db.session.scalar(select(func.count()).select_from(model).where(*where))


def everything():
    tables = (Member, Forum, Round, Concept, Ballot, BallotChoice, CoAuthor)
    return [how_many(table) for table in tables] + [verify().last_hash]


def test_a_round_comes_in_with_its_people_ballots_and_rejections(run, file):
    code, out, err = bring_in(run, file, content=spelled(GOOD))
    assert code == 0
    assert json.loads(out) == {"members": 4, "concepts": 4, "ballots": 2, "rejected": 2, "bad_lines": 0}
    assert out.count("\n") == 1
    assert "ballots 2 of 2" in err
    concepts = db.session.scalars(select(Concept).order_by(Concept.external_id)).all()
    assert [concept.title for concept in concepts[:3]] == ["1%", "Dark archive", "交互式"]
    assert len(concepts[3].title) == 120
    assert concepts[3].title.endswith("…")
    assert [concept.rejected_reason for concept in concepts[2:]] == ["Too large.", "The source recorded no reason."]
    assert {concept.state for concept in concepts[:2]} == {ConceptState.PROPOSED}
    assert how_many(CoAuthor, CoAuthor.accepted_at.is_not(None)) == 1
    assert db.session.scalar(select(Round)).slots == 15
    assert verify().faults == []


def test_its_result_is_counted_by_most_votes_with_ties_by_id(run, file):
    bring_in(run, file, content=spelled(reversed(GOOD)))
    code, out, err = run("result", "wishes-1", "--json")
    assert (code, out) == (1, "")
    assert "not counted yet" in err
    assert run("close", "wishes-1")[0] == 0
    code, out, _ = run("result", "wishes-1", "--json")
    result = json.loads(out)
    assert (result["ballots"], result["slots"]) == (2, 15)
    assert [{name: one[name] for name in ("id", "title", "votes")} for one in result["winners"]] == [
        {"id": "w-001", "title": "1%", "votes": 2},
        {"id": "w-002", "title": "Dark archive", "votes": 1},
    ]
    again = run("close", "wishes-1")
    assert again[0] == 0
    assert json.loads(run("result", "wishes-1", "--json")[1]) == result
    words = run("result", "wishes-1")[1]
    assert "“1%” came first with 2 votes." in words
    assert verify().faults == []


def test_a_second_run_changes_nothing(run, file):
    bring_in(run, file, content=spelled(GOOD))
    before = everything()
    code, out, _ = bring_in(run, file)
    nothing = {"members": 0, "concepts": 0, "ballots": 0, "rejected": 0, "bad_lines": 0}
    assert (code, json.loads(out)) == (0, {**nothing, "unchanged": 4})
    run("close", "wishes-1")
    assert json.loads(bring_in(run, file)[1])["unchanged"] == 4
    code, out, err = bring_in(run, file, content=spelled(GOOD[:2]))
    assert (code, out) == (1, "")
    assert "does not come from this file" in err
    assert everything()[:-1] == before[:-1]


def test_people_return_in_a_later_round_and_the_forum_is_used_again(run, file):
    bring_in(run, file, content=spelled(GOOD))
    _, out, _ = bring_in(run, file, content=spelled([{**GOOD[0], "voters": ["m3", "m7"]}]), slug="wishes-2")
    assert json.loads(out)["members"] == 1
    assert (how_many(Forum), how_many(Round)) == (1, 2)


BAD = [
    (b'{"id": "w-001", "title": ', "not JSON"),
    (b"[1, 2]", "not a JSON object"),
    (b"[" * 100_000, "not JSON"),
    (spelled([{**GOOD[0], "id": None}]), "id is null, not text"),
    (spelled([{key: value for key, value in GOOD[0].items() if key != "id"}]), "id is missing"),
    (spelled([{key: value for key, value in GOOD[0].items() if key != "title"}]), "title is missing"),
    (spelled([{**GOOD[0], "title": "  "}]), "title is empty"),
    (spelled([{**GOOD[0], "title": 7}]), "title is a number, not text"),
    (spelled([{**GOOD[0], "title": "a\u0000b"}]), "cannot be stored (U+0000)"),
    (json.dumps({**GOOD[0], "title": "a\ud800b"}).encode(), "cannot be stored (U+D800)"),
    (spelled([{**GOOD[0], "title": "x" * 1001}]), "1,001 characters"),
    (spelled([{**GOOD[0], "voters": "m1"}]), "voters is text, not a list"),
    (spelled([{**GOOD[0], "voters": ["m1", 2]}]), "voters is a number, not text"),
    (spelled([{**GOOD[0], "voters": [None]}]), "voters is null, not text"),
    (spelled([{key: value for key, value in GOOD[0].items() if key != "voters"}]), "voters is missing"),
    (spelled([{**GOOD[0], "proposers": {}}]), "proposers is an object, not a list"),
    (spelled([{**GOOD[0], "status": "withdrawn"}]), "unknown status 'withdrawn'"),
    (spelled([{**GOOD[0], "status": ["voted"]}]), "status is a list, not text"),
    (spelled([{**GOOD[2], "voters": ["m1"]}]), "a rejected proposal has voters"),
    (spelled([{**GOOD[2], "reason": 3}]), "reason is a number, not text"),
    (spelled([{**GOOD[0], "id": "w-002"}]), "the id 'w-002' stands in line 1 already"),
    (b'{"id": "w-001", "title": "caf\xe9"}', "not UTF-8: byte 30 is 0xe9"),
]


@pytest.mark.parametrize(("line", "reason"), BAD, ids=[reason for _, reason in BAD])
def test_a_bad_line_is_named_with_its_reason(line, reason):
    lines = [spelled([GOOD[1]]), line.removesuffix(b"\n") + b"\r\n", b"  \n", spelled([GOOD[2]])]
    reading = read(lines)
    assert [(bad.number, reason in bad.reason) for bad in reading.bad] == [(2, True)], reading.bad
    assert [proposal.id for proposal in reading.proposals] == ["w-002", "w-003"]


def test_a_file_of_bad_lines_alone_is_not_read_to_its_end(run, file):
    code, _, err = bring_in(run, file, content=spelled([GOOD[0]]) + b"a\n" * 1_001 + spelled([GOOD[1]]))
    assert code != 0
    assert "More than 1,000 lines cannot be used, line 1002 the last: not JSON" in err
    assert len(read([b"a\n"] * 1_000).bad) == 1_000


def test_a_file_may_begin_with_a_byte_order_mark():
    assert read([b"\xef\xbb\xbf" + spelled([GOOD[0]])]).bad == []


def test_a_bad_line_stops_everything_unless_told_to_skip_it(run, file):
    content = spelled(GOOD[:2]) + b"{broken\n" + spelled(GOOD[2:])
    empty = everything()
    code, out, err = bring_in(run, file, content=content)
    assert code == 1
    assert json.loads(out)["bad_lines"] == 1
    assert f"{file}:3: not JSON" in err
    assert everything() == empty
    code, out, err = bring_in(run, file, "--skip-bad")
    assert code == 0
    assert json.loads(out) == {"members": 4, "concepts": 4, "ballots": 2, "rejected": 2, "bad_lines": 1}
    assert f"{file}:3: not JSON" in err


def test_a_line_that_the_acts_refuse_is_a_bad_line_too(run, file):
    crowd = {**GOOD[0], "id": "w-009", "proposers": [f"m{n}" for n in range(20)]}
    empty = everything()
    code, out, err = bring_in(run, file, content=spelled([*GOOD, crowd]))
    assert (code, json.loads(out)["bad_lines"]) == (1, 1)
    assert f"{file}:5: A concept has 8 co-authors at most." in err
    assert everything() == empty
    code, out, _ = bring_in(run, file, "--skip-bad")
    assert (code, json.loads(out)["concepts"], json.loads(out)["bad_lines"]) == (0, 4, 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("close", "nowhere"), "there is no round"),
        (("result", "nowhere", "--json"), "there is no round"),
        (("import", "/nowhere", "--format", "wishlist", "--forum", "a", "--slug", "b"), "does not exist"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(run, words, said):
    code, out, err = run(*words)
    assert code != 0
    assert out == ""
    assert said in err


def test_an_empty_file_and_a_poor_slug_are_refused(run, file):
    code, _, err = bring_in(run, file, content=b"\n")
    assert (code, "holds no proposals" in err) == (1, True)
    code, _, err = bring_in(run, file, content=spelled(GOOD), slug="Not A Slug")
    assert (code, "small letters" in err) == (1, True)
    assert how_many(Forum) == 0


def imported_and_counted(run, year):
    code, out, err = bring_in(run, round_file(year), slug=f"wishes-{year}")
    assert code == 0, err
    assert run("close", f"wishes-{year}")[0] == 0
    return json.loads(out), json.loads(run("result", f"wishes-{year}", "--json")[1])["winners"]


@pytest.mark.parametrize("year", YEARS)
def test_the_right_fifteen_win_each_year(request, run, year):
    if "postgresql" in request.node.callspec.id and year != "2020":
        pytest.skip("one year is enough on PostgreSQL")
    known = expected(year)
    tally, winners = imported_and_counted(run, year)
    assert [[one["id"], one["votes"], one["title"][:60]] for one in winners] == known["top15"]
    assert (tally["concepts"], tally["rejected"]) == (known["proposals"], known["rejected"])
    assert tally["ballots"] == known["distinct_voters"]
    assert how_many(BallotChoice) == known["votes"]
    assert verify().faults == []
