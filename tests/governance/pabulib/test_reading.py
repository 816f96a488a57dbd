"""A Pabulib file is read whole or refused with the line of its fault; whatever the bytes, nothing else happens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.counting.contest import BallotKind
from governance.pabulib.election import VoteType
from governance.pabulib.faults import BadFile
from governance.pabulib.reading import read
from tests.governance.counting.contests import UNHURRIED

SOUND = """META
key;value
description;A round
num_projects;3
num_votes;3
budget;1000.50
vote_type;approval
max_length;2
PROJECTS
project_id;cost;name;selected
a;600;"Lamp; with shade";1
b;400,25;Chair;0
c;250.5;Table;0
VOTES
voter_id;vote
1;a,b
2;b
3;c,a
"""
POINTS = SOUND.replace("approval", "cumulative\nmax_sum_points;5\nmax_points;4").replace(
    "voter_id;vote", "voter_id;vote;points"
)
POINTS = POINTS.replace("1;a,b", "1;a,b;3,2").replace("2;b", "2;b;4").replace("3;c,a", "3;c,a;0,1")
RANKS = SOUND.replace("approval", "ordinal").replace("voter_id;vote", "voter_id;vote;points")
RANKS = RANKS.replace("1;a,b", "1;a,b;3,2").replace("2;b", "2;b;3").replace("3;c,a", "3;c,a;3,2")


def test_a_sound_file_is_read_exactly():
    election = read(SOUND.encode("utf-8-sig"))
    assert election.budget_minor == 100050
    assert [(project.id, project.cost_minor) for project in election.projects] == [
        ("a", 60000),
        ("b", 40025),
        ("c", 25050),
    ]
    assert election.projects[0].name == "Lamp; with shade"
    assert election.official_winners == ("a",)
    assert (election.most, election.points, election.minimum) == (2, None, 0)
    contest = election.contest()
    assert contest.ballots == 3
    assert contest.step == 100


def test_points_and_ranks_are_read():
    election = read(POINTS.encode())
    assert (election.vote_type, election.points) == (VoteType.CUMULATIVE, 5)
    assert [ballot.points for ballot in election.ballots] == [(3, 2), (4,), (0, 1)]
    assert read(RANKS.encode()).contest().kind is BallotKind.RANKED
    bare = SOUND.replace("approval", "ordinal")
    assert [ballot.points for ballot in read(bare.encode()).ballots] == [(2, 1), (2,), (2, 1)]


def test_line_ends_and_a_byte_order_mark_do_not_matter():
    assert read(SOUND.replace("\n", "\r\n").encode("utf-8-sig")) == read(SOUND.encode())


FAULTS = {
    "no META": (SOUND, "META\nkey;value\n", "", 1, "must begin with META"),
    "no PROJECTS": (
        SOUND,
        SOUND[SOUND.index("PROJECTS") : SOUND.index("VOTES")],
        "",
        9,
        "PROJECTS is missing before VOTES",
    ),
    "no name": (SOUND, "PROJECTS\n", "", 9, "PROJECTS is missing before its row of columns"),
    "no VOTES": (SOUND, "VOTES\nvoter_id;vote\n1;a,b\n2;b\n3;c,a\n", "", 13, "VOTES is missing where the file ends"),
    "VOTES twice": (SOUND, "3;c,a\n", "3;c,a\nVOTES\nvoter_id;vote\n", 19, "twice"),
    "no columns": (SOUND, "VOTES\nvoter_id;vote\n", "VOTES\n", 15, "no column “voter_id”"),
    "empty block": (SOUND, "voter_id;vote\n1;a,b\n2;b\n3;c,a\n", "", 14, "VOTES is empty where the file ends"),
    "wrong number of projects": (SOUND, "num_projects;3", "num_projects;4", 4, "says “4”, but there are 3 projects"),
    "wrong number of votes": (SOUND, "3;c,a\n", "", 5, "says “3”, but there are 2 votes"),
    "unknown project": (SOUND, "2;b", "2;z", 17, "“z”, which is no project"),
    "repeated project": (SOUND, "1;a,b", "1;a,a", 16, "names “a” twice"),
    "too many choices": (SOUND, "1;a,b", "1;a,b,c", 16, "3 choices; 2 are the most"),
    "project twice": (SOUND, "b;400,25", "a;400,25", 12, "“a” stands there twice"),
    "voter twice": (SOUND, "2;b", "1;b", 17, "“1” votes twice"),
    "three decimals": (SOUND, "250.5;", "250.505;", 13, "“250.505” has more than two decimals"),
    "a cost that is no amount": (SOUND, "250.5;", "2e3;", 13, "not an amount"),
    "a negative cost": (SOUND, "250.5;", "-250;", 13, "not an amount"),
    "a cost of nothing": (SOUND, "250.5;", "0.00;", 13, "the cost is zero"),
    "a huge cost": (SOUND, "250.5;", "9" * 40 + ";", 13, "not an amount"),
    "no budget": (SOUND, "budget;1000.50\n", "", 2, "does not say the budget"),
    "a key twice": (SOUND, "max_length;2", "budget;2", 8, "“budget” twice"),
    "unknown vote type": (SOUND, "approval", "scoring", 7, "“scoring” is none of"),
    "a thousand and one facts": (
        SOUND,
        "max_length;2\n",
        "".join(f"k{n};2\n" for n in range(1_001)),
        1_003,
        "META has more than",
    ),
    "ten thousand columns": (SOUND, "2;b", "2;" + ";" * 10_000, 17, "10,002 columns; 100 are the most"),
    "ten thousand named columns": (SOUND, "voter_id;vote", ";".join(map(str, range(10_000))), 15, "10,000 columns"),
    "one cell too many": (SOUND, "2;b", "2;b;x", 17, "3 cells, but VOTES has 2 columns"),
    "one cell too few": (SOUND, "b;400,25;Chair;0", "b;400,25;Chair", 12, "3 cells"),
    "a column twice": (SOUND, "cost;name", "cost;cost", 10, "two columns “cost”"),
    "an open quote": (SOUND, '"Lamp; with shade"', '"Lamp', 11, "cannot be read"),
    "an id with a sign that parts ranks": (SOUND, "b;400,25", "b>c;400", 12, "“b>c” cannot be the id"),
    "an id on two lines": (SOUND, "b;400,25", '"b\nc";400', 12, "“b c” cannot be the id"),
    "an id with a line separator": (SOUND, "b;400,25", "b\u2028c;400", 12, "cannot be the id"),
    "a voter on two lines": (SOUND, "2;b", '"2\n3";b', 17, "cannot be the id of a voter"),
    "a voter's endless id": (SOUND, "2;b", "2" * 121 + ";b", 17, "more than 120 letters"),
    "a character of no text": (SOUND, "Chair", "Ch\0ir", 12, "cannot be shown (U+0000)"),
    "a control character": (SOUND, "max_length;2", "unit;a\x07b", 8, "cannot be shown (U+0007)"),
    "an endless cell": (SOUND, "Chair", "C" * 20_001, 12, "more than 20,000 letters"),
    "an endless line": (SOUND, "Chair", "C" * 1_000_001, 12, "more than 1,000,000 letters"),
    "an id with a comma": (SOUND, "b;400,25", '"b,c";400', 12, "cannot be the id"),
    "negative points": (POINTS, "3;c,a;0,1", "3;c,a;-1,1", 20, "negative points"),
    "too many points": (POINTS, "1;a,b;3,2", "1;a,b;3,3", 18, "gives 6 points; 5 are the most"),
    "too many points for one": (POINTS, "2;b;4", "2;b;5", 19, "more than 4 points"),
    "half a point": (POINTS, "2;b;4", "2;b;1.5", 19, "not a whole number"),
    "points for nobody": (POINTS, "2;b;4", "2;b;3,1", 19, "1 choices, but 2 numbers"),
    "no points": (SOUND, "approval", "cumulative", 15, "no column “points”"),
    "a duplicate rank": (RANKS, "1;a,b;3,2", "1;a,b;3,3", 16, "the same rank"),
    "ranked twice": (RANKS, "1;a,b;3,2", "1;a,a;3,2", 16, "ranks “a” twice"),
    "a currency without hundredths": (SOUND, "max_length;2", "currency;JPY", 8, "not parted into hundredths"),
    "a bad currency": (SOUND, "max_length;2", "currency;Euro", 8, "not a code such as EUR"),
}


@pytest.mark.parametrize("named", FAULTS)
def test_a_fault_is_refused_with_its_line(named):
    sound, before, after, line, words = FAULTS[named]
    assert before in sound
    with pytest.raises(BadFile) as refused:
        read(sound.replace(before, after, 1).encode())
    assert words in refused.value.message
    assert refused.value.line == line
    assert str(refused.value) == (f"line {line}: {refused.value.message}" if line else refused.value.message)


def test_bytes_that_are_no_text_are_refused_with_their_line():
    with pytest.raises(BadFile, match="line 11: this is not UTF-8 text"):
        read(SOUND.encode().replace(b"Lamp", b"L\xffmp"))


PIECES = st.sampled_from(
    [
        b"META",
        b"PROJECTS",
        b"VOTES",
        b"\n",
        b";",
        b",",
        b'"',
        b"key;value",
        b"project_id;cost",
        b"voter_id;vote",
        b"a;1",
    ]
)


def fault_in(content):
    """The fault of this file, or None when it is read."""
    try:
        election = read(content)
    except BadFile as fault:
        return fault
    assert election.contest().ballots == len(election.ballots)
    return None


@UNHURRIED
@given(st.one_of(st.binary(max_size=300), st.lists(PIECES | st.binary(max_size=4), max_size=60).map(b"".join)))
def test_garbage_is_refused_and_never_crashes(content):
    fault = fault_in(content)
    lines = content.count(b"\n") + content.count(b"\r") + 1
    assert fault is None or (fault.message and (fault.line is None or 1 <= fault.line <= lines))


@UNHURRIED
@given(st.sampled_from([SOUND, POINTS, RANKS]), st.integers(0, 400), st.binary(max_size=3), st.integers(0, 3))
def test_a_sound_file_with_some_bytes_changed_is_read_or_refused(sound, at, put, cut):
    content = sound.encode()
    assert "\n" not in str(fault_in(content[:at] + put + content[at + cut :]))
