"""Twelve real elections come in whole, are counted as their library counts them, and a broken file leaves nothing behind."""

import json

import pytest
from sqlalchemy import func, select

from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.concepts.concept import Concept
from ideas.forums.forum import Forum
from ideas.rounds.round import Round
from kernel.database import db
from kernel.policy import Refused
from members.accounts.member import Member
from tests.data import shared
from tests.ideas.forums_and_rounds import a_forum, a_signal
from tests.ideas.voting import a_ballot, in_order

SMALL = ("Netherlands_Assen_2024", "Switzerland_Zurich_S5D10", "Poland_Czestochowa_2024_Trzech_Wieszczow")
LARGE = (
    "Netherlands_Amsterdam_179",
    "Netherlands_Amsterdam_288",
    "Poland_Krakow_2021_Grzegorzki",
    "Poland_Lodz_2022_Teofilow-Wielkopolska",
    "Poland_Swiecie_2023",
    "Poland_Warszawa_2020_Praga-Poludnie",
    "Poland_Warszawa_2021_Zoliborz",
    "Poland_Wroclaw_2018_Rejon_nr_5_750",
    "US_Stanford_Dataset_PB_Cambridge_2016_vote_approvals",
)
COMPLETIONS = {"none": "no_completion", "add1": "add1", "add1u": "add1u"}
TINY = (
    "META\nkey;value\nnum_projects;2\nnum_votes;3\nbudget;100\nvote_type;approval\nrule;greedy\ncurrency;EUR\n"
    "PROJECTS\nproject_id;cost;name\np1;60.50;Lamp\np2;50;Chair\nVOTES\nvoter_id;vote\n1;p1\n2;p1,p2\n3;p2\n"
)


def run(app, *words):
    done = app.test_cli_runner().invoke(args=["round", *map(str, words)])
    db.session.remove()
    return done.exit_code, done.stdout, done.stderr


def bring_in(app, path, slug="vote"):
    return run(app, "import", path, "--format", "pabulib", "--forum", "cities", "--slug", slug)


def winners(app, *options):
    code, out, err = run(app, "result", "vote", "--json", *options)
    assert code == 0, err
    facts = json.loads(out)
    assert facts["official"] is not bool(options)
    return sorted(winner["id"] for winner in facts["winners"])


def comes_out_as_expected(app, name):
    folder = shared("elections")
    expected = json.loads((folder / "expected.json").read_text("utf-8"))[name]
    code, out, err = bring_in(app, folder / f"{name}.pb")
    assert code == 0, err
    assert json.loads(out) == {"concepts": expected["projects"], "ballots": expected["voters"]}
    assert run(app, "close", "vote")[0] == 0
    if expected["official_winners"] is not None:
        assert winners(app) == sorted(expected["official_winners"])
    assert winners(app, "--rule", "most-votes") == sorted(expected["greedy_skip"]["winners"])
    stop = sorted(expected["greedy_stop_at_first_unaffordable"]["winners"])
    assert winners(app, "--rule", "most-votes-stop") == stop
    for utility in ("cost", "cardinality", "points"):
        lists = expected.get(f"equal_shares_{utility}_utility", {})
        named = [] if utility == "points" else ["--utility", utility]
        for completion, key in COMPLETIONS.items():
            if key in lists:
                got = winners(app, "--rule", "equal-shares", "--completion", completion, *named)
                assert got == sorted(lists[key]), (utility, completion)
    assert run(app, "recount", "vote")[0] == 0


@pytest.mark.parametrize("name", SMALL)
def test_a_small_election_gives_every_expected_list(app, name):
    comes_out_as_expected(app, name)


@pytest.mark.parametrize("name", LARGE)
def test_a_large_election_gives_every_expected_list(lite_app, name):
    comes_out_as_expected(lite_app, name)


def test_a_second_import_changes_nothing_and_another_file_is_refused(app, tmp_path):
    path = tmp_path / "vote.pb"
    path.write_text(TINY)
    assert json.loads(bring_in(app, path)[1]) == {"concepts": 2, "ballots": 3}
    assert json.loads(bring_in(app, path)[1]) == {"concepts": 0, "ballots": 0, "unchanged": 2}
    path.write_text(TINY.replace("Lamp", "Stool"))
    code, _, err = bring_in(app, path)
    assert (code, "does not come from this file" in err) == (1, True)


def test_an_election_from_elsewhere_owes_the_forums_signals_no_answer(app, tmp_path):
    path = tmp_path / "vote.pb"
    path.write_text(TINY)
    a_signal(a_forum("Cities", slug="cities"))
    assert json.loads(bring_in(app, path)[1]) == {"concepts": 2, "ballots": 3}


def test_ballots_of_an_election_belong_to_no_account(app, tmp_path):
    path = tmp_path / "vote.pb"
    path.write_text(TINY)
    bring_in(app, path)
    assert set(db.session.scalars(select(Ballot.member_id))) == {None}
    assert db.session.scalars(select(Member.name)).all() == ["Proposer not recorded"]
    assert set(db.session.scalars(select(Ballot.voter))) == {"1", "2", "3"}
    run(app, "close", "vote")
    assert winners(app) == ["p1"]  # two votes each, and ties go by id; 39.50 is too little for p2
    assert winners(app, "--rule", "most-votes-stop") == ["p1"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("num_votes;3", "num_votes;4"), ":4:"),
        (("2;p1,p2", "2;p1,p9"), ":16:"),
        (("60.50", "60.505"), ":11:"),
        (("VOTES\n", "BALLOTS\n"), ""),
        (("3;p2", "3;p2,p2"), ":17:"),
        (("budget;100\n", ""), ":2:"),
        (("1;p1\n2;p1,p2\n3;p2\n", ""), ":4:"),
        (("PROJECTS\nproject_id;cost;name\np1;60.50;Lamp\np2;50;Chair\n", ""), ":9:"),
        (("VOTES\nvoter_id;vote\n1;p1\n2;p1,p2\n3;p2\n", ""), ":12:"),
        (("2;p1,p2", "2;p1" + ";" * 10_000), ":16:"),
        (("cost;name", "cost" + ";x" * 10_000), ":10:"),
        (("p2;50", "p2;-50"), ":12:"),
        (("Chair", "Ch\0air"), ":12:"),
        (("p2;50", "p\x002;50"), ":12:"),
        (("2;p1,p2", "\x002;p1,p2"), ":16:"),
        (("currency;EUR", "unit;\0"), ":8:"),
        (("Chair", "C" * 19_990), ":12:"),
        (("Chair", "[" * 200), ":12:"),
        (("currency;EUR", "max_length;0"), ":15:"),
        (("approval\nrule;greedy", "cumulative\nmax_sum_points;5000"), ":14:"),
        (("Lamp", "L\udcffmp"), ":11:"),
    ],
)
def test_a_broken_file_is_named_with_its_line_and_nothing_is_imported(app, tmp_path, change, words):
    path = tmp_path / "vote.pb"
    assert change[0] in TINY
    path.write_bytes(TINY.replace(*change).encode("utf-8", "surrogateescape"))
    code, out, err = bring_in(app, path)
    assert (code, out, "Nothing was imported" in err) == (1, "", True)
    assert f"vote.pb{words}" in err
    for table in (Round, Forum, Concept, Ballot, BallotChoice, Member):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0


def test_a_rule_of_this_site_that_a_sound_file_breaks_is_named_with_its_line(app, tmp_path):
    path = tmp_path / "vote.pb"
    sound = TINY.replace("approval\nrule;greedy", "cumulative\nmax_sum_points;5000").replace(
        "r_id;vote", "r_id;vote;points"
    )
    path.write_text(
        sound.replace("1;p1\n", "1;p1;3\n").replace("p1,p2\n", "p1,p2;3,2\n").replace("3;p2\n", "3;p2;4000\n")
    )
    _, _, err = bring_in(app, path)
    assert "vote.pb:7: A member spreads between 1 and 1,000 points. Nothing was imported." in err


@pytest.mark.parametrize("change", [("\n", "\r\n"), ("META", "\ufeffMETA"), ("\n", "\r")])
def test_line_ends_and_a_byte_order_mark_change_nothing(app, tmp_path, change):
    path = tmp_path / "vote.pb"
    path.write_bytes(TINY.replace(*change).encode())
    assert json.loads(bring_in(app, path)[1]) == {"concepts": 2, "ballots": 3}


def test_a_file_that_no_memory_holds_is_refused_before_it_is_read(app, tmp_path):
    path = tmp_path / "vote.pb"
    with path.open("wb") as file:
        file.truncate(40 * 1024**3)  # sparse: it takes no room on the disk
    assert "the file is larger than 256 MB" in bring_in(app, path)[2]


def test_nobody_votes_here_in_what_was_held_elsewhere(app, tmp_path, omar):
    path = tmp_path / "vote.pb"
    path.write_text(TINY)
    bring_in(app, path)
    round = db.session.scalars(select(Round)).one()
    with pytest.raises(Refused, match="held elsewhere"):
        a_ballot(omar, round, in_order(round)[0])
