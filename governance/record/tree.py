"""The Merkle tree over the record's lines, hashed as RFC 6962 says: a leaf is SHA-256(0x00 ‖ line), a node is
SHA-256(0x01 ‖ left ‖ right). Pure: which stored nodes a root or a proof needs, and how they are put together.

A stored node (level, position) covers the 2^level leaves from position·2^level on; only full ones are stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

Place = tuple[int, int]
Span = tuple[int, int]
Nodes = Mapping[Place, bytes]
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(line: bytes) -> bytes:
    """The hash of one line as a leaf."""
    return sha256(b"\x00" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbours."""
    return sha256(b"\x01" + left + right).digest()


def places(span: Span) -> list[Place]:
    """The full subtrees that make up the leaves from span[0] up to span[1], left to right; the largest come first.

    The start must be a multiple of the largest of them, as it is for every span a proof speaks of.
    """
    start, end = span
    found = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def span_hash(span: Span, nodes: Nodes) -> bytes:
    """The tree hash of these leaves, MTH(D[start:end]) in the RFC. Raises KeyError for a node that is not there."""
    parts = [nodes[place] for place in places(span)]
    if not parts:
        return EMPTY_ROOT
    found = parts.pop()
    while parts:
        found = node_hash(parts.pop(), found)
    return found


def growth(nodes: Nodes, size: int, leaves: Iterable[bytes]) -> Iterator[tuple[Place, bytes]]:
    """Every new full node when these leaf hashes are added to a tree of `size`, whose places((0, size)) are given."""
    edge = {level: nodes[level, position] for level, position in places((0, size))}
    for index, found in enumerate(leaves, size):
        level, position = 0, index
        yield (level, position), found
        while position & 1:
            found = node_hash(edge.pop(level), found)
            level, position = level + 1, position >> 1
            yield (level, position), found
        edge[level] = found


def inclusion(index: int, size: int) -> list[Span]:
    """The spans whose hashes prove that leaf `index` is in the tree of `size`, lowest first: PATH(m, D[n])."""
    path: list[Span] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return path[::-1]


def consistency(older: int, newer: int) -> list[Span]:
    """The spans whose hashes prove that the tree of `newer` begins with the tree of `older`: PROOF(m, D[n])."""
    path: list[Span] = []
    start, end, whole = 0, newer, True
    while older < end:
        middle = start + _split(end - start)
        if older <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start, whole = middle, False
    return path[::-1] if whole else [(start, end), *path[::-1]]


def _split(width: int) -> int:
    """The largest power of two below the width."""
    return 1 << ((width - 1).bit_length() - 1)
