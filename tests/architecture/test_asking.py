"""Every act that takes something away asks first in a dialog, or says here why doing it again is cheap.

Routes that destroy end in one of these words; a new one fails until it stands in one of the two lists.
"""

import re

import pytest

from tests.source import files

ENDINGS = ("/removal", "/retraction", "/withdrawal", "/lapse")
ASKS = {
    "ballots.take_back",
    "brand.remove_logo",
    "concepts.discard",
    "concepts.leave",
    "concepts.remove_picture",
    "decisions.retract",
    "decisions.withdraw",
    "elections.uncast",
    "elections.withdraw",
    "joining.revoke",
    "juries.step_back",
    "making.unarrive",
    "pledges.withdraw",
    "shop.remove",
}
ASKS_ELSEWHERE = {
    "concepts.withdraw": "a page of its own asks, and says what follows",
    "discussion.retract": "its address is made from the comment's path; the dialog is looked for below",
    "merges.undo": "stands folded away, and wants a reason",
    "rounds.withdraw": "a page of its own asks, says what follows, and wants a reason",
    "record_witnesses.remove": "the letter's link leads to a page that asks",
}
CHEAP = {
    "bank_account.cancel": "the same account is proposed again with one form",
    "decisions.unfollow": "the button to follow stands in its place",
    "discussion.reopen": "the buttons that settle stand in its place",
    "event_days.end": "only brings the usual limits back; the form to open another stands beside it",
    "forums.reopen": "closing it again is one form with a reason",
    "forums.release_steward": "staff appoint them again in the form below",
    "moderation.restore": "shows again what was hidden; hiding it again is one form",
    "payments.lapse": "a page of staff, who are asked for their password first",
    "pending.remove": "what was taken back was not done yet, and is arranged again with its form",
    "reviews.unjudge": "the two buttons stay in view",
    "rounds.reopen": "a signal that was closed waits again; closing it again is one form with a reason",
    "sessions.end": "signing in again brings it back",
    "sessions.end_others": "signing in again brings them back",
    "shop.bring_back": "puts back on the list what was retired; retiring it again is one form",
    "shop.take_back": "stands folded away, and wants a reason",
    "shop.take_up": "makes a dropped draft a draft again",
    "supports.take_back": "the button to support stands in its place, and keeps its place in nothing",
    "themes.remove_quote": "the sentence stays among those to gather",
}
OF_STAFF_TO_MEMBERS = re.compile(r"^/(members|decisions)/.*(suspension|sessions|moderation)/removal$")


@pytest.fixture
def endpoints(lite_app):
    """Every endpoint there is."""
    return {rule.endpoint for rule in lite_app.url_map.iter_rules()}


@pytest.fixture
def destroying(lite_app):
    """The endpoint of each POST route that takes something away."""
    rules = [rule for rule in lite_app.url_map.iter_rules() if "POST" in rule.methods]
    fitting = [rule for rule in rules if rule.rule.endswith(ENDINGS) and not OF_STAFF_TO_MEMBERS.match(rule.rule)]
    return {rule.endpoint for rule in fitting}


def test_every_act_that_takes_something_away_is_decided_upon(destroying, endpoints):
    decided = ASKS | set(ASKS_ELSEWHERE) | set(CHEAP)
    assert decided - endpoints == set(), "these are gone"
    assert destroying - decided == set(), "ask in a dialog (components/asking.html), or say why it is cheap"


def _calls(endpoint):
    """Where templates lead to it: the macro that draws the button."""
    needle = '"/retraction"' if endpoint == "discussion.retract" else f'url_for("{endpoint}"'
    plain = re.compile(rf"action=\"\{{\{{ url_for\('{re.escape(endpoint)}'")
    for file in files(".html", under="templates/"):
        text = file.read_text()
        yield from ("form" for _ in plain.finditer(text))
        for at in re.finditer(re.escape(needle), text):
            drawn = re.findall(r"\b(ask|act|link_button)\(", text[: at.start()])
            yield drawn[-1] if drawn else "nothing"


@pytest.mark.parametrize("endpoint", sorted([*ASKS, "discussion.retract"]))
def test_what_loses_something_is_only_reached_through_a_question(endpoint):
    calls = list(_calls(endpoint))
    assert calls, f"no template leads to {endpoint}"
    assert set(calls) == {"ask"}, calls
