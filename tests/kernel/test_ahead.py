"""What is made of a member's text is made before the transaction that stores it."""

import pytest

from kernel.ahead import worked_out_ahead
from kernel.database import transaction
from kernel.markup import to_html


def test_a_request_that_asks_inside_its_transaction_warns(lite_app):
    with lite_app.test_request_context("/"), transaction(), pytest.warns(RuntimeWarning, match="inside transaction"):
        to_html("Asked *too late*.")


def test_what_was_asked_before_is_there_inside(lite_app):
    asked = []
    answer = worked_out_ahead(lambda text: asked.append(text) or text.upper())
    with lite_app.test_request_context("/"):
        answer("words")
        with transaction():
            assert answer("words") == "WORDS"
    assert asked == ["words"]


def test_a_command_may_ask_anywhere(lite_app):
    with transaction():
        assert to_html("Asked by a *command*.") == "<p>Asked by a <em>command</em>.</p>"
