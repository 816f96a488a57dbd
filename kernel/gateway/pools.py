"""Threads that answer requests, a few of each kind, so that no kind keeps the others waiting; what waits is bounded too."""

from __future__ import annotations

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread


class Pool:
    """So many threads that do jobs in turn. A job must not raise."""

    def __init__(self, name: str, threads: int, most_waiting: int) -> None:
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._most_waiting = most_waiting
        self._threads = [Thread(target=self._work, name=f"{name} {n}") for n in range(threads)]

    def start(self) -> None:
        """Begin; the process ends only when all jobs are done and `end` was called."""
        for thread in self._threads:
            thread.start()

    def give(self, job: Callable[[], None]) -> bool:
        """Have this done by the next thread that is free; False when too much waits already."""
        if self._jobs.qsize() >= self._most_waiting:
            return False
        self._jobs.put(job)
        return True

    def end(self) -> None:
        """Let each thread end after what was given to it before."""
        for _ in self._threads:
            self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
            del job  # what it held is not kept until the next one comes
