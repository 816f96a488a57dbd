"""Strings that break forms, through every field of a concept and a comment: kept as they are, or refused in words."""

import json

from ideas.concepts import drafting, proposing
from ideas.concepts.queries import concept_held, concept_seen, draft_of
from ideas.discussion import saying
from ideas.discussion.comment import CommentKind
from ideas.discussion.queries import threads_of
from kernel.database import transaction
from kernel.forms import cleaned
from kernel.rules import RuleBroken
from kernel.visible import unfit
from tests.data import shared
from tests.ideas.concepts_in_rounds import a_concept, a_draft, some_words


def rows_of(name):
    """The strings of one list, whatever shape its rows have."""
    rows = json.loads(shared(f"attack_text/{name}.json").read_text(encoding="utf-8"))
    return [row if isinstance(row, str) else next(v for v in row.values() if isinstance(v, str)) for row in rows]


def strings():
    """Naughty strings, and a part of the injections, each once and as a form cleans it."""
    found = rows_of("naughty_strings")[::2] + rows_of("sql_injection")[::20] + rows_of("csv_formula_injection")
    return list(dict.fromkeys(cleaned(text) for text in found))


def storable(text):
    """Whether a database keeps it."""
    return not any(unfit(char) for char in text)


def refusal(act, *given):
    """The rule an act found broken, None when it went through."""
    try:
        with transaction():
            act(*given)
    except RuleBroken as broken:
        return broken
    return None


def test_every_string_is_saved_in_a_draft_as_typed_or_refused(maya):
    concept = a_draft(maya)
    for typed in strings():
        concept = concept_seen(maya, concept.id)
        words = some_words(title=typed, summary=typed, body=typed, answers={"need": typed})
        broken = refusal(drafting.save, maya, concept, words)
        assert (broken is None) is storable(typed), typed
        if broken is None:
            draft = draft_of(concept)
            assert (draft.title, draft.summary, draft.body_source, draft.answers["need"]) == (typed,) * 4


def test_every_string_is_said_in_a_comment_as_it_is_or_refused(maya, omar):
    concept = concept_seen(omar, a_concept(maya).id)
    for typed in strings():
        broken = refusal(saying.say, omar, concept, CommentKind.EVIDENCE, typed)
        if broken:
            assert broken.field == "source", typed
            concept = concept_seen(omar, concept.id)
        else:
            said = threads_of(concept).rows[0].opening
            assert said.source == typed
            assert "<script" not in said.html.lower()


def test_proposed_strings_are_shown_and_nothing_breaks(plain_browser, maya):
    fitting = [text for text in strings() if storable(text) and 4 <= len(text) <= 60 and "\n" not in text]
    for text in fitting[::30]:
        concept = a_draft(maya, title=text, summary=f"{text} and more of it", answers={"need": text})
        with transaction():
            proposing.propose(maya, concept_held(concept.id))
        assert plain_browser.open(f"/concepts/{concept.id}").h1 == " ".join(text.split())
