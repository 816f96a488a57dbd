"""What a disk holds when the power goes: only bytes that were synced, under names that were synced.

The log of a watched server is walked; at each answer the disk can be asked for its files as they would be found. A second
kind of cut lets some of the unsynced writes through, in any order, torn at sectors: a disk may have been that far.
"""

import json
from pathlib import Path

SECTOR = 512


def notes(log):
    """Each note of the log: its head, and the bytes that were written."""
    with Path(log).open("rb") as file:
        for line in file:
            head = json.loads(line)
            yield head, file.read(head["bytes"])


class Disk:
    """Files by path. A file has what is synced, and the writes since then."""

    def __init__(self, files):
        self.begun = files
        self._there = {path: _File(content) for path, content in files.items()}
        self._named = dict(self._there)
        self._syncing = {}

    def hear(self, head, data):
        """Take one note of the log into account."""
        what, path = head["what"], head.get("path")
        if what in ("write", "truncate"):
            self._there.setdefault(path, _File(b"")).write(head["at"], data if what == "write" else None)
        elif what == "unlink":
            self._there.pop(path, None)
        elif what == "sync begins":
            file = self._there.get(path)
            self._syncing[head["by"], path] = (file, file.writes if file else 0, dict(self._there))
        elif what == "sync ends":
            self._synced(path, *self._syncing.pop((head["by"], path)))

    def _synced(self, path, file, writes, there):
        if file is not None:
            file.sync(writes)
            return
        theirs = {name: file for name, file in there.items() if str(Path(name).parent) == path}
        others = {name: file for name, file in self._named.items() if str(Path(name).parent) != path}
        self._named = {**others, **theirs}

    def cut(self):
        """{path: content} of what is surely there."""
        return {path: bytes(file.synced) for path, file in self._named.items()}

    def lucky_cut(self, dice):
        """The same with some of what was not synced, too."""
        return {path: file.with_some(dice) for path, file in self._named.items()}


class _File:
    def __init__(self, content):
        self.synced, self.pending, self.writes = bytearray(content), [], 0

    def write(self, at, data):
        """Pending until a sync that begins after it has ended. No data is a truncation."""
        self.pending.append((at, data))
        self.writes += 1

    def sync(self, writes):
        """The first so many writes of all are safe now; another sync may have seen to some of them."""
        new = max(0, writes - (self.writes - len(self.pending)))
        for at, data in self.pending[:new]:
            _apply(self.synced, at, data)
        del self.pending[:new]

    def with_some(self, dice):
        """A copy with some of the pending writes, in any order, the odd one torn."""
        content = bytearray(self.synced)
        for at, data in dice.sample(self.pending, dice.randint(0, len(self.pending))):
            torn = data and len(data) > SECTOR and dice.random() < 0.3
            _apply(content, at, data[: SECTOR * dice.randrange(len(data) // SECTOR)] if torn else data)
        return bytes(content)


def _apply(content, at, data):
    if data is None:
        del content[at:]
        content.extend(bytes(max(0, at - len(content))))
    elif data:
        content.extend(bytes(max(0, at - len(content))))
        content[at : at + len(data)] = data
