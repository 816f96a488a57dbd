"""The tool of `make lint` finds patterns that backtrack, and no others."""

import pytest

from tests.tools.slow_patterns import patterns_in, slow_text

BACKTRACKING = [
    r"""LAST = re.compile(r"([\w.]+)\.+[\"')\]]*\s*$"); LAST.search(text)""",  # cubic: froze the site for an hour
    r"""RATE = re.compile(r"(.+?)[\s:=;]+([^\s:=;]+)"); RATE.fullmatch(text)""",
    r"""re.match("(a+)+$", text)""",
    r"""re.search("(x|xy|y)*z", text, flags=re.IGNORECASE)""",
]
LINEAR = [
    r"""SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*"); SLUG.fullmatch(text)""",
    r"""re.findall(r"[^\W_]+(?:[-'./][^\W_]+)*", text)""",
    r"""re.split(r"\n\s*\n", text)""",
    r"""text.strip(" +-")""",
]


@pytest.mark.parametrize("code", BACKTRACKING)
def test_a_pattern_that_backtracks_is_found(code):
    assert [one for one in patterns_in("x.py", code) if slow_text(one)]


@pytest.mark.parametrize("code", LINEAR)
def test_a_pattern_that_does_not_is_left_alone(code):
    assert not [one for one in patterns_in("x.py", code) if slow_text(one)]
