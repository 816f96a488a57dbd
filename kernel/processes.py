"""Processes that belong together: one that dies is started anew, and none outlives the one that started it."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

FORK = multiprocessing.get_context("fork")
STEADY_SECONDS, LONGEST_PAUSE = 60, 60
_TELL_ME_WHEN_MY_PARENT_DIES = 1  # PR_SET_PDEATHSIG


def end_with_parent(parent: int) -> None:
    """Have the kernel send this process TERM when the one that started it dies, however that happens (Linux alone can)."""
    control = getattr(ctypes.CDLL(None), "prctl", None)
    if control is not None:
        control(_TELL_ME_WHEN_MY_PARENT_DIES, signal.SIGTERM)
    if os.getppid() != parent:  # it died before we could ask
        sys.exit(1)


class Kept:
    """A process that is started again when it dies: at once, then after longer and longer pauses if it dies again and again."""

    def __init__(self, name: str, work: Callable[[], None]) -> None:
        self.name, self._work = name, work
        self._pause, self._due = 0.0, 0.0
        self._start()

    def _start(self) -> None:
        self._begun, self._ended = monotonic(), False
        self._process = FORK.Process(target=self._run, args=(os.getpid(),))
        self._process.start()

    def _run(self, parent: int) -> None:
        for told in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(told, signal.SIG_DFL)  # what the parent does then is not what we do
        os.setsid()  # a Ctrl-C reaches the parent alone, which lets running work end
        end_with_parent(parent)
        self._work()

    def exitcode(self) -> int | None:
        """None while it runs; never 0 once it has ended by itself, since it should not."""
        return None if self._process.is_alive() else self._process.exitcode or 1

    def look_after(self) -> None:
        """Start it again if it died and its pause is over; one line on the error output says so."""
        if self.exitcode() is None:
            return
        if not self._ended:
            self._ended = True
            steady = monotonic() - self._begun > STEADY_SECONDS
            self._pause = 1.0 if steady or not self._pause else min(self._pause * 2, LONGEST_PAUSE)
            self._due = monotonic() + self._pause
            how = f"signal {-code}" if (code := self._process.exitcode or 0) < 0 else f"exit code {code}"
            sys.stderr.write(f"commonmade: the {self.name} died ({how}); it is started again in {self._pause:.0f} s\n")
            sys.stderr.flush()
        if monotonic() >= self._due:
            self._start()

    def end(self, seconds: float) -> None:
        """Wait for it to end after `terminate`; kill it, and what it started, when that takes longer."""
        self._process.join(seconds)
        if self._process.is_alive():
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid or 0, signal.SIGKILL)
            self._process.join()

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()
