"""Whatever a member writes, the HTML made of it holds nothing that acts, and is made in under 100 ms."""

from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kernel.markup import LONGEST, excerpt, to_html
from kernel.rules import RuleBroken
from tests.attacks import corpora
from tests.html import elements, parse_fragment

PATIENCE = 0.1
UNSTORABLE = {chr(n) for n in (*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF)} - {
    "\n",
    "\t",
}  # no form lets these through
PIECES = (
    "[",
    "](",
    "![",
    "<![",
    "<!--",
    "&#",
    "**",
    "_a",
    "`",
    "|a",
    "> ",
    "- ",
    "1. ",
    "\\",
    "[^1]: ",
    "[a]: b\n",
    "  \n",
    "\t",
    "<a ",
    "http://a.b/",
    "*a_",
    "é́",
    "https://a.b/((",
    "http://a ",
    "  - ",
    "1) ",
    "7. a",
    "~~~\n",
    "```\n",
    "#1 ",
    "# a #",
)  # noqa: E501


def _rendered(source):
    try:
        return to_html(source)
    except RuleBroken:
        return ""


@pytest.mark.parametrize("corpus", [corpora.html, corpora.markdown, corpora.text])
def test_nothing_active_is_left_of_hostile_text(corpus):
    for payload in corpus():
        tree, errors = parse_fragment(_rendered(payload))
        assert not list(corpora.active(tree)), payload
        assert not errors or UNSTORABLE & set(payload), (payload, errors)


def test_raw_html_is_shown_as_it_was_typed():
    tree, _ = parse_fragment(to_html("Try <b>this</b> & <script>that()</script>"))
    assert "".join(tree.itertext()).strip() == "Try <b>this</b> & <script>that()</script>"


def test_links_lead_away_without_credit_and_pictures_do_not_load():
    tree, _ = parse_fragment(to_html('[a](https://a.example "t") <https://b.example> ![p](https://c.example/p.png)'))
    assert {link.get("rel") for link in elements(tree, "a")} == {"nofollow ugc noopener"}
    assert elements(tree, "img") == []


def test_an_excerpt_is_words_without_marks():
    assert excerpt(to_html("# Head\n\n**Bold** & <i>raw</i>")) == "Head Bold & <i>raw</i>"


def _took(source):
    start = process_time()
    _rendered(source)
    return process_time() - start


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("between", ["", " ", "\n", "a", "\n\n"])
def test_no_repeated_piece_takes_long_at_the_cap(piece, between):
    whole = (piece + between) * (LONGEST // len(piece + between))
    caps = [whole[: LONGEST >> halving] for halving in range(9)]  # a refused length may hide a slow shorter one
    assert max(min(_took(source), _took(source)) for source in caps) < PATIENCE


@given(
    st.lists(st.sampled_from((*PIECES, "a", " ", "\n", "\n\n", ")", "]", ">", "<b>")), max_size=400), st.integers(1, 25)
)
@settings(max_examples=150, deadline=None, derandomize=True)
@example(["> "] * 60, 1)
def test_no_mixture_takes_long_or_becomes_active(pieces, times):
    source = ("".join(pieces) * times)[:LONGEST]
    assert min(_took(source), _took(source)) < PATIENCE
    assert not list(corpora.active(parse_fragment(_rendered(source))[0]))
