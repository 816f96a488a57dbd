"""Markdown as people type it: what they see is what they said, in the shape that they meant."""

import pytest

from kernel.markup import to_html
from tests.html import elements, parse_fragment


def made(source):
    """The HTML of it, without line ends and what every link says."""
    return to_html(source).replace("\n", "").replace(' rel="nofollow ugc noopener"', "")


AS_TYPED = {
    "#1 priority is the zip.": "<p>#1 priority is the zip.</p>",
    "# Head\n## Next ##\nwords\n#no": "<h3>Head</h3><h4>Next</h4><p>words<br>#no</p>",
    "Head\n===\nwords": "<h3>Head</h3><p>words</p>",
    "Head\n---\nwords": "<h4>Head</h4><p>words</p>",
    "10. ten\n11. eleven\n1986. That was a good year.": '<ol start="10"><li>ten</li><li>eleven</li>'
    '<li value="1986">That was a good year.</li></ol>',
    "1. a\n1. b\n1. c": "<ol><li>a</li><li>b</li><li>c</li></ol>",
    "9. a\n\nwords\n\n10. b": '<ol start="9"><li>a</li></ol><p>words</p><ol start="10"><li>b</li></ol>',
    "1. a\n\n2. b\n\n5. c": '<ol><li><p>a</p></li><li><p>b</p></li><li value="5"><p>c</p></li></ol>',
    "1) a\n2) b": "<ol><li>a</li><li>b</li></ol>",
    "01. May": "<p>01. May</p>",
    "12345678901. x": "<p>12345678901. x</p>",
    "It was in\n1986. A good year.": "<p>It was in<br>1986. A good year.</p>",
    "Two things:\n- a\n- b": "<p>Two things:</p><ul><li>a</li><li>b</li></ul>",
    "Two things:\n1. a\n2. b": "<p>Two things:</p><ol><li>a</li><li>b</li></ol>",
    "- a\n  - b\n- c": "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
    "- a\n    - b\n        - c\n- d": "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>",
    "1. a\n   - b\n   - c\n2. d": "<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>",
    "1. a\n- b": "<ol><li>a</li></ol><ul><li>b</li></ul>",
    "- one\ntwo\n- three": "<ul><li>one<br>two</li><li>three</li></ul>",
    "- a\n\n  more\n- b": "<ul><li><p>a</p><p>more</p></li><li><p>b</p></li></ul>",
    "- a\n# H": "<ul><li>a</li></ul><h3>H</h3>",
    "- a\n> b": "<ul><li>a</li></ul><blockquote><p>b</p></blockquote>",
    "> say\n> - a\n>   - b": "<blockquote><p>say</p><ul><li>a<ul><li>b</li></ul></li></ul></blockquote>",
    "- - x": "<ul><li><ul><li>x</li></ul></li></ul>",
    "* * *": "<hr>",
    "a | b\n- | -\n1 | 2": "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
    "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
}


@pytest.mark.parametrize("source", AS_TYPED)
def test_text_keeps_its_words_numbers_and_lists(source):
    assert made(source) == AS_TYPED[source]


@pytest.mark.parametrize("fence", ["```", "~~~", "````", "```python"])
def test_what_stands_in_a_fence_stays_as_it_was_typed(fence):
    code = "# x *a* <b> https://a.example\n\n  - y"
    tree, _ = parse_fragment(to_html(f"So:\n{fence}\n{code}\n{fence.removesuffix('python')}\nand on"))
    assert [pre.findtext("{*}code") or "".join(pre.itertext()) for pre in elements(tree, "pre")] == [code + "\n"]
    assert [paragraph.text for paragraph in elements(tree, "p")] == ["So:", "and on"]


def test_a_fence_stands_in_a_list_in_a_quote_and_to_the_end_when_nobody_closes_it():
    assert made("- a\n  ```\n  x\n  ```\n- b").count("<li>") == 2
    assert "<blockquote><pre><code>x</code></pre></blockquote>" in made("> ```\n> x\n> ```")
    assert made("```\nx\n- y") == "<pre><code>x- y</code></pre>"


BARE = {
    "see https://example.org/a#b": "https://example.org/a#b",
    "(https://example.org/a).": "https://example.org/a",
    "https://en.example/wiki/A_(b), and": "https://en.example/wiki/A_(b)",
    "*https://example.org/x_y_z*!": "https://example.org/x_y_z",
    "“https://example.org”…": "https://example.org",
    "见https://example.org/路。后面": "https://example.org/路",
    "HTTP://EXAMPLE.ORG": "HTTP://EXAMPLE.ORG",
    "https://a.example/?a=1&b=2&copy=3": "https://a.example/?a=1&b=2&copy=3",
    "https://a.example/x[1]]": "https://a.example/x[1]",
    "[https://a.example](https://b.example)": "https://b.example",
}


@pytest.mark.parametrize("source", BARE)
def test_an_address_in_a_sentence_is_one_link_without_credit(source):
    tree, _ = parse_fragment(to_html(source))
    assert [(link.get("href"), link.get("rel")) for link in elements(tree, "a")] == [
        (BARE[source], "nofollow ugc noopener")
    ]


@pytest.mark.parametrize(
    "source", ["`https://a.example`", "xhttps://a.example", "https://", "ftp://a.example", "javascript://a.example/x"]
)
def test_no_other_words_become_a_link(source):
    assert "<a " not in to_html(source)


def test_a_hundred_addresses_are_links_and_the_rest_words():
    html = to_html("https://a.example/x " * 130)
    assert html.count("<a ") == 100
    assert html.count("https://a.example/x ") == 30
    assert "<a " not in to_html("https://a.example/" + "x" * 2_000)
