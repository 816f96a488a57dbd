"""Python-Markdown as we use it: no raw HTML, no pictures, and steps of our own where its own are slow or change the words."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor
from markdown.extensions.sane_lists import SaneOListProcessor
from markdown.inlinepatterns import LINK_RE, InlineProcessor, LinkInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, code_escape

from kernel.markup_lines import OPEN, SHUT, Lines

BRACKET = re.compile(r"[\[\]]")
LONGEST_ADDRESS = 1_000
MOST_BARE = 100  # addresses that become links by themselves; further ones stay words
BARE = r"(?<![A-Za-z0-9])[hH][tT][tT][pP][sS]?://(?=[^\W_]|\[)[^\s<>\"\x00-\x1f\x7f、。，；：！？（）「」『』《》【】]+"
AFTER = ".,;:!?'*_~|’”»…"  # signs of the sentence around an address, not of the address
PAIRS = {")": "(", "]": "["}
HEADS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h5", "h5": "h5", "h6": "h5"}  # a page's own come first
FENCED = re.compile(re.escape(OPEN) + "([0-9]+)" + re.escape(SHUT))
NUMBER = re.compile(r" {0,3}(0|[1-9][0-9]{0,8})\. ")


class _Links(LinkInlineProcessor):
    """Links as Python-Markdown reads them, but without its walk to the end of the text for each bracket left open."""

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802
        """The text up to the bracket that closes this one, where it ends, and whether there is one."""
        depth = 1
        for bracket in BRACKET.finditer(data, index):
            depth += 1 if bracket.group() == "[" else -1
            if depth == 0:
                return data[index : bracket.start()], bracket.end(), data.startswith("(", bracket.end())
        return "", len(data), False

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802
        """The address and title between round brackets, looked for no further than an address can be long."""
        found: tuple[str, str | None, int, bool] = super().getLink(data[: index + LONGEST_ADDRESS], index)
        return found


class _BareLinks(InlineProcessor):
    """An address in the text becomes a link, without the full stop or the bracket that belongs to the sentence."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown) -> None:
        super().__init__(BARE, md)
        self._left = MOST_BARE

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str, int, int]:  # type: ignore[override]  # noqa: N802
        """The link and where it stands; too long an address, or one too many, is left as it is."""
        address = _trimmed(m.group())
        if len(address) > LONGEST_ADDRESS or not self._left:
            return m.group(), m.start(), m.end()
        self._left -= 1
        link = Element("a", {"href": address})
        link.text = AtomicString(address)
        return link, m.start(), m.start() + len(address)


def _trimmed(address: str) -> str:
    """An address without what follows it in a sentence; a closing bracket stays where it closes one of the address."""
    surplus = {shut: address.count(shut) - address.count(start) for shut, start in PAIRS.items()}
    end = len(address)
    while end and (address[end - 1] in AFTER or surplus.get(address[end - 1], 0) > 0):
        end -= 1
        if address[end] in surplus:
            surplus[address[end]] -= 1
    return address[:end]


class _Typed(Preprocessor):
    """Lists and fences as people type them."""

    def run(self, lines: list[str]) -> list[str]:
        """The same lines in the strict shape that the parser knows."""
        self.md.codes = []  # type: ignore[union-attr]
        written = Lines(self.md.codes)  # type: ignore[union-attr]
        written.add(lines)
        return [*written.out, "", ""]


class _Fences(BlockProcessor):
    """What stood in a fence, as it was typed."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether this block stands for a fence."""
        return block.startswith(OPEN) and FENCED.fullmatch(block.rstrip()) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Put its words there."""
        found = FENCED.fullmatch(blocks.pop(0).rstrip())
        place = parent[-1] if parent.tag in ("ul", "ol") and len(parent) else parent
        if found:
            words = self.parser.md.codes[int(found[1])]  # type: ignore[attr-defined]
            SubElement(SubElement(place, "pre"), "code").text = AtomicString(code_escape(words) + "\n")


class _Headings(HashHeaderProcessor):
    """A heading needs a blank after its marks: “#1 is the zip” is none."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?P<header> [^\n]*)(?:\n|$)")


class _Numbered(SaneOListProcessor):
    """Numbered lists whose numbers are remembered as they were typed."""

    def __init__(self, parser: object) -> None:
        super().__init__(parser)  # type: ignore[arg-type]
        self.RE, self.CHILD_RE = NUMBER, re.compile(r" {0,3}((0|[1-9][0-9]{0,8})\.) +(.*)")

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Read the items, and keep the number of each."""
        numbers = [found[1] for line in blocks[0].split("\n") if (found := NUMBER.match(line))]
        super().run(parent, blocks)
        items = parent if parent.tag in ("ol", "ul") else parent[-1]
        for item, number in zip(items[-len(numbers) :], numbers, strict=False):
            item.set("value", number)


class _Finish(Treeprocessor):
    """Headings stand below the page's own; a list says only the numbers that do not follow by themselves."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for one in root.iter():
            if one.tag in HEADS:
                one.tag, one.text = HEADS[one.tag], _without_marks(one.text or "")
            elif one.tag == "ol":
                _count(one)


def _without_marks(heading: str) -> str:
    bare = heading.rstrip("#")
    return bare.rstrip() if bare != heading and (not bare or bare.endswith(" ")) else heading


def _count(listed: Element) -> None:
    numbers: list[int] = []
    for item in listed:
        numbers.append(int(item.attrib.pop("value", numbers[-1] + 1 if numbers else 1)))
    listed.attrib.pop("start", None)
    if numbers and numbers[0] != 1:
        listed.set("start", str(numbers[0]))
    if len(set(numbers)) == 1:  # “1.” before each item lets the list count
        return
    for before, item, number in zip(numbers, listed[1:], numbers[1:], strict=False):
        if number != before + 1:
            item.set("value", str(number))


LEFT_OUT = ("html", "image_link", "image_reference", "short_image_ref", "automail", "reference", "short_reference")


def parser() -> Markdown:
    """A parser of its own per call: Python-Markdown keeps state between conversions."""
    made = Markdown(extensions=["tables", "sane_lists", "nl2br"], output_format="html")
    made.preprocessors.deregister("html_block")
    made.preprocessors.register(_Typed(made), "typed", 20)
    for name in LEFT_OUT:
        made.inlinePatterns.deregister(name)
    made.inlinePatterns.register(_Links(LINK_RE, made), "link", 160)
    made.inlinePatterns.register(_BareLinks(made), "bare_link", 115)
    blocks = made.parser.blockprocessors
    blocks.deregister("reference")
    blocks.register(_Fences(made.parser), "fence", 95)
    blocks.register(_Headings(made.parser), "hashheader", 70)
    blocks.register(_Numbered(made.parser), "olist", 40)
    made.treeprocessors.register(_Finish(made), "finish", 25)
    return made
