"""A lock between processes on one machine: fair as the system's own, bounded in time, free again when its holder dies.

flock() waits without a limit, and asking it again and again loses to whoever asks in between. So when the file is taken a
thread of its own waits there; who gives up leaves it waiting, and the next one of this process takes its place over.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time

from kernel.line import Busy


class _Asker:
    """Waits in flock() on behalf of this process."""

    def __init__(self, lock: FileLock, file: int) -> None:
        self.came, self.wanted = threading.Event(), True
        self._lock, self._file, self.error = lock, file, None
        threading.Thread(target=self._ask, name="file lock", daemon=True).start()

    error: OSError | None

    def _ask(self) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX)
        except OSError as error:
            self.error = error
        self._lock.came_to(self, self._file)


class FileLock:
    """One file's lock for this process, taken by one of its threads at a time: a WaitingLine stands before it."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._guard = threading.Lock()
        self._file: int | None = None
        self._pid = 0
        self._asker: _Asker | None = None

    def take(self, until: float) -> None:
        """Hold the file, by this moment of time.monotonic() or not at all: then raise Busy."""
        file = self._opened()
        with self._guard:
            if self._asker is None:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    return
                except BlockingIOError:
                    self._asker = _Asker(self, file)
            asker = self._asker
            asker.wanted = True
        asker.came.wait(max(0.0, until - time.monotonic()))
        self._take_over(asker)

    def give_back(self) -> None:
        """Let another process have it."""
        if self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def came_to(self, asker: _Asker, file: int) -> None:
        """The asker's wait is over: whoever wants the file has it now, or nobody any more."""
        with self._guard:
            if not asker.wanted:
                self._asker = None
                if asker.error is None:
                    fcntl.flock(file, fcntl.LOCK_UN)
            asker.came.set()

    def _take_over(self, asker: _Asker) -> None:
        with self._guard:
            if not asker.came.is_set():
                asker.wanted = False
                raise Busy
            self._asker = None
        if asker.error is not None:
            raise asker.error

    def _opened(self) -> int:
        """The file of this process: one inherited by a fork would be the parent's lock."""
        if self._file is None or self._pid != os.getpid():
            file = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
            self._file, self._pid, self._asker = file, os.getpid(), None
        return self._file
