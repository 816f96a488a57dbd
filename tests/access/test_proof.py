"""Every act of staff and admins either asks for the password again or stands here with the reason why it does not.

A new route must be put into one of the two lists, so that somebody decides.
"""

import pytest

from kernel.access import Access

ASKS = {
    "/bank-account",
    "/bank-account/<int:account_id>/confirmation",
    "/bank-account/<int:account_id>/removal",
    "/bank-statements/<int:statement_id>/confirmation",
    "/brand",
    "/brand/logo/removal",
    "/charter/<key>/emergency",
    "/charter/founding",
    "/desk/event-today",
    "/desk/joining",
    "/findings/<int:finding_id>/invalidation",
    "/findings/<int:finding_id>/release",
    "/forums/<slug>/stewards",
    "/forums/<slug>/stewards/<int:member_id>/removal",
    "/members/<int:member_id>/address",
    "/members/<int:member_id>/role",
    "/members/<int:member_id>/sessions/removal",
    "/members/<int:member_id>/suspension",
    "/members/<int:member_id>/suspension/removal",
    "/pledges/<int:pledge_id>/lapse",
    "/pledges/<int:pledge_id>/payments",
    "/pledges/<int:pledge_id>/refunds",
    "/products/<slug>/launch",
    "/settings/sessions/<int:session_id>/removal",
    "/settings/sessions/others/removal",
}
HIDING = "nothing is deleted: it is shown again by the same hands, and the public record holds who and why"
DRAFT = "binds nobody until the campaign is launched, which asks"
BACK = "leads back by one press; its page and the public record hold who and why"
MAKING = "says in public what happened to parcels; it moves no money, and members say themselves what arrived"
LETTERS = "sends what was to be sent anyway, or leaves it out of the list; either can be done again"
DOES_NOT = {
    "/assessments/<int:assessment_id>/notes": "notes of staff among themselves",
    "/assessments/<int:assessment_id>/verdict": "a public judgement with its reasons, which a jury can overturn",
    "/bank-statements": "keeps a statement to be looked at; booking it asks",
    "/brand/logo": "a picture beside the name, seen by everybody at once; a page that asks could not hand the file back",
    "/concepts/<int:concept_id>/rejection": "waits fifteen minutes in which a colleague can take it back",
    "/decisions/<int:decision_id>/moderation": HIDING,
    "/decisions/<int:decision_id>/moderation/removal": HIDING,
    "/decisions/contributions/<int:contribution_id>/moderation": HIDING,
    "/decisions/contributions/<int:contribution_id>/moderation/removal": HIDING,
    "/desk/event-today/<int:event_id>/removal": "brings the usual limits back",
    "/desk/joining/invitations": "a link that is listed, counted and can be withdrawn; what it opens is an ordinary account",
    "/desk/joining/invitations/<int:invitation_id>/removal": "ends a link; another can be made",
    "/desk/letters/<int:message_id>/again": LETTERS,
    "/desk/letters/<int:message_id>/dismissal": LETTERS,
    "/desk/letters/again": LETTERS,
    "/desk/letters/dismissal": LETTERS,
    "/products": DRAFT,
    "/products/<slug>/addresses/reminder": "asks members for what they alone can give",
    "/products/<slug>/deliveries": MAKING,
    "/products/<slug>/inspections": MAKING,
    "/products/<slug>/listing": "shows a product without a campaign; nobody can pay for it",
    "/products/<slug>/milestones": MAKING,
    "/products/<slug>/milestones/<int:milestone_id>/completion": MAKING,
    "/products/<slug>/milestones/<int:milestone_id>/moves": MAKING,
    "/products/<slug>/drop": BACK,
    "/products/<slug>/drop/removal": BACK,
    "/products/<slug>/forum": "where its themes may become signals; it can be changed at any time",
    "/products/<slug>/launch/removal": "only before anybody has pledged; it can be launched again, which asks",
    "/products/<slug>/pictures": DRAFT,
    "/products/<slug>/pictures/<int:shown_id>/removal": DRAFT,
    "/products/<slug>/retirement": "refused while a campaign is under way; its page and its pledges stay",
    "/products/<slug>/retirement/removal": BACK,
    "/products/<slug>/shipments": MAKING,
    "/products/<slug>/terms": DRAFT,
    "/products/<slug>/words": DRAFT,
    "/products/<slug>/milestones/<int:milestone_id>/correction": MAKING,
    "/shipments/<int:shipment_id>/arrival/removal": MAKING,
    "/shipments/<int:shipment_id>/correction": MAKING,
    "/reviews/<int:review_id>/replies": "words under a name, as any member's",
    "/rounds/<slug>/costs": "stands in the public record before anybody can vote",
}
OF_THEIR_OWN = {"/settings/password", "/settings/email"}  # their forms have the field, whenever it was last given


@pytest.fixture
def acts(lite_app):
    """The view of each POST route by its rule."""
    rules = lite_app.url_map.iter_rules()
    return {rule.rule: lite_app.view_functions[rule.endpoint] for rule in rules if "POST" in rule.methods}


def test_every_act_of_staff_is_decided_upon(acts):
    of_staff = {rule for rule, view in acts.items() if view.access in (Access.STAFF, Access.ADMIN)}
    assert of_staff - ASKS - set(DOES_NOT) == set(), "put it into one of the lists above"
    assert ASKS & set(DOES_NOT) == set()
    assert (ASKS | set(DOES_NOT)) - set(acts) == set(), "these routes are gone"


def test_what_asks_is_what_the_list_says(acts):
    assert {rule for rule, view in acts.items() if hasattr(view, "asks_for_proof")} == ASKS


def test_what_asks_keeps_all_that_was_typed(lite_app, acts):
    for rule in ASKS:
        assert not hasattr(acts[rule], "most_bytes"), f"{rule} takes files, which a page cannot hand back"
    for rule in lite_app.url_map.iter_rules():
        view = lite_app.view_functions[rule.endpoint]
        assert not (hasattr(view, "asks_for_proof") and "GET" in rule.methods), "only what is sent by POST is kept"


def test_no_form_is_asked_twice(acts):
    assert not any(hasattr(acts[rule], "asks_for_proof") for rule in OF_THEIR_OWN)
