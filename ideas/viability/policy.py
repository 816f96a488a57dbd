"""Staff judge a winner, but never their own concept; the authors of a returned one may ask again after revising it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from ideas.concepts.concept import Concept
from ideas.forums.policy import standing
from ideas.viability.appeal import Appeal
from ideas.viability.assessment import Assessment
from ideas.viability.rubric import AssessmentVerdict
from kernel.policy import Verdict, refused
from members.accounts.member import Member


def may_assess(member: Member | None, assessment: Assessment, at: datetime) -> Verdict:
    """Whether they may score this assessment and decide it. Its concept with its co-authors must be loaded."""
    able = standing(member)
    if member is None or not able:
        return able
    if not member.is_staff:
        return refused("Only the brand's staff assess winners.")
    if assessment.concept.is_by(member.id):
        return refused("This is your own concept: a colleague has to assess it.")
    if assessment.verdict is not None:
        return refused("This assessment is decided. A returned concept can be assessed again once it is revised.")
    return able


def may_ask_again(
    member: Member | None, concept: Concept, authors: Collection[int], last: Assessment | None, at: datetime
) -> Verdict:
    """Whether they may have a returned concept assessed again: any author, so that it does not hang on one who left.

    `authors` by id, `last` its newest assessment.
    """
    able = standing(member)
    if member is None or not able:
        return able
    if member.id not in authors:
        return refused("Only its authors may ask for another assessment.")
    if last is None or last.verdict is not AssessmentVerdict.RETURNED:
        return refused("Another assessment is possible after a concept was returned for changes.")
    if concept.version_number <= last.version_number:
        return refused("Revise the concept first: the assessment says what would change our mind.")
    return able


def may_appeal(
    member: Member | None,
    concept: Concept,
    authors: Collection[int],
    last: Assessment | None,
    earlier: Appeal | None,
    deadline: datetime | None,
    at: datetime,
) -> Verdict:
    """Whether they may take the newest assessment to a jury; `authors` by id, `earlier` the appeal there was."""
    able = standing(member)
    if member is None or not able:
        return able
    if member.id not in authors:
        return refused("Only its authors may appeal.")
    if earlier is not None:
        return refused("A jury has had this concept: there is one appeal, and no second.")
    if last is None or last.verdict is not AssessmentVerdict.DECLINED or deadline is None:
        return refused("An appeal is possible after a concept was declined.")
    return able if at < deadline else refused("The time to appeal is over.")
