"""Strange text through real forms: stored and shown as typed, or refused with words at its field; never an error of ours."""

import json
from urllib.parse import quote

import pytest

from kernel.database import transaction
from members.sessions.opening import open_session
from tests.access.callers import Caller
from tests.attacks import corpora
from tests.cast import PASSWORD, a_member
from tests.ideas.concepts_in_rounds import a_concept, a_draft
from tests.ideas.forums_and_rounds import a_round

HANDMADE = (
    "",
    " ",
    "a" * 100_000,
    "\u202eevil\u202c",
    "\ud7ff\ue000\ufffd",
    "e\u0301" * 50,
    "𝕌𝕟𝕚 👩‍👩‍👧‍👦",
    "\x00",
    "a\x00b",
    "\r\n\r\nSet-Cookie: x=1",
    "{{ 7*7 }}{% raw %}",
    "../../etc/passwd",
    "<!--",
    "]]>",
    "%00%ff",
)
MISENCODED = (b"title=%ff%fe&csrf_token=", b"title=\xff\xfe\x00&csrf_token=", b"%", b"\x00" * 500, b"&" * 3000)


@pytest.fixture
def maya_calls(app):
    """Maya's browser, a draft of hers, and a concept to talk about."""
    maya, round = a_member("Maya Okafor"), a_round()
    with transaction():
        token = open_session(maya, "A browser")[0]
    draft, concept = a_draft(maya, round, title="A draft"), a_concept(maya, round)
    return Caller(app, token), draft.id, concept.id


def test_no_text_breaks_a_form(maya_calls):
    caller, draft, concept = maya_calls
    for words in (*HANDMADE, *corpora.text()[::3]):
        fields = {"title": words, "summary": words, "body": words, "answer_need": words, "answer_price-point": words}
        answers = [caller.call("POST", f"/concepts/{draft}/draft", _sent(fields))]
        answers.append(
            caller.call("POST", f"/concepts/{concept}/comments", _sent({"kind": "question", "source": words}))
        )
        for answer in answers:
            assert answer.status_code in (200, 303, 413, 422, 429), (answer.status_code, words[:80])


def _sent(fields):
    return {name: value.encode("utf-8", "surrogatepass") for name, value in fields.items()}


def test_what_is_refused_is_shown_again_as_typed(maya_calls):
    caller, _, concept = maya_calls
    answer = caller.call("POST", f"/concepts/{concept}/comments", {"kind": "question", "source": "kept " * 4000})
    assert answer.status_code == 422
    assert "kept kept kept" in answer.text


def test_no_text_breaks_the_search_or_an_address(maya_calls):
    caller, _, _ = maya_calls
    for words in (*HANDMADE, *corpora.text()[::3]):
        asked = quote(words.encode("utf-8", "surrogatepass"))[:3000]
        assert caller.call("GET", f"/search?q={asked}").status_code in (200, 400, 429), words[:80]
        assert caller.call("GET", f"/rounds/{asked.replace('/', '%2F')}").status_code in (200, 303, 308, 400, 404), (
            words[:80]
        )


@pytest.mark.parametrize("body", MISENCODED)
def test_a_body_that_is_no_text_is_refused_with_a_page(maya_calls, body):
    caller, draft, _ = maya_calls
    headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
    answer = caller.call("POST", f"/concepts/{draft}/draft", data=body, headers=headers)
    assert answer.status_code in (400, 413, 422)
    assert "<h1" in answer.text


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63, 2**64, 10**30])
def test_numbers_beyond_every_row_are_not_there(maya_calls, number):
    caller, _, _ = maya_calls
    for path in ("/concepts/{}", "/members/{}", "/pledges/{}", "/reviews/{}", "/record/{}", "/comments/{}"):
        assert caller.call("GET", path.format(number)).status_code == 404, path
    assert caller.call("GET", f"/products?page={number}").status_code in (200, 404)


def test_signing_in_leads_nowhere_but_home(app):
    a_member("Omar Haddad")
    for target in corpora.redirects()[::4]:
        guest = Caller(app)
        form = {"email": "omar@people.example", "password": PASSWORD, "next": target}
        answer = guest.call("POST", f"/sign-in?next={quote(target)}", form)
        to = answer.headers.get("Location", "/")
        assert to.startswith(("/", "http://localhost/")), (target, to)
        assert not to.startswith(("//", "/\\")), (target, to)
        assert "\\" not in to.split("?")[0], (target, to)


def test_no_sql_signs_anybody_in(app):
    a_member("Omar Haddad")
    guest = Caller(app)
    for words in json.loads(corpora.shared("attack_text/sql_injection.json").read_text())[::7]:
        answer = guest.call("POST", "/sign-in", {"email": words, "password": words})
        assert answer.status_code in (422, 429), words
        assert "sid=" not in str(answer.headers.getlist("Set-Cookie"))
