"""An election written as a Pabulib file that other programs read and count to the same winners.

How ties are settled no column of the format says; `drawn` beside each project holds its place among equals.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping

from governance.counting.contest import BallotKind, C, Contest
from governance.counting.tally import tie_places
from governance.pabulib.election import Cast, Election, Project, VoteType
from governance.pabulib.numbers import as_amount

_TYPES = {
    BallotKind.APPROVAL: VoteType.APPROVAL,
    BallotKind.POINTS: VoteType.CUMULATIVE,
    BallotKind.RANKED: VoteType.ORDINAL,
}


def as_election(
    contest: Contest[C],
    title: str,
    names: Mapping[C, str],
    winners: Collection[C] = (),
    more: Mapping[str, str] | None = None,
) -> Election:
    """The contest as a file tells it: voters are numbered in the order of its votes. `more` goes into META.

    Places are written as a budget of so many units with a cost of one each. One taken out before the close is left out.
    """
    per = 100 if contest.in_places else 1
    places, standing = tie_places(contest), {one.key for one in contest.finalists if one.standing}
    projects = tuple(
        Project(
            str(one.key),
            one.cost * per,
            names[one.key],
            one.key in winners,
            {"name": names[one.key], "selected": str(int(one.key in winners)), "drawn": str(places[at])},
        )
        for at, one in enumerate(contest.finalists)
        if one.standing
    )
    ballots = tuple(_numbered(contest, standing))
    return Election(
        meta={"description": title, **(more or {})},
        vote_type=_TYPES[contest.kind],
        budget_minor=contest.budget * per,
        projects=projects,
        ballots=ballots,
        most=max((len(ballot.choices) for ballot in ballots), default=0),
    )


def _numbered(contest: Contest[C], standing: Collection[C]) -> Iterable[Cast]:
    voter = 0
    for vote in contest.votes:
        kept = [at for at, choice in enumerate(vote.choices) if choice in standing]
        choices = tuple(str(vote.choices[at]) for at in kept)
        points = tuple(vote.points[at] for at in kept) if vote.points else ()
        for _ in range(vote.times):
            voter += 1
            yield Cast(str(voter), choices, points)


def written(election: Election) -> str:
    """The file's text, in UTF-8 with plain line ends."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\n")
    rows.writerows([["META"], ["key", "value"], *_meta(election), ["PROJECTS"]])
    columns = list(election.projects[0].more) if election.projects else []
    rows.writerow(["project_id", "cost", *columns])
    for project in election.projects:
        rows.writerow([project.id, as_amount(project.cost_minor), *(_flat(project.more[key]) for key in columns)])
    pointed = any(ballot.points for ballot in election.ballots) or election.vote_type is VoteType.CUMULATIVE
    rows.writerows([["VOTES"], ["voter_id", "vote", "points"] if pointed else ["voter_id", "vote"]])
    for ballot in election.ballots:
        rows.writerow([ballot.voter, *_vote(ballot, election.vote_type, pointed)])
    return out.getvalue()


def _meta(election: Election) -> list[list[str]]:
    facts = {
        "description": election.title,
        "num_projects": str(len(election.projects)),
        "num_votes": str(len(election.ballots)),
        "budget": as_amount(election.budget_minor),
        "vote_type": election.vote_type.value,
        "min_length": str(min((len(ballot.choices) for ballot in election.ballots), default=0)),
    }
    if election.most:
        facts["max_length"] = str(election.most)
    if election.minimum:
        facts["min_project_score_threshold"] = str(election.minimum)
    if election.points:
        facts["max_sum_points"] = str(election.points)
    return [[key, _flat(value)] for key, value in {**election.meta, **facts}.items()]


def _vote(ballot: Cast, vote_type: VoteType, pointed: bool) -> list[str]:
    if vote_type is VoteType.CUMULATIVE and not ballot.choices:
        return ["none", "none"]
    points = [",".join(map(str, ballot.points))] if pointed else []
    return [",".join(ballot.choices), *points]


def _flat(text: str) -> str:
    """On one line, whatever a reader takes for the end of one."""
    return " ".join(text.split())
