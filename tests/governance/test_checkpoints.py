"""A signed root over every line: proofs hold, strangers' tools read it, and whoever kept one catches its owner."""

import base64
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import func, select

from governance.record import note, tree
from governance.record.checkpoint import RecordCheckpoint, RecordNode
from governance.record.checkpointing import checkpoint_due
from governance.record.entry import RecordEntry
from governance.record.proving import checkpoint_over, consistency_proof, inclusion_proof, record_of
from governance.record.spelling import covered, link
from governance.record.verifying import check, verify
from kernel.database import db, transaction
from tests.governance.rewriting import recorded, signed
from tests.statements import statements


def root_of(lines):
    """RFC 6962 section 2.1, word for word."""
    if len(lines) == 1:
        return sha256(b"\x00" + lines[0]).digest()
    split = 1
    while split * 2 < len(lines):
        split *= 2
    return sha256(b"\x01" + root_of(lines[:split]) + root_of(lines[split:])).digest()


def includes(leaf, index, size, path, root):
    """RFC 9162 section 2.1.3.2, word for word."""
    fn, sn, r = index, size - 1, leaf
    for p in path:
        assert sn != 0
        if fn & 1 or fn == sn:
            r = tree.node_hash(p, r)
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = tree.node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def goes_on(first, second, first_root, second_root, path):
    """RFC 9162 section 2.1.4.2, word for word."""
    if first == second:
        return not path and first_root == second_root
    path = [first_root, *path] if first & (first - 1) == 0 else path
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        assert sn != 0
        if fn & 1 or fn == sn:
            fr, sr = tree.node_hash(c, fr), tree.node_hash(c, sr)
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = tree.node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return (fr, sr, sn) == (first_root, second_root, 0)


def canonical_lines():
    return [covered(entry).encode() for entry in db.session.scalars(select(RecordEntry).order_by(RecordEntry.seq))]


def test_every_proof_between_any_two_sizes_holds():
    lines = [b"%d" % n for n in range(40)]
    leaves, nodes = [tree.leaf_hash(line) for line in lines], {}
    for start, end in ((0, 1), (1, 4), (4, 5), (5, 16), (16, 40)):
        nodes |= dict(tree.growth(nodes, start, leaves[start:end]))
    roots = {size: tree.span_hash((0, size), nodes) for size in range(1, 41)}
    assert all(roots[size] == root_of(lines[:size]) for size in roots)
    for size in roots:
        for index in range(size):
            path = [tree.span_hash(span, nodes) for span in tree.inclusion(index, size)]
            assert includes(leaves[index], index, size, path, roots[size])
            assert not includes(leaves[index - 1], index, size, path, roots[size]) or size == 1
        for older in range(1, size + 1):
            path = [tree.span_hash(span, nodes) for span in tree.consistency(older, size)]
            assert goes_on(older, size, roots[older], roots[size], path)


def test_a_checkpoint_is_the_signed_root_over_every_line(app):
    recorded(5)
    made = signed()
    lines = canonical_lines()
    assert made.size == len(lines) == 6  # the sixth announces the key
    said = note.read(made.text)
    assert (said.root, said.size, said.origin) == (root_of(lines), 6, "localhost/record")
    assert said.chain == link(lines[-1].decode())
    key = base64.b64decode(made.verifier_key.split("+", 2)[2])[1:]
    from nacl.signing import VerifyKey

    VerifyKey(key).verify(said.body.encode(), said.signature)
    assert verify().faults == []


def test_checkpoints_grow_the_same_tree_step_by_step(app):
    made = []
    for number in (1, 2, 4, 7, 1):
        recorded(number)
        made.append(signed())
    lines = canonical_lines()
    for one in made:
        assert bytes.fromhex(one.root) == root_of(lines[: one.size])
    for older in made:
        for newer in made:
            if older.size <= newer.size:
                proof = consistency_proof(older, newer)
                path = [bytes.fromhex(part) for part in proof["path"]]
                assert goes_on(older.size, newer.size, bytes.fromhex(older.root), bytes.fromhex(newer.root), path)
    assert verify().faults == []


def test_a_line_is_proven_to_be_under_a_root(app):
    recorded(9)
    made = signed()
    recorded(1)
    for seq in range(1, 11):
        proof = inclusion_proof(seq, made)
        path = [bytes.fromhex(part) for part in proof["path"]]
        leaf = sha256(b"\x00" + proof["line"].encode()).digest()
        assert includes(leaf, seq - 1, proof["size"], path, bytes.fromhex(made.root))
        assert sha256(proof["line"].encode()).hexdigest() == proof["hash"]
    assert inclusion_proof(11, made) is None
    assert inclusion_proof(99, made) is None


def test_a_proof_asks_the_database_for_a_few_nodes_only(app):
    recorded(300)
    made = signed()
    with statements() as asked:
        inclusion_proof(150, made)
    assert len(asked) == 2


def test_the_lines_about_one_round_travel_with_their_proofs(app):
    recorded(6)
    assert list(record_of(["round:2"])) == []
    signed()
    head, line = record_of(["round:2"])
    root = note.read(head["checkpoint"]).root
    assert '"subject":"round:2"' in line["line"]
    leaf = sha256(b"\x00" + line["line"].encode()).digest()
    assert includes(leaf, line["seq"] - 1, head["size"], [bytes.fromhex(part) for part in line["path"]], root)


def test_the_clock_signs_every_ten_minutes_and_only_what_is_new(app, travel):
    def ticked():
        with transaction():
            checkpoint_due()
        return db.session.scalar(select(func.count(RecordCheckpoint.size)))

    assert ticked() == 0
    recorded()
    assert ticked() == 1
    recorded()
    assert ticked() == 1
    travel(timedelta(minutes=10))
    assert ticked() == 2
    travel(timedelta(minutes=10))
    assert ticked() == 2
    assert verify().faults == []


def test_another_package_adds_its_own_check(app):
    told = []
    check("the bells")(lambda: told)
    recorded()
    assert verify().faults == []
    told.append("the third is cracked")
    found = app.test_cli_runner().invoke(args=["record", "verify"])
    assert (found.exit_code, "the bells: the third is cracked" in found.output) == (1, True)
    told.clear()


def test_a_file_that_is_no_checkpoint_is_refused_with_words(app, tmp_path):
    file = tmp_path / "x.txt"
    file.write_text("hello")
    found = app.test_cli_runner().invoke(args=["record", "verify", "--checkpoint", str(file)])
    assert found.exit_code == 1
    assert "this is not a checkpoint" in found.output


def test_a_checkpoint_of_another_record_is_told_apart(app):
    recorded()
    made = signed()
    other = note.Note(
        "elsewhere.example/record", made.size, made.note.root, made.note.at, made.chain, b"abcd", b"x" * 64
    )
    assert "not signed with a key" in str(verify(note.read(other.text)).faults[0])


def test_nothing_is_signed_of_an_empty_record(app):
    assert signed() is None
    assert checkpoint_over() is None
    assert db.session.scalar(select(func.count(RecordNode.level))) == 0
