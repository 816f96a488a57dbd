"""Runs alone, like the child that reads pictures: draws what a shared link shows elsewhere, and writes it as a JPEG.

Reads one JSON line (title, words, brand, accent, photo, fonts) from standard input. Scripts that no shipped font has are left
out rather than drawn as boxes: the brand and its colour stand for them.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from typing import Any

from PIL import Image, ImageDraw, ImageFont, ImageOps

WIDE, HIGH = 1200, 630
EDGE, PHOTO = 72, 540
PAPER, INK, QUIET = "#f9f6f0", "#221c16", "#5e554b"
MIB = 1024 * 1024


class Pen:
    """The shipped letters in one size: the first font that has a letter draws it."""

    def __init__(self, paths: list[str], size: int) -> None:
        self.fonts = [ImageFont.truetype(path, size) for path in paths]
        self.missing = [bytes(font.getmask("\U0010ffff")) for font in self.fonts]
        self.size = size

    def font(self, char: str) -> ImageFont.FreeTypeFont | None:
        """The font that has this letter."""
        fonts = zip(self.fonts, self.missing, strict=True)
        return next((font for font, missing in fonts if char == " " or bytes(font.getmask(char)) != missing), None)

    def has(self, text: str) -> bool:
        """Whether every letter of it can be drawn."""
        return bool(text) and all(self.font(char) for char in set(text))

    def length(self, text: str) -> float:
        """How wide it is."""
        return sum(font.getlength(char) for char in text if (font := self.font(char)))

    def write(self, draw: ImageDraw.ImageDraw, x: float, y: float, text: str, colour: str) -> None:
        """Put one line there."""
        for char in text:
            if font := self.font(char):
                draw.text((x, y), char, fill=colour, font=font)
                x += font.getlength(char)

    def lines(self, text: str, wide: int, most: int) -> list[str]:
        """The text in lines of this width; what does not fit ends with an ellipsis."""
        lines, left = [""], text.split()
        while left:
            longer = f"{lines[-1]} {left[0]}".strip()
            if self.length(longer) <= wide or not lines[-1]:
                lines[-1] = self.cut(longer, wide)
                left.pop(0)
            elif len(lines) == most:
                lines[-1] = self.cut(f"{lines[-1]} {left[0]}", wide)
                break
            else:
                lines.append("")
        return lines

    def cut(self, line: str, wide: int) -> str:
        """The line, or its beginning and an ellipsis."""
        if self.length(line) <= wide:
            return line
        while line and self.length(line + "…") > wide:
            line = line[:-1]
        return line.rstrip() + "…"


def draw(told: dict[str, Any]) -> Image.Image:
    """The whole picture: words on paper at the left, the photo or the brand's colour at the right."""
    sheet = Image.new("RGB", (WIDE, HIGH), PAPER)
    pencil = ImageDraw.Draw(sheet)
    wide = WIDE - 2 * EDGE - (PHOTO if told["photo"] else 40)
    if told["photo"]:
        with Image.open(told["photo"], formats=("WEBP",)) as photo:
            flat = Image.new("RGB", photo.size, PAPER)
            flat.paste(photo, mask=photo.convert("RGBA").getchannel("A"))
        sheet.paste(ImageOps.fit(flat, (PHOTO, HIGH), Image.Resampling.LANCZOS), (WIDE - PHOTO, 0))
    else:
        pencil.rectangle((WIDE - 56, 0, WIDE, HIGH), fill=told["accent"])
    y = EDGE
    for text, size, most, colour in ((told["title"], 64, 4, INK), (told["words"], 30, 3, QUIET)):
        pen = Pen(told["fonts"], size)
        for line in pen.lines(text, wide, most) if pen.has(text) else ():
            pen.write(pencil, EDGE, y, line, colour)
            y += round(size * 1.25)
        y += 20
    brand = Pen(told["fonts"], 34)
    if brand.has(told["brand"]):
        brand.write(pencil, EDGE, HIGH - EDGE - 30, brand.cut(told["brand"], wide), told["accent"])
    return sheet


def main() -> None:
    """Draw what was asked for, with little memory and time."""
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_AS, (512 * MIB, 512 * MIB))
    resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
    draw(json.loads(sys.stdin.buffer.read())).save(sys.stdout.buffer, "JPEG", quality=82, optimize=True)


if __name__ == "__main__":
    main()
