"""Markdown as people type it, line by line, put into the strict shape that the parser reads: each line is looked at once.

A list may follow a line of text, two blanks nest, `1)` numbers, and a fence keeps what stands between as it was typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

DEEPEST_LIST = 8  # what stands deeper is shown at this depth
ITEM = re.compile(r"( *)(?:([*+-])|(0|[1-9][0-9]{0,8})[.)]) +(?=[^ ])")
FENCE = re.compile(r" *(`{3,}(?=[^`]*$)|~{3,})")
HEADING = re.compile(r"#{1,6} ")
QUOTED = re.compile(r" {0,3}> ?")
OPEN, SHUT = "\x02fence", "\x03"  # the parser has taken these two characters out of what was typed


@dataclass
class _Item:
    """An open list item: where its mark and its text begin, and whether it is numbered."""

    mark: int
    words: int
    numbered: bool


@dataclass
class Lines:
    """The lines of one text or quote as they are written anew."""

    codes: list[str]  # what stood in fences; a line OPEN + number + SHUT says where
    out: list[str] = field(default_factory=list)
    _items: list[_Item] = field(default_factory=list)
    _in_paragraph: bool = False  # of an item, after a blank line

    def add(self, lines: list[str]) -> None:
        """Write these lines anew."""
        at = 0
        while at < len(lines):
            line = lines[at]
            if fence := FENCE.match(line):
                at = self._fenced(lines, at, fence)
            elif QUOTED.match(line) and not self._inside(line):
                at = self._quoted(lines, at)
            else:
                self._line(line)
                at += 1

    def _line(self, line: str) -> None:
        if not line.strip():
            self.out.append("")
            self._in_paragraph = False
        elif HEADING.match(line) or (_is_rule(line) and not self._inside(line)):
            self._alone() if self._items else None
            self.out.append(line)
        elif (item := ITEM.match(line)) and not _is_table_rule(line) and self._begins(item):
            self._item(line, item)
        else:
            self._text(line)

    def _begins(self, item: re.Match[str]) -> bool:
        """Whether this is an item and no line of the paragraph before: “The year was 1986. It …” may be broken anywhere."""
        if self._items or self._after_blank():
            return bool(self._items) or len(item[1]) < 4
        return item[3] in (None, "1") and len(item[1]) < 4

    def _item(self, line: str, found: re.Match[str]) -> None:
        mark, numbered, listed = len(found[1]), found[3] is not None, bool(self._items)
        while self._items and mark < self._items[-1].mark:
            self._items.pop()
        changed = bool(self._items) and self._items[-1].numbered is not numbered
        if self._items and (mark < self._items[-1].mark + 2 or len(self._items) == DEEPEST_LIST):
            self._items.pop()
        else:
            changed = False
        if (changed or not listed or self._in_paragraph) and not self._after_blank():
            self.out.append("")
        self._in_paragraph = False
        self._items.append(_Item(mark, found.end(), numbered))
        sign = f"{found[3]}." if numbered else "-"
        self.out.append(f"{self._margin(-1)}{sign} {line[found.end() :]}")

    def _text(self, line: str) -> None:
        """A line of words: of the paragraph before it, else of the item that it is set in from."""
        if not self._items:
            self.out.append(line)
            return
        indent = len(line) - len(line.lstrip())
        if not self._after_blank():
            self.out.append(self._margin(-1) + line.strip())
            return
        while self._items and indent < self._items[-1].mark + 2:
            self._items.pop()
        self._in_paragraph = True
        self.out.append(self._margin() + (line[min(indent, self._items[-1].words) :] if self._items else line))

    def _fenced(self, lines: list[str], at: int, fence: re.Match[str]) -> int:
        """Keep what stands in a fence, and say where the next line is."""
        indent, sign = len(lines[at]) - len(lines[at].lstrip()), fence[1]
        end = at + 1
        while end < len(lines) and not _ends(lines[end].strip(), sign):
            end += 1
        kept = [line[min(indent, len(line) - len(line.lstrip())) :] for line in lines[at + 1 : end]]
        while self._items and indent < self._items[-1].mark + 2:
            self._items.pop()
        self.codes.append("\n".join(kept).rstrip())
        self.out += ["", f"{self._margin()}{OPEN}{len(self.codes) - 1}{SHUT}", ""]
        return end + 1

    def _quoted(self, lines: list[str], at: int) -> int:
        """Write the lines of a quote anew by themselves, and say where the next line is."""
        self._alone() if self._items else None
        end = at
        while end < len(lines) and QUOTED.match(lines[end]):
            end += 1
        inner = Lines(self.codes)
        inner.add([QUOTED.sub("", line, count=1) for line in lines[at:end]])
        self.out += [f"> {line}".rstrip() for line in inner.out]
        return end

    def _alone(self) -> None:
        """End the list before something that stands at the margin."""
        self._items.clear()
        self.out.append("")

    def _inside(self, line: str) -> bool:
        """Whether this line is set in under an open item."""
        return bool(self._items) and len(line) - len(line.lstrip()) >= self._items[-1].mark + 2

    def _after_blank(self) -> bool:
        return not self.out or not self.out[-1]

    def _margin(self, deeper: int = 0) -> str:
        return "    " * (len(self._items) + deeper)


def _ends(line: str, fence: str) -> bool:
    return len(line) >= len(fence) and not line.strip(fence[0])


def _is_rule(line: str) -> bool:
    signs = line.replace(" ", "")
    return len(signs) >= 3 and signs[0] in "-_*" and not signs.strip(signs[0])


def _is_table_rule(line: str) -> bool:
    return "|" in line and not line.strip("|:- ")
