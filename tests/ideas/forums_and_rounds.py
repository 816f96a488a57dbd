"""Builders for forums, rounds, signals and assessments."""

from datetime import timedelta
from itertools import count

from governance.counting.rule import RuleName
from ideas.forums.forum import FieldKind, Forum, ForumField, ForumSteward
from ideas.rounds.phase import ORDER, Phase, Timetable
from ideas.rounds.round import Round
from ideas.rounds.signal import Signal
from ideas.viability.assessment import Assessment
from kernel.clock import now
from tests.cast import add

_number = count(1)
LASTS = (timedelta(days=14), timedelta(days=7), timedelta(days=7))


def a_forum(name="Bags", steward=None, **changes):
    """A forum with two questions; `steward` is a member who keeps it."""
    slug = changes.pop("slug", name.lower().replace(" ", "-"))
    plain = {"colour": "#1f6f5c", "summary": f"{name} that last.", **changes}
    forum = Forum(slug=slug, name=name, fields=[], stewards=[], **plain)
    forum.fields = [
        ForumField(key="need", label="The need", kind=FieldKind.LONG, required=True, position=1),
        ForumField(key="price-point", label="Price point", position=2),
    ]
    if steward:
        forum.stewards = [ForumSteward(member_id=steward.id)]
    return add(forum)


def timetable_in(phase, at=None):
    """A timetable that stands in the middle of this phase: 14 days of proposing, 7 of refining, 7 of balloting."""
    at = at or now()
    into = ORDER.index(Phase(phase))
    passed = sum(LASTS[: into - 1], timedelta()) if into else -timedelta(days=3)
    begins = at - passed - (timedelta(days=2) if into else timedelta())
    refining = begins + LASTS[0]
    return Timetable(begins, refining, refining + LASTS[1], refining + LASTS[1] + LASTS[2])


def a_round(phase="proposing", forum=None, **changes):
    """A round with two slots and no limits, on most votes, in the middle of this phase."""
    number = next(_number)
    timetable = changes.pop("timetable", None) or timetable_in(phase)
    plain = {
        "slug": f"round-{number}",
        "title": f"A bag for rain, {number}",
        "brief_source": "Ask for *rain*.",
        "brief_html": "<p>Ask for <em>rain</em>.</p>",
        "counting_rule": RuleName.MOST_VOTES,
        "slots": 2,
        **changes,
    }
    round = Round(forum=forum or a_forum(f"Bags {number}"), signals=[], reschedulings=[], **plain)
    round.timetable = timetable
    return add(round)


def a_signal(forum, statement="Straps cut into the shoulder", **changes):
    """Something that should change, in this forum."""
    return add(Signal(forum_id=forum.id, statement=statement, evidence="14 of 60 reviews say so.", **changes))


def an_assessment(concept, **changes):
    """The first, undecided assessment of this concept, due in four weeks."""
    plain = {"attempt": 1, "version_number": concept.version_number, "due_at": now() + timedelta(days=28), **changes}
    return add(Assessment(concept=concept, round_id=concept.round_id, scores=[], **plain))
