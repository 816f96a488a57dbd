#!/usr/bin/env python3
"""Check a Commonmade site's public record from outside. Needs Python 3.9 or newer and nothing else.

    python3 check_record.py https://the.site [kept.txt ...]

Fetches every line, works out each fingerprint and the root over all of them, and holds them against the newest
checkpoint and against every checkpoint you kept. Says what differs, and ends with status 1 if anything does.
"""

import base64
import hashlib
import json
import re
import sys
import urllib.request

NOTE = re.compile(
    r"(?P<body>(?P<origin>[^\n]+)\n(?P<size>[0-9]+)\n(?P<root>\S+)\n(?:[^\n]+\n)*?)\n\u2014 (?P=origin) (?P<mark>\S+)\n"
)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# Ed25519, as RFC 8032 section 6 writes it down, shortened to what checking a signature needs.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(a, b):
    one, two = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    three, four = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = two - one, four - three, four + three, two + one
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point, scalar = add(point, point), scalar >> 1
    return total


def point_of(raw):
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("no point of the curve")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def is_signed(key, body, mark):
    """Whether `mark` is the signature of these bytes by this public key."""
    try:
        near, base = point_of(mark[:32]), point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
        public = point_of(key)
    except ValueError:
        return False
    scalar = int.from_bytes(mark[32:], "little")
    digest = int.from_bytes(hashlib.sha512(mark[:32] + key + body).digest(), "little") % ORDER
    left, right = times(scalar, base), add(near, times(digest, public))
    same = not (left[0] * right[2] - right[0] * left[2]) % P and not (left[1] * right[2] - right[1] * left[2]) % P
    return scalar < ORDER and same


def note_in(text):
    """The checkpoint in this text, which may be a whole letter."""
    plain = "\n".join(line.strip() for line in text.replace("\r\n", "\n").split("\n")) + "\n"
    found = NOTE.search(plain)
    if found is None:
        sys.exit("this is no checkpoint:\n" + text[:300])
    return found


def lines_of(site, fetch):
    """Every line there is, in order, as fetched a thousand at a time."""
    after = 0
    while True:
        rows = [json.loads(row) for row in fetch(f"{site}/record/lines.jsonl?after={after}").splitlines() if row]
        if not rows:
            return
        yield from rows
        after = rows[-1]["seq"]


def check(site, kept, fetch):
    """What is wrong, in words; nothing when all is well. `kept` are the texts of checkpoints."""
    notes = [("the newest checkpoint", note_in(fetch(site + "/record/checkpoints/newest.txt")))]
    notes += [("the checkpoint you kept", note_in(text)) for text in kept]
    roots, keys, faults, before, stack, number = {}, {}, [], "0" * 64, [], 0
    for number, row in enumerate(lines_of(site, fetch), 1):
        line = row["line"].encode()
        said = json.loads(line)
        if said["seq"] != number or said["prev_hash"] != before:
            faults.append(f"line {number} does not follow the line before it")
        before = hashlib.sha256(line).hexdigest()
        if before != row["hash"]:
            faults.append(f"line {number} does not have the fingerprint that is shown")
        if said["kind"] == "record.key-begun":
            keys.setdefault(bytes.fromhex(said["payload"]["public_key"]), number)
        node, place = sha256(b"\x00", line), number
        while place % 2 == 0:
            node, place = sha256(b"\x01", stack.pop(), node), place // 2
        stack.append(node)
        if any(number == int(note["size"]) for _, note in notes):
            roots[number] = root_of(stack)
    for name, note in notes:
        faults += [f"{name} {words}" for words in faults_of(note, roots, keys, number)]
    return faults


def root_of(stack):
    root, rest = stack[-1], stack[:-1]
    for node in reversed(rest):
        root = sha256(b"\x01", node, root)
    return root


def faults_of(note, roots, keys, number):
    """What is wrong with this checkpoint, held against the lines that are there now."""
    size, mark = int(note["size"]), base64.b64decode(note["mark"])
    if size > number:
        return [f"speaks of {size} lines, and only {number} are there"]
    if base64.b64encode(roots[size]).decode() != note["root"]:
        return [f"has another root: something among the first {size} lines was changed since"]
    known = [key for key, seq in keys.items() if seq <= size]
    signed = any(is_signed(key, note["body"].encode(), mark[4:]) for key in known)
    return [] if signed else ["is not signed with a key that the record announced"]


def fetch(url):
    if not url.startswith(("https://", "http://")):
        sys.exit("the address should begin with https://")
    with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310
        return answer.read().decode()


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    kept = []
    for name in sys.argv[2:]:
        with open(name, encoding="utf-8") as file:
            kept.append(file.read())
    faults = check(sys.argv[1].rstrip("/"), kept, fetch)
    sys.stdout.write("\n".join(faults or ["Every line fits, up to the root that was signed."]) + "\n")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
