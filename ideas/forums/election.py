"""Opening an election of stewards, shown once more and done after fifteen minutes: nothing stops one that is open."""

from __future__ import annotations

from governance.charter.values import value
from governance.pending.kinds import Act, Given, Shown, done_later
from ideas.forums.electing import free_seats, open_stewards_election
from ideas.forums.forum import Forum
from ideas.forums.membership import how_many_active
from ideas.forums.queries import forum_named
from kernel.rules import RuleBroken, counted
from members.accounts.member import Member

KIND = "stewards-election"


@done_later(KIND)
def open_now(actor: Member, about: int | str, given: Given) -> None:
    """Open it, as it was arranged."""
    forum = forum_named(given["slug"])
    if forum is None or forum.id != about:
        raise RuleBroken("This forum is not there any more.")
    open_stewards_election(actor, forum)


def election_in(forum: Forum) -> tuple[Act, Shown]:
    """What waits, and the second look at it."""
    url = f"/forums/{forum.slug}"
    act = Act(KIND, forum.id, f"Open an election of stewards in {forum.name}", url, {"slug": forum.slug})
    standing, voting = value("steward.nomination-days"), value("steward.voting-days")
    facts = [
        ("Forum", forum.name),
        ("Free seats", str(free_seats(forum))),
        ("Nominations", f"{counted(standing, 'day')}, then {counted(voting, 'day')} of voting"),
    ]
    follows = [
        "Who may vote is fixed when it opens, and nobody can stop it then.",
        "Who is elected takes office at the count; stewards whom staff appointed leave it.",
        "It ends without a result when nobody stands.",
    ]
    told = f"{counted(how_many_active(forum), 'member')} who took part here of late."
    return act, Shown("Open this election?", facts, follows, told, "Open the election")
