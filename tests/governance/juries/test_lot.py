"""The lot: a stranger who follows the formula draws the same places."""

from hashlib import sha256

from governance.juries.lot import leaf, listed, order, pool_digest


def test_a_stranger_draws_the_same_places():
    seed, leaves = "ab" * 32, [leaf(member_id, "5a" * 16) for member_id in (7, 9, 12, 40)]
    listing = listed(leaves)
    assert listing.splitlines()[1] == "2 " + sha256(b"9:" + b"5a" * 16).hexdigest()
    digest = sha256(listing.encode()).hexdigest()
    assert pool_digest(listing) == digest
    tickets = {place: sha256(f"{seed}:{digest}:{place}".encode()).hexdigest() for place in (1, 2, 3, 4)}
    assert order(seed, digest, 4) == sorted(tickets, key=tickets.get)


def test_another_pool_or_seed_draws_otherwise():
    drawn = {tuple(order(seed, digest, 30)) for seed in ("aa" * 32, "bb" * 32) for digest in ("c" * 64, "d" * 64)}
    assert len(drawn) == 4


def test_every_place_has_the_same_chance():
    firsts = [order(f"{number:064x}", "e" * 64, 5)[0] for number in range(2000)]
    assert all(330 < firsts.count(place) < 470 for place in range(1, 6))
