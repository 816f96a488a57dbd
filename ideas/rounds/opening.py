"""Staff or a steward put a question to a forum: it is announced at once, and its rule is fixed with a sealed seed."""

from __future__ import annotations

from governance.record.recording import record
from ideas.forums.forum import Forum
from ideas.forums.slug import fit_slug, free_slug
from ideas.rounds.answering import NO_ANSWERS, SignalAnswers, answer_signals
from ideas.rounds.found import let_find
from ideas.rounds.policy import may_open_round
from ideas.rounds.round import FormerAddress, Round
from ideas.rounds.rule_words import rule_in_short
from ideas.rounds.terms import RoundTerms, check_timetable, facts, write, write_rule
from ideas.rounds.turning import turn
from kernel.clock import now
from kernel.database import db, lock
from kernel.policy import require
from members.accounts.member import Member


def open_round(
    actor: Member,
    forum: Forum,
    terms: RoundTerms,
    answers: SignalAnswers = NO_ANSWERS,
    imported_from: str | None = None,
) -> Round:
    """A new round in a forum whose stewards are loaded; it announces itself at once. An imported one may lie in the past,
    and owes the forum's signals no answer: it was asked elsewhere.

    Raises RuleBroken on the field that does not fit.
    """
    at = now()
    lock(forum)  # nobody closes it meanwhile
    require(may_open_round(actor, forum, at))
    if imported_from is None:
        check_timetable(terms.timetable, at)
    round = Round(forum=forum, signals=[], opened_by=actor.id, opened_at=at, imported_from=imported_from)
    write_rule(round, terms.rule)
    write(round, terms)
    fit = fit_slug(Round, terms.slug, FormerAddress) if terms.slug else None
    round.slug = fit or free_slug(Round, round.title, FormerAddress)
    round.timetable = terms.timetable
    db.session.add(round)
    db.session.flush()
    let_find(round)
    if imported_from is None:
        answer_signals(actor, round, answers)
    record(
        "round.opened",
        f"round:{round.slug}",
        actor=actor,
        words=f"A round was opened in {forum.name}: {round.title}.",
        **facts(round),
        seed_commitment=round.seed_commitment,
    )
    _fix_rule(round)
    turn(round, at)
    return round


def _fix_rule(round: Round) -> None:
    record(
        "rule.fixed",
        f"round:{round.slug}",
        words=f"How the winners of {round.title} are chosen is fixed: {rule_in_short(round.rule)}.",
        url=f"/rounds/{round.slug}#rule",
        **round.rule.facts,
    )
