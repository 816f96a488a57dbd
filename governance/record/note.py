"""A checkpoint as text that travels: a signed note, whose first lines say which record, how many lines and what root.

The form is that of transparency logs (C2SP signed-note and tlog-checkpoint), so their tools read it.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

ED25519 = b"\x01"
LINES = 7
SIGNED = re.compile(
    r"(?P<body>(?P<origin>[^\n]{1,200})\n(?P<size>[1-9][0-9]{0,17})\n(?P<root>[A-Za-z0-9+/]{43}=)\n"
    r"time (?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)\nchain (?P<chain>[0-9a-f]{64})\n)"
    r"\n\u2014 (?P<signer>[^\n ]{1,200}) (?P<signature>[A-Za-z0-9+/]{91}=)\n\Z"
)


@dataclass(frozen=True, slots=True)
class Note:
    """What a checkpoint says, and who signed it how. Hashes, key id and signature are bytes."""

    origin: str
    size: int
    root: bytes
    at: str
    chain: str
    key_id: bytes
    signature: bytes

    @property
    def body(self) -> str:
        """The lines that are signed."""
        return body(self.origin, self.size, self.root, self.at, self.chain)

    @property
    def text(self) -> str:
        """The whole note."""
        signed = b64encode(self.key_id + self.signature).decode()
        return f"{self.body}\n\u2014 {self.origin} {signed}\n"


def body(origin: str, size: int, root: bytes, at: str, chain: str) -> str:
    """What is signed: the record's name, its number of lines, its root, the moment, and the hash of its last line."""
    return f"{origin}\n{size}\n{b64encode(root).decode()}\ntime {at}\nchain {chain}\n"


def key_id(origin: str, public_key: bytes) -> bytes:
    """The four bytes that tell keys apart: the first of SHA-256(name ‖ newline ‖ 0x01 ‖ public key)."""
    return sha256(origin.encode() + b"\n" + ED25519 + public_key).digest()[:4]


def verifier_key(origin: str, public_key: bytes) -> str:
    """The public key as tools for signed notes take it: name+id+key."""
    return f"{origin}+{key_id(origin, public_key).hex()}+{b64encode(ED25519 + public_key).decode()}"


def read(text: str) -> Note:
    """The note that this text is. Raises ValueError when it is none, or is spelled in any but the one way."""
    found = SIGNED.match(text.replace("\r\n", "\n").strip("\n \t") + "\n")
    if found is None:
        raise ValueError("this is not a checkpoint: it should have five lines, an empty one, and a signature")
    signed = b64decode(found["signature"])
    root = b64decode(found["root"])
    note = Note(found["origin"], int(found["size"]), root, found["at"], found["chain"], signed[:4], signed[4:])
    if found["signer"] != found["origin"] or note.body != found["body"]:
        raise ValueError("this checkpoint is not spelled as ours are")
    return note


def found_in(text: str) -> Note:
    """The note in this text, which may be a whole letter around it. Raises ValueError when there is none."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").split("\n")]
    ends = [at for at, line in enumerate(lines) if line.startswith("\u2014 ") and at >= LINES - 1]
    for end in ends:
        part = "\n".join(lines[end - LINES + 1 : end + 1])
        if SIGNED.match(part + "\n"):
            return read(part)
    return read(text)
