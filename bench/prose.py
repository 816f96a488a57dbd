"""Words for the worlds: a few hundred different sentences, so that the index has something to tell apart."""

from __future__ import annotations

from functools import cache

THINGS = ("lamp", "bag", "kettle", "stool", "bicycle light", "lunch box", "notebook", "rucksack", "tap", "blanket")
TRAITS = ("that folds flat", "for small rooms", "without screws", "you can mend", "made of linen", "for left hands")
WHYS = ("because mine broke twice", "so that nobody throws it away", "since the old one is too heavy", "for the train")
PLACES = ("in the kitchen", "on the balcony", "under the desk", "beside the bed", "in the hall", "at the workshop")

PARAGRAPH = (
    "Most of those on sale fail at the same place: the joint that carries the weight is glued, and glue gives way. "
    "This one is held by a single brass pin that anybody can pull, turn and put back, so every part can be replaced "
    "on its own. The shade is undyed linen over an oak ring; it comes off for washing. "
)
BODY = "\n\n".join(
    ["## The problem", PARAGRAPH, "## What it must do", "- stand\n- fold\n- last ten years", PARAGRAPH * 2]
)
HTML = (
    f"<h4>The problem</h4><p>{PARAGRAPH}</p><h4>What it must do</h4>"
    f"<ul><li>stand</li><li>fold</li><li>last ten years</li></ul><p>{PARAGRAPH * 2}</p>"
)


@cache
def title(number):
    """A short name, different for neighbouring numbers."""
    return f"A {THINGS[number % 10]} {TRAITS[number // 10 % 6]} {PLACES[number // 60 % 6]}"


def sentence(number):
    """One sentence of a concept or comment."""
    return _sentence(number % 1440)


@cache
def _sentence(number):
    thing, trait = THINGS[number % 10], TRAITS[number // 10 % 6]
    place, why = PLACES[number // 60 % 6], WHYS[number // 360 % 4]
    return f"I want a {thing} {trait} {place}, {why}; it should cost less than a good meal."


@cache
def tokens_of(words, tokens):
    """The index's words of a text, looked up once."""
    return " ".join(tokens(words))
