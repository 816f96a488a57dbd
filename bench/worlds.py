"""The two worlds, inserted in bulk: only their sizes differ, so that what grows with the size shows."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from sqlalchemy import insert, text

from bench import goods, prose
from ideas.ballots.result import Result
from ideas.concepts.concept import Concept, ConceptState
from ideas.concepts.version import ConceptVersion
from ideas.discussion.comment import Comment, CommentKind
from ideas.forums.forum import Forum
from ideas.rounds.phase import ORDER, Phase
from ideas.rounds.round import PhaseEntered, Round
from ideas.supports.support import Support
from kernel.clock import now
from kernel.database import db
from kernel.search.indexing import SearchEntry, SearchWord
from kernel.search.kinds import place_of
from kernel.search.words import name_of, tokens
from members.accounts.member import Member

PER_ROUND = 50
BATCH = 20_000


@dataclass(frozen=True)
class Size:
    """How many of each."""

    name: str
    concepts: int
    members: int
    supports: int
    comments: int
    products: int


SMALL = Size("small", 50, 1_000, 10_000, 2_000, 12)
LARGE = Size("large", 5_000, 100_000, 1_000_000, 200_000, 400)


def build(size):
    """Fill an empty database with this world. The newest round is the one where supports are given."""
    luck = random.Random(size.name)  # noqa: S311  (the same world each time)
    with db.engine.begin() as connection:
        _bulk(connection, Member, _members(size))
        _bulk(connection, Forum, _forums())
        rounds = -(-size.concepts // PER_ROUND)
        _bulk(connection, Round, _rounds(rounds))
        _bulk(connection, PhaseEntered, _phases(rounds))
        _bulk(connection, Result, _results(rounds))
        _bulk(connection, Concept, _concepts(size, rounds))
        _bulk(connection, ConceptVersion, _versions(size))
        counts = _supports(connection, size, luck)
        _bulk(connection, Comment, _comments(size, luck))
        goods.fill(connection, size, _bulk)
        _count(connection, counts, size)
        _index(connection, size)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _bulk(connection, model, rows):
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        connection.execute(insert(model), batch)


def _members(size):
    long_ago = now() - timedelta(days=400)
    for number in range(1, size.members + 1):
        name, email = f"Member {number}", f"member{number}@people.example"
        yield {
            "id": number,
            "name": name,
            "name_folded": name.lower(),
            "email": email,
            "email_folded": email,
            "confirmed_at": long_ago,
            "created_at": long_ago,
        }


def _forums():
    for number, name in enumerate(("Lamps", "Bags", "Kitchen"), 1):
        summary = f"{name} that last, proposed by those who use them."
        yield {"id": number, "slug": name.lower(), "name": name, "colour": "#2f6b4f", "summary": summary}


def _rounds(rounds):
    for number in range(1, rounds + 1):
        closes = now() + timedelta(days=30) - timedelta(days=40 * (rounds - number))
        yield {
            "id": number,
            "slug": f"round-{number}",
            "forum_id": number % 3 + 1,
            "title": f"Round {number}: {prose.title(number)}",
            "brief_source": prose.BODY,
            "brief_html": prose.HTML,
            "slots": 5,
            "proposing_at": closes - timedelta(days=40),
            "refining_at": closes - timedelta(days=8),
            "balloting_at": closes - timedelta(days=6),
            "closes_at": closes,
        }


def _phases(rounds):
    """Every phase that the clock has reached was noticed already, so that no tick disturbs the measuring."""
    for number in range(1, rounds + 1):
        for phase in (Phase.PROPOSING,) if number == rounds else (*ORDER[1:],):
            yield {"round_id": number, "phase": phase}


def _results(rounds):
    for number in range(1, rounds):
        words = {"rule": "most-votes", "slots": 5, "ballots": 0, "digest": "0" * 64}
        yield {"round_id": number, "counted_at": now() - timedelta(days=1), **words}


def _concepts(size, rounds):
    for number in range(1, size.concepts + 1):
        home = rounds - (number - 1) // PER_ROUND  # the first fifty stand in the open round
        at = now() - timedelta(days=9 + 40 * (rounds - home), minutes=number % 997)
        yield {
            "id": number,
            "round_id": home,
            "forum_id": home % 3 + 1,
            "author_id": number % size.members + 1,
            "state": ConceptState.PROPOSED,
            "title": prose.title(number),
            "summary": prose.sentence(number),
            "version_number": 1,
            "current_version_id": number,
            "material_version_id": number,
            "created_at": at,
            "proposed_at": at,
            "revised_at": at,
        }


def _versions(size):
    for number in range(1, size.concepts + 1):
        yield {
            "id": number,
            "concept_id": number,
            "number": 1,
            "title": prose.title(number),
            "summary": prose.sentence(number),
            "body_source": prose.BODY,
            "body_html": prose.HTML,
            "author_id": number % size.members + 1,
        }


def _supports(connection, size, luck):
    """Members 1 to 900 support nothing of the open round yet: they are the ones who will."""
    each, counts = size.supports // size.concepts, {}

    def rows():
        at = now() - timedelta(days=5)
        for concept in range(1, size.concepts + 1):
            free = 900 if size.members > 2_000 else 600
            who = luck.sample(range(free + 1, size.members + 1), min(each, size.members - free))
            counts[concept] = len(who)
            for member in who:
                yield {"concept_id": concept, "member_id": member, "version_id": concept, "created_at": at}

    _bulk(connection, Support, rows())
    return counts


def _comments(size, luck):
    kinds, at = list(CommentKind), now() - timedelta(days=4)
    for number in range(1, size.comments + 1):
        words = prose.sentence(number)
        yield {
            "id": number,
            "concept_id": number % size.concepts + 1,
            "thread_id": number,
            "author_id": luck.randrange(1, size.members + 1),
            "kind": kinds[number % len(kinds)],
            "source": words,
            "html": f"<p>{words}</p>",
            "created_at": at - timedelta(seconds=number),
        }


def _count(connection, counts, size):
    rows = [{"key": c, "supports": n, "comments": size.comments // size.concepts} for c, n in counts.items()]
    statement = "update concept set supports_count = :supports, comments_count = :comments where id = :key"
    connection.execute(text(statement), rows)


def _index(connection, size):
    things = [("concept", n, prose.title(n), prose.sentence(n)) for n in range(1, size.concepts + 1)]
    things += [
        ("comment", n, prose.title(n % size.concepts + 1), prose.sentence(n)) for n in range(1, size.comments + 1)
    ]
    entries, indexed, words = [], [], set()
    for kind, ref, title, body in things:
        at, own = place_of(kind, ref), title if kind == "concept" else ""
        url = f"/concepts/{ref if kind == 'concept' else ref % size.concepts + 1}"
        entries.append(
            {"id": at, "ref_id": ref, "name": name_of(own), "title": title, "beginning": body[:200], "url": url}
        )
        title_words, body_words = prose.tokens_of(own, tokens), prose.tokens_of(body, tokens)
        indexed.append({"id": at, "title": title_words, "body": body_words})
        words.update(word for word in f"{title_words} {body_words}".split() if len(word) > 3)
    _bulk(connection, SearchEntry, entries)
    connection.execute(text("insert into search_index (rowid, title, body) values (:id, :title, :body)"), indexed)
    _bulk(connection, SearchWord, [{"word": word} for word in sorted(words)])
