"""A picture is seen by who sees what it hangs on: not before that is published, and not once it is hidden."""

import pytest

from commerce.campaigns.launching import launch
from commerce.catalog.describing import add_picture
from governance.moderation import moderating
from governance.moderation.ground import Ground
from governance.moderation.pictures import PICTURE_KIND
from ideas.concepts import picturing, proposing
from ideas.concepts.queries import concept_held
from kernel.database import db, transaction
from kernel.uploads import keep_picture
from tests.commerce.cast import a_product, fresh
from tests.ideas.concepts_in_rounds import a_draft, a_revision
from tests.ideas.forums_and_rounds import a_forum, a_round
from tests.kernel.test_uploads import picture, served


def hang(author, concept):
    """A picture of its version to come; nobody is noted as the uploader, so that only the concept tells."""
    kept = keep_picture(picture(64, 64))
    with transaction():
        picturing.add(author, concept_held(concept.id), kept)
    return kept


def moderate(act, keeper, concept, *ground):
    with transaction():
        act(keeper, concept_held(concept.id), *ground, "A face that did not want to be shown.")


@pytest.fixture
def answers(app):
    """What each of these people gets for the picture: (status, Cache-Control)."""

    def ask(kept, *people):
        found = [served(app, kept, person) for person in people]
        return [(one.status_code, one.headers["Cache-Control"] if one.status_code == 200 else "") for one in found]

    return ask


ALL, OWN, NONE = (200, "public, max-age=3600"), (200, "private, no-store"), (404, "")


def test_a_drafts_picture_is_its_authors_until_it_is_published(answers, maya, omar, theo):
    concept = a_draft(maya, a_round(forum=a_forum("Kept", steward=theo)))
    kept = hang(maya, concept)
    assert answers(kept, None, omar, theo, maya) == [NONE, NONE, NONE, OWN]
    with transaction():
        proposing.propose(maya, concept_held(concept.id))
    assert answers(kept, None, omar, maya) == [ALL, ALL, ALL]


def test_a_picture_of_the_next_version_waits_for_it_and_that_of_an_earlier_one_stays(answers, maya, omar):
    concept = a_draft(maya)
    first = hang(maya, concept)
    with transaction():
        proposing.propose(maya, concept_held(concept.id))
    second = hang(maya, concept)
    with transaction():
        picturing.remove(maya, concept_held(concept.id), first.id)
    assert answers(first, None) == [ALL]
    assert answers(second, None, omar, maya) == [NONE, NONE, OWN]
    a_revision(maya, concept)
    assert answers(first, None) + answers(second, None) == [ALL, ALL]


def test_a_hidden_concepts_pictures_are_its_authors_and_keepers_until_it_is_shown_again(
    answers, maya, omar, theo, ines
):
    concept = a_draft(maya, a_round(forum=a_forum("Kept", steward=theo)))
    kept = hang(maya, concept)
    with transaction():
        proposing.propose(maya, concept_held(concept.id))
    assert answers(kept, None) == [ALL]
    moderate(moderating.hide, theo, concept, Ground.PRIVATE)
    assert answers(kept, None, omar, maya, theo, ines) == [NONE, NONE, OWN, OWN, OWN]
    moderate(moderating.restore, theo, concept)
    assert answers(kept, None, omar) == [ALL, ALL]


def test_what_staff_prepare_for_the_shop_is_theirs_until_it_is_listed(answers, ines, omar):
    product, kept = a_product(ines), keep_picture(picture(64, 64))
    with transaction():
        product = fresh(product)
        db.session.add(kept)
        db.session.flush()
        add_picture(ines, product, kept)
    assert answers(kept, None, omar, ines) == [NONE, NONE, OWN]
    with transaction():
        product = fresh(product)
        launch(ines, product, product.campaign)
    assert answers(kept, None) == [ALL]


def test_a_hidden_picture_is_served_and_drawn_nowhere_and_the_concept_stays(answers, plain_browser, maya, omar, ines):
    concept = a_draft(maya)
    cover, other = hang(maya, concept), hang(maya, concept)
    with transaction():
        proposing.propose(maya, concept_held(concept.id))
    for hidden in (cover, other):
        with transaction():
            moderating.hide(ines, PICTURE_KIND.held(hidden.id), Ground.COPIED)
        assert answers(hidden, None, omar, maya, ines) == [NONE, NONE, NONE, OWN]
    for path in (f"/concepts/{concept.id}", f"/concepts/{concept.id}/versions/1", f"/rounds/{concept.round.slug}"):
        page = plain_browser.open(path).response.text
        assert cover.key not in page
        assert other.key not in page
    with transaction():
        moderating.restore(ines, PICTURE_KIND.held(other.id), "It is hers.")
    assert answers(other, None) == [ALL]
    assert other.key in plain_browser.open(f"/concepts/{concept.id}").response.text
