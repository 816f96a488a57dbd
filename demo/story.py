"""A story is a list of scenes, each at its moment. They are played in order of time, each act in a transaction of its own."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from kernel import clock, jobs
from kernel.database import transaction

SEED = 2026


class Story:
    """Collects scenes by their distance in days from the moment of telling; negative lies in the past."""

    def __init__(self) -> None:
        self.told_at = clock.now()
        self.dice = random.Random(SEED)  # noqa: S311  (a story, not a secret)
        self._scenes: list[tuple[float, int, Callable[..., None], tuple[Any, ...]]] = []

    def moment(self, day: float) -> datetime:
        """That day of the story as a moment, to the second."""
        return (self.told_at + timedelta(days=day)).replace(microsecond=0)

    def at(self, day: float, scene: Callable[..., None], *cast: Any) -> None:
        """Play this scene with this cast on that day. What lies in the future is left to the reader."""
        if day <= 0:
            self._scenes.append((day, len(self._scenes), scene, cast))

    def tick(self, day: float) -> None:
        """Let the clock bring what is due by then: phases, closes, settlements."""
        self.at(day, _tick)

    def play(self, progress: Callable[[int, int], None]) -> None:
        """Play everything in order. `progress` is called with scenes done and scenes in all."""
        scenes = sorted(self._scenes, key=lambda scene: scene[:2])
        for done, (day, _, scene, cast) in enumerate(scenes, 1):
            with clock.travel(self.moment(day)):
                if scene is _tick:
                    scene()
                else:
                    with transaction():
                        scene(*cast)
            progress(done, len(scenes))


def _tick() -> None:
    failures = jobs.tick()
    if failures:
        raise RuntimeError("; ".join(failures))


def flowing(text: str) -> str:
    """Prose whose lines were broken for an editor, one line a paragraph; lists keep theirs."""
    return re.sub(r"(?<!\n)\n(?![\n*#>-]|\d+\.)", " ", text.strip())
