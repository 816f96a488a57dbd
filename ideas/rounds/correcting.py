"""While a round is only announced, nothing is in it yet: its words, its title and its rule can be set right.

A corrected title or rule gets a line of its own and a new sealed seed; the first line stays, and the old address leads on.
"""

from __future__ import annotations

from governance.record.recording import record
from governance.seed import commitment, fresh_seed
from ideas.forums.slug import free_slug
from ideas.rounds.answering import SignalAnswers, answer_signals
from ideas.rounds.found import let_find
from ideas.rounds.policy import may_change_brief
from ideas.rounds.round import FormerAddress, Round
from ideas.rounds.rule_words import rule_in_short
from ideas.rounds.terms import RoundTerms, facts, write, write_rule
from kernel.database import db, lock, now_by_the_database
from kernel.policy import require
from members.accounts.member import Member


def correct_round(actor: Member, round: Round, terms: RoundTerms, answers: SignalAnswers) -> None:
    """New words, answers and rule, until proposing begins. Dates are moved by rescheduling only.

    The round's forum with its stewards, and its signals, must be loaded.
    """
    lock(round)
    require(may_change_brief(actor, round, now_by_the_database()))
    was = {"title": round.title, "rule": rule_in_short(round.rule)}
    anew = terms.rule != round.rule
    write_rule(round, terms.rule)
    write(round, terms)
    answer_signals(actor, round, answers)
    if anew or round.title != was["title"]:
        _seal_anew(actor, round, was)
    else:
        words = f"The brief of {round.title} was changed."
        record("round.changed", f"round:{round.slug}", actor=actor, words=words, **facts(round))
    let_find(round)


def _seal_anew(actor: Member, round: Round, was: dict[str, str]) -> None:
    former = round.slug
    if round.title != was["title"]:
        _move(round)
    round.seed = fresh_seed()
    round.seed_commitment = commitment(round.seed)
    db.session.flush()
    words = (
        f"{was['title']} was corrected before proposing began: it asks “{round.title}”, by {rule_in_short(round.rule)}."
    )
    more = {**facts(round), **round.rule.facts, "seed_commitment": round.seed_commitment}
    more |= {"was": was, "former": f"round:{former}"}
    record("round.corrected", f"round:{round.slug}", actor=actor, words=words, **more)


def _move(round: Round) -> None:
    """Let the address follow the title; the former one leads on."""
    former = FormerAddress(slug=round.slug, round_id=round.id)
    round.slug = free_slug(Round, round.title, FormerAddress)
    db.session.add(former)
