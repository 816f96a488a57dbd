"""The charter and decisions in the access table."""

from tests.access.kinds import ADMINS, AUTHOR, EVERYBODY, MEMBERS, OTHERS, STAFF, _row, get, post
from tests.governance.charter.cast import a_contribution, a_rule_of_conduct, an_elder, founded, open_decisions

VALUE = {"value": "9", "reason": "Seven is too few."}
GOVERNANCE_ROWS = [
    get("/pending/<int:pending_id>", _row("s n g g g o o s"), pending_id="pending"),
    post("/pending/<int:pending_id>/removal", _row("s n g g g o o s"), pending_id="pending"),
    get("/charter", EVERYBODY),
    get("/charter/founding", ADMINS),
    post("/charter/founding", ADMINS),
    get("/charter/<key>", EVERYBODY, key="value"),
    post("/charter/<key>/decisions", MEMBERS, VALUE, key="value"),
    post("/charter/<key>/emergency", STAFF, VALUE, key="value"),
    get("/charter/conduct/new", EVERYBODY),
    post("/charter/conduct", MEMBERS, {"title": "Be kind", "text": "Always.", "reason": "It helps."}),
    get("/charter/conduct/<int:rule_id>/repeal", EVERYBODY, rule_id="conduct rule"),
    post("/charter/conduct/<int:rule_id>/repeal", MEMBERS, {"reason": "It does not help."}, rule_id="conduct rule"),
    get("/decisions", EVERYBODY),
    get("/decisions/<int:decision_id>", EVERYBODY, decision_id="voting decision"),
    post("/decisions/<int:decision_id>/vote", MEMBERS, {"choice": "yes"}, decision_id="voting decision"),
    post(
        "/decisions/<int:decision_id>/contributions", MEMBERS, {"source": "I agree."}, decision_id="discussed decision"
    ),
    post("/decisions/contributions/<int:contribution_id>/retraction", AUTHOR, contribution_id="contribution"),
    get("/decisions/contributions/<int:contribution_id>/moderation", STAFF, contribution_id="contribution"),
    post(
        "/decisions/contributions/<int:contribution_id>/moderation",
        STAFF,
        {"reason": "It names somebody's street."},
        contribution_id="contribution",
    ),
    post(
        "/decisions/contributions/<int:contribution_id>/moderation/removal",
        STAFF,
        {"reason": "It does not."},
        contribution_id="contribution",
    ),
    get("/decisions/<int:decision_id>/moderation", STAFF, decision_id="discussed decision"),
    post(
        "/decisions/<int:decision_id>/moderation",
        STAFF,
        {"reason": "It names somebody's street."},
        decision_id="discussed decision",
    ),
    post(
        "/decisions/<int:decision_id>/moderation/removal",
        STAFF,
        {"reason": "It does not."},
        decision_id="discussed decision",
    ),
    post("/decisions/<int:decision_id>/withdrawal", OTHERS, decision_id="discussed decision"),
    post("/decisions/followers", MEMBERS),
    post("/decisions/followers/removal", MEMBERS),
]


def things_to_decide(author):
    """A charter in force, a decision in each phase, something said, and a rule of conduct."""
    founded()
    elders = [an_elder(f"{name} Elder") for name in ("Agnes", "Bela", "Chidi", "Dora", "Emil")]
    decisions = open_decisions(elders)
    rule = a_rule_of_conduct(elders)
    return {
        "value": "jury.size",
        "conduct rule": rule.id,
        "contribution": a_contribution(author, decisions["discussed decision"]).id,
        **{name: decision.id for name, decision in decisions.items()},
    }
