#!/usr/bin/env python3
"""Count a Commonmade round again from what its site has published. Needs Python 3.9 or newer and nothing else.

    python3 recount.py ballots.json                      a file you have downloaded
    python3 recount.py https://the.site/rounds/spring    or a round's address
    python3 recount.py ballots.json --receipt "a1b2 c3d4 e5f6 0718"      and find your own ballot in it

It shares no code with the site. It says whether the ballots are those that were sealed, whether the site's public record
vouches for them, and whether counting them gives the published winners. It ends with status 1 when anything differs.
"""

import argparse
import base64
import gzip
import hashlib
import json
import re
import sys
import urllib.request
from collections import Counter
from fractions import Fraction
from functools import cache
from math import gcd, lcm

FORMAT = "commonmade-ballots-1"
SAME = """The same winners as published. The ballots are those that were sealed, and stand on the site's record, under its
checkpoint over {size} lines, signed with the key {public_key}.
"""


# Reading. The file is JSON in one spelling only: `facts`, then one line for each ballot, then the record's lines.


def canonical(value):
    """The one spelling of a value: keys in order, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def spelled(file):
    """The whole file as the site spells it."""
    ballots = ",\n".join(canonical(line) for line in file["ballots"])
    record = ",\n".join(canonical(line) for line in file["record"])
    return (
        f'{{"format":{canonical(file["format"])},\n"facts":{canonical(file["facts"])},\n"ballots":[\n{ballots}\n],\n'
        f'"checkpoint":{canonical(file["checkpoint"])},\n"record":[\n{record}\n]}}\n'
    )


def fetched(where):
    """The bytes at this address, or in this file; compressed ones are opened."""
    if where.startswith(("https://", "http://")):
        address = where if where.endswith(".json") else where.rstrip("/") + "/ballots.json"
        with urllib.request.urlopen(address, timeout=120) as answer:  # noqa: S310
            return answer.read()
    with open(where, "rb") as file:
        content = file.read()
    return gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content


def read(content):
    """The file, when it is one and is spelled as the site does. Raises ValueError."""
    text = content.decode("utf-8")
    file = json.loads(text)
    if file["format"] != FORMAT or spelled(file) != text:
        raise ValueError("it is not spelled as a site spells it; somebody has edited it")
    return file


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def digest_of(facts, ballots):
    """SHA-256 of all that was counted: one line with the rule, the seed and the finalists, then a line for each ballot."""
    finalists = [[one["id"], one["version"], one["cost"], int(one["standing"])] for one in facts["finalists"]]
    heading = {"round": facts["round"], "rule": facts["rule"], "seed": facts["seed"], "finalists": finalists}
    covered = hashlib.sha256(canonical(heading).encode() + b"\n")
    for line in sorted(ballots):
        covered.update(line.encode() + b"\n")
    return covered.hexdigest()


# The record: a chain of lines, put under one root that the site has signed. The form of the root and of the proofs is that
# of RFC 6962, the signature Ed25519.

NOTE = re.compile(
    "((?P<origin>[^\n]+)\n(?P<size>[1-9][0-9]*)\n(?P<root>[A-Za-z0-9+/]{43}=)\ntime [^\n]+\nchain [0-9a-f]{64}\n)"
    "\n\u2014 (?P=origin) (?P<mark>[A-Za-z0-9+/]{91}=)\n\\Z"
)


def root_from(leaf, index, size, path):
    """The root that this path (lowest first) leads to from leaf number `index` of `size`, as RFC 6962 builds the tree."""
    if size == 1:
        return b"" if path else leaf
    left = 1 << (size - 1).bit_length() - 1
    if index < left:
        return sha256(b"\x01", root_from(leaf, index, left, path[:-1]), path[-1])
    return sha256(b"\x01", path[-1], root_from(leaf, index - left, size - left, path[:-1]))


# Ed25519, as RFC 8032 section 6 writes it down, shortened to what checking a signature needs.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
BASE = 4 * pow(5, P - 2, P) % P


def point_of(raw):
    """The point of the curve that these 32 bytes name."""
    whole = int.from_bytes(raw, "little")
    sign, y = whole >> 255, whole & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("no point of the curve")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def added(one, two):
    a, b = (one[1] - one[0]) * (two[1] - two[0]) % P, (one[1] + one[0]) * (two[1] + two[0]) % P
    c, d = 2 * one[3] * two[3] * D % P, 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiplied(scalar, point):
    if scalar == 0:
        return 0, 1, 1, 0
    half = multiplied(scalar >> 1, added(point, point))
    return added(half, point) if scalar & 1 else half


def is_signed(key, body, mark):
    """Whether `mark` is this public key's signature of these bytes. Raises ValueError for what is no key or signature."""
    near, public, base = point_of(mark[:32]), point_of(key), point_of(BASE.to_bytes(32, "little"))
    scalar = int.from_bytes(mark[32:], "little")
    hashed = int.from_bytes(hashlib.sha512(mark[:32] + key + body).digest(), "little") % ORDER
    left, right = multiplied(scalar, base), added(near, multiplied(hashed, public))
    return scalar < ORDER and not any((left[axis] * right[2] - right[axis] * left[2]) % P for axis in (0, 1))


# The count. All of it is in whole numbers and fractions, so nothing is ever rounded but where a rule says so.


class Contest:
    """What is counted, read from the file. `ballots` are {finalist: weight} in the ballot's order, with how many there are.

    The weight is 1 for a tick, the points given, or for ranks as many points as there are places below, counting its own.
    """

    def __init__(self, facts, ballots):
        rule = facts["rule"]
        self.rule, self.kind, self.number = rule, rule["ballot_kind"], len(ballots)
        self.costs = {one["id"]: one["cost"] for one in facts["finalists"]}
        self.standing = {one["id"] for one in facts["finalists"] if one["standing"]}
        self.in_places = rule["budget_minor"] is None
        self.budget = rule["slots"] if self.in_places else rule["budget_minor"]
        self.transfers = rule["counting_rule"] == "single-transferable-vote"
        counted = Counter(line.partition(" ")[2] for line in ballots)
        self.ballots = [(self._marks(text), times) for text, times in counted.items()]
        self.ties = self._tie_order(bytes.fromhex(facts["seed"]))
        self.votes, self.scores = Counter(), Counter()
        for marks, times in self.ballots:
            for finalist, weight in marks.items():
                self.votes[finalist] += times
                self.scores[finalist] += times * weight
        least = max(1, rule["minimum_votes"])
        self.running = [one for one in self.costs if one in self.standing and self.scores[one] >= least]

    def _marks(self, text):
        chosen = text.split(">" if self.kind == "ranked" else ",") if text else []
        if self.kind == "points":
            given = [mark.rpartition(":") for mark in chosen]
            marks = {finalist: int(points) for finalist, _, points in given if int(points)}
            chosen = [finalist for finalist, _, _ in given]
        elif self.kind == "ranked":
            most = self.rule["choices_limit"] or len(self.costs)
            marks = {finalist: most - place for place, finalist in enumerate(chosen)}
        else:
            marks = dict.fromkeys(chosen, 1)
        if len(set(chosen)) != len(chosen) or set(chosen) - set(self.costs) or min(marks.values(), default=1) < 1:
            raise ValueError(f"“{text}” cannot be a ballot of this round")
        return marks

    def _tie_order(self, seed):
        """Each one's place among equals: the cheaper first and then as drawn from the seed, or by id as text."""
        drawn = sorted(self.costs, key=lambda one: sha256(seed, b":", one.encode()))
        order = sorted(drawn) if self.rule["tie_rule"] == "by-id" else sorted(drawn, key=self.costs.__getitem__)
        return {finalist: place for place, finalist in enumerate(order)}

    def bought(self, finalists, money, stop=False):
        """Most votes first, equals as the tie rule puts them: who is bought. What does not fit is skipped, or ends it."""
        won = []
        for finalist in sorted(finalists, key=lambda one: (-self.scores[one], self.ties[one])):
            if self.costs[finalist] <= money:
                money -= self.costs[finalist]
                won.append(finalist)
            elif stop:
                break
        return won


class EqualShares:
    """The Method of Equal Shares. Everybody has the same share, and supporters pay together for what they support.

    Money is counted in units of a minor unit divided by the number of ballots, so that every share is a whole number. A
    slot is worth a hundred minor units for every ballot, and a step of add1 is then a hundredth of a slot between them.
    """

    def __init__(self, contest):
        self.contest, number = contest, contest.number
        self.scale = 100 * number if contest.in_places else number
        self.costs = {one: contest.costs[one] * self.scale for one in contest.running}
        self.budget = contest.budget * self.scale
        self.first = contest.budget * (100 if contest.in_places else 1)
        self.step = 1 if contest.in_places else 100 * number
        self.supporters = {one: [] for one in contest.running}
        for at, (marks, _) in enumerate(contest.ballots):
            for finalist in marks.keys() & self.supporters.keys():
                self.supporters[finalist].append((at, marks[finalist]))
        by_cost = contest.rule["utility"] == "cost" and contest.kind == "approval"
        self.worth = self.costs if by_cost else dict.fromkeys(self.costs, 1)
        self.run = cache(self._run)

    def _run(self, raised):
        """Equal Shares after so many steps: a list of (winner, rank, rank of the best that was passed over, price).

        A rank is (price for what it is worth, place among equals); the lowest is bought next.
        """
        purses, denominator, choices = [self.first + raised * self.step], 1, []
        purse_of = [0] * len(self.contest.ballots)  # those with the same money left, in units of 1 / denominator
        bounds = {one: (0, self.contest.ties[one]) for one in self.costs}
        while bounds:
            asked = []
            for finalist in sorted(bounds, key=bounds.__getitem__):
                if len(asked) > 1 and bounds[finalist] > asked[1][0]:
                    break  # supporters only get poorer, so an old rank is a bound on the new one
                price = self._price(finalist, purses, purse_of, denominator)
                if price is None:
                    del bounds[finalist]
                else:
                    worth = Fraction(price[0], price[1] * denominator * self.worth[finalist])
                    bounds[finalist] = worth, self.contest.ties[finalist]
                    asked = sorted([*asked, (bounds[finalist], finalist, price)])[:2]
            if not asked:
                break
            rank, winner, (top, weight) = asked[0]
            rival = asked[1][0] if len(asked) > 1 else None
            choices.append((winner, rank, rival, Fraction(top, weight * denominator)))
            del bounds[winner]
            purses = self._pay(winner, top, weight, purses, purse_of)
            denominator *= weight
        return choices

    def _price(self, finalist, purses, purse_of, denominator):
        """The lowest price for a tick or point, as a fraction, at which supporters can pay if those who cannot give all."""
        groups = Counter()
        for at, points in self.supporters[finalist]:
            groups[purse_of[at], points] += self.contest.ballots[at][1]
        rest, weight = self.costs[finalist] * denominator, sum(points * times for (_, points), times in groups.items())
        unit = lcm(*{points for _, points in groups})
        poorest_first = sorted((purses[purse] * (unit // points), points, purse) for purse, points in groups)
        for held, points, purse in poorest_first:
            if held * weight >= rest * unit:
                return rest // gcd(rest, weight), weight // gcd(rest, weight)
            rest -= purses[purse] * groups[purse, points]
            weight -= points * groups[purse, points]
        return None

    def _pay(self, finalist, top, weight, purses, purse_of):
        """What everybody has after paying; counted in units that are smaller by the factor `weight`."""
        points_of, moved, after = dict(self.supporters[finalist]), {}, []
        for at, purse in enumerate(purse_of):
            pays = purse, points_of.get(at, 0)
            if pays not in moved:
                moved[pays] = len(after)
                after.append(max(0, purses[purse] * weight - top * pays[1]))
            purse_of[at] = moved[pays]
        return after

    def winners(self):
        """Who wins, in order, how often shares were raised, and what each supporter paid for each winner."""
        raised = 0 if self.contest.rule["completion"] == "none" else self._raised()
        choices = self.run(raised)
        won = [choice[0] for choice in choices]
        if self.contest.rule["completion"] == "add1u":
            won += self.contest.bought(set(self.costs) - set(won), self._left(choices) // self.scale)
        return won, raised, {choice[0]: choice[3] / self.scale for choice in choices}

    def _raised(self):
        """How often add1 raises all shares: until nothing more fits, or until before the winners cost more than there is."""
        low, step = 0, 1
        stop = 0 if self._stops(self.run(0)) else None
        while stop is None:
            stop = self._first_stop(low, low + step)
            low, step = low + step, 2 * step
        return stop if self._left(self.run(stop)) >= 0 else stop - 1

    def _first_stop(self, low, high):
        """The first step after `low` and up to `high` at which add1 stops, or None."""
        if high - low == 1 or same_between(self.run(low), self.run(high)):
            return high if self._stops(self.run(high)) else None
        middle = (low + high) // 2
        found = self._first_stop(low, middle)
        return self._first_stop(middle, high) if found is None else found

    def _left(self, choices):
        return self.budget - sum(self.costs[choice[0]] for choice in choices)

    def _stops(self, choices):
        left, won = self._left(choices), {choice[0] for choice in choices}
        return left < 0 or all(self.costs[one] > left for one in self.costs if one not in won)


def same_between(low, high):
    """Whether every number of steps between these two runs surely buys the same.

    With larger shares every price falls. So where the winner's rank with the smaller shares, its worst in between, is before
    that of every other with the larger shares, their best in between, nobody else could have come first.
    """
    steps = [(one[0] == other[0], one[1], other[2]) for one, other in zip(low, high)]  # noqa: B905
    return len(low) == len(high) and all(same and (rival is None or worst < rival) for same, worst, rival in steps)


class Transfers:
    """Single transferable vote, Scottish rules (SSI 2007/42, 45 to 52). Values have five decimals: hundred-thousandths here."""

    ONE = 100_000

    def __init__(self, contest):
        self.places, self.ties, self.continuing = contest.budget, contest.ties, set(contest.standing)
        self.elected, self.surplus, self.history, self.piles = [], [], [], {}
        self.totals = dict.fromkeys(contest.costs, 0)
        for marks, times in contest.ballots:
            self.deal(list(marks), self.ONE, times)
        self.first = {finalist: total // self.ONE for finalist, total in self.totals.items()}
        self.quota = (sum(self.first.values()) // (self.places + 1) + 1) * self.ONE
        self.elect()
        while len(self.elected) < self.places and self.continuing:
            self.history.append(dict(self.totals))
            giver, part, whole, kept = self.giver()
            self.totals[giver] = kept
            for order, value, times in self.piles.pop(giver, []):
                self.deal(order, part * value // whole, times)
            self.elect()

    def deal(self, order, value, times):
        """Give equal ballots to the first of these who is still in the running."""
        at = next((at for at, finalist in enumerate(order) if finalist in self.continuing), None)
        if at is not None:
            self.piles.setdefault(order[at], []).append((order[at + 1 :], value, times))
            self.totals[order[at]] += value * times

    def elect(self):
        """Whoever has the quota is elected (47); so are the last ones, when no more are left than places (52)."""
        best_first = sorted(self.continuing, key=lambda one: (-self.totals[one], self.ties[one]))
        reached = [one for one in best_first if self.totals[one] >= self.quota]
        self.surplus += [one for one in reached if self.totals[one] > self.quota]
        left = self.places - len(self.elected) - len(reached)
        if left > 0 and len(best_first) - len(reached) <= left:
            reached = best_first
        self.elected += reached
        self.continuing -= set(reached)

    def giver(self):
        """Whose ballots go on, and what part of their value: the largest surplus (48, 49), else all of the last one (50)."""
        if self.surplus:
            one = self.picked(self.surplus, 1)
            self.surplus.remove(one)
            return one, self.totals[one] - self.quota, self.totals[one], self.quota
        one = self.picked(self.continuing, -1)
        self.continuing.remove(one)
        return one, 1, 1, 0

    def picked(self, among, sign):
        """Who has the most (sign 1) or the fewest (-1); equals by the latest stage at which they differed, then drawn."""
        for stage in [self.totals, *reversed(self.history)]:
            best = max(sign * stage[one] for one in among)
            among = [one for one in among if sign * stage[one] == best]
        return min(among, key=lambda one: sign * self.ties[one])


def counted(contest):
    """Winners in order, votes of each, what was spent, how often shares were raised, and what each supporter paid."""
    rule, votes, raised, prices = contest.rule["counting_rule"], contest.votes, 0, {}
    if contest.transfers:
        won, votes = (transfers := Transfers(contest)).elected, transfers.first
    elif rule == "equal-shares":
        won, raised, prices = EqualShares(contest).winners()
    elif rule in ("most-votes", "most-votes-stop"):
        won = contest.bought(contest.running, contest.budget, stop=rule == "most-votes-stop")
    else:
        raise ValueError(f"the rule “{rule}” is none that can be counted here")
    spent = len(won) if contest.transfers else sum(contest.costs[one] for one in won)
    return won, {one: votes[one] for one in contest.costs}, spent, raised, prices


# What is checked.


class Check:
    """Everything that is wrong with a file goes into `faults`, in words."""

    def __init__(self, file):
        self.file, self.facts, self.ballots, self.faults, self.lines = file, file["facts"], file["ballots"], [], []
        self.names = {one["id"]: f"{one['title']} ({one['id']})" for one in self.facts["finalists"]}
        self.record(file["checkpoint"])
        self.what_was_recorded(self.facts["result"], digest_of(self.facts, self.ballots))
        self.count(self.facts["result"])

    def must(self, holds, words):
        if not holds:
            self.faults.append(words)

    def record(self, checkpoint):
        """The signature under the root, and each line's way to it."""
        note = NOTE.match(checkpoint["checkpoint"])
        if note is None:
            raise ValueError("the checkpoint is none")
        size, root, mark = int(note["size"]), base64.b64decode(note["root"]), base64.b64decode(note["mark"])
        key = bytes.fromhex(checkpoint["public_key"])
        once = (size, key.hex(), base64.b64encode(mark).decode())
        spelled_once = once == (checkpoint["size"], checkpoint["public_key"], note["mark"])
        self.must(spelled_once, "the checkpoint's size, key or signature is not spelled in the one way")
        signed = sha256(note["origin"].encode(), b"\n\x01", key)[:4] == mark[:4]
        signed = signed and is_signed(key, note[1].encode(), mark[4:])
        self.must(signed, "the checkpoint is not signed with the key that the file names")
        for row in self.file["record"]:
            self.line(row, size, root)
        announced = [line["payload"]["public_key"] for line in self.lines if line["kind"] == "record.key-begun"]
        self.must(key.hex() in announced, "the record never announced the key that signs its checkpoint")

    def line(self, row, size, root):
        text, path, said = row["line"].encode(), [bytes.fromhex(step) for step in row["path"]], json.loads(row["line"])
        own = (sha256(text).hex(), said["seq"], size, [step.hex() for step in path])
        fits = own == (row["hash"], row["seq"], row["size"], row["path"])
        self.must(fits, f"line {row['seq']} of the record does not have this fingerprint, number or proof")
        found = root_from(sha256(b"\x00", text), said["seq"] - 1, size, path)
        self.must(found == root, f"line {row['seq']} is not in the record that the checkpoint signs")
        self.lines.append(said)

    def said(self, kind):
        """What the record says in its one line of this kind about this round; of its terms, in their last correction."""
        about = [line for line in self.lines if line["subject"] == f"round:{self.facts['round']}"]
        anew = max((line["seq"] for line in about if line["kind"] == "round.corrected"), default=0)
        late = any(line["kind"].startswith(("round.finalists", "ballots")) for line in about if line["seq"] < anew)
        self.must(not late, "the rule was corrected after the finalists were frozen")
        key, wanted = ("seq", anew) if anew and kind in ("round.opened", "rule.fixed") else ("kind", kind)
        found = [line["payload"] for line in about if line[key] == wanted]
        self.must(len(found) == 1, f"the record has {len(found)} lines “{kind}” about this round, not one")
        return found[0] if found else {}

    def what_was_recorded(self, result, digest):
        """Hold what the file says of the round against what was recorded when it was."""
        facts, number = self.facts, len(self.ballots)
        receipts = [line.partition(" ")[0] for line in self.ballots]
        self.must(receipts == sorted(set(receipts)), "the ballots are not in order, or one receipt stands there twice")
        words = f"these ballots, costs, rule or seed are not those that were counted: their digest is {digest}"
        self.must(result["digest"] == digest, words)
        promise = sha256(bytes.fromhex(facts["seed"])).hex()
        self.must(promise == facts["seed_commitment"], "the seed is not the one that was promised")
        concept = {one["id"]: one["concept"] for one in facts["finalists"]}
        votes = {one["id"]: one["votes"] for one in result["finalists"]}
        recorded = {
            "round.opened": {"seed_commitment": promise},
            "rule.fixed": facts["rule"],
            "ballots.sealed": {"ballots": number},
            "round.counted": {
                "ballots": number,
                "digest": digest,
                "seed": facts["seed"],
                "rule": facts["rule"]["counting_rule"],
                "spent": result["spent"],
                "winners": [[concept[one], votes[one]] for one in result["winners"]],
            },
            "ballots.published": {"facts": sha256(canonical(facts).encode()).hex()},
        }
        for kind, wanted in recorded.items():
            said = self.said(kind)
            for name, value in wanted.items():
                told = said.get(name, "nothing")
                self.must(told == value, f"the record's line “{kind}” says {told} for {name}, the file {value}")

    def count(self, result):
        """Count, and say precisely what differs from the published result."""
        self.won, votes, spent, raised, prices = counted(Contest(self.facts, self.ballots))
        here, there = ("; ".join(map(self.name, won)) or "nobody" for won in (self.won, result["winners"]))
        self.must(self.won == result["winners"], f"counted here, the winners are: {here}. The site says: {there}")
        told = [(one["id"], one["votes"], one["won"], one["each"]) for one in result["finalists"]]
        again = {one: (one, votes[one], one in self.won, str(prices[one]) if one in prices else None) for one in votes}
        self.must({line[0] for line in told} == set(again), "the result does not speak of all finalists and no others")
        for line in told:
            words = f"{self.name(line[0])}: (votes, won, what each paid) are {again.get(line[0])} here, {line} there"
            self.must(line == again.get(line[0]), words)
        totals = (len(self.ballots), spent, raised)
        published = (result["ballots"], result["spent"], result["increments"])
        self.must(totals == published, f"ballots, spent and raised are {totals} here, {published} on the site")

    def name(self, finalist):
        return self.names.get(finalist, finalist)

    def own_line(self, receipt):
        """Say what the ballot with this receipt says."""
        wanted = re.sub(r"\W", "", receipt).lower() + " "
        found = [line for line in self.ballots if line.startswith(wanted)]
        self.must(found, "no counted ballot has this receipt; the round's page says which were set apart, and why")
        for line in found:
            chosen = [self.name(mark) for mark in re.split("[ ,>]|:[0-9]+", line)[1:] if mark]
            sys.stdout.write(f"Your ballot was counted. It is: {line}\nthat is: {'; '.join(chosen)}\n")


def faults_in(content, receipt=None):
    """Everything that differs in this file, in words; what was counted is written out."""
    try:
        check = Check(read(content))
        title, rule = check.facts["title"], check.facts["rule"]["counting_rule"]
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        return [f"the file is not as it must be: {error} ({type(error).__name__})"]
    sys.stdout.write(f"{title}: {len(check.ballots)} ballots, by {rule}.\n")
    sys.stdout.write("".join(f"  {place}. {check.name(one)}\n" for place, one in enumerate(check.won, 1)))
    if receipt:
        check.own_line(receipt)
    if not check.faults:
        sys.stdout.write(SAME.format(**check.file["checkpoint"]))
    return check.faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("where", help="the file ballots.json, or the round's address")
    parser.add_argument("--receipt", help="find the ballot with this receipt")
    asked = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")
    try:
        faults = faults_in(fetched(asked.where), asked.receipt)
    except (OSError, EOFError) as error:
        faults = [f"it cannot be read: {error}"]
    sys.stdout.write("".join(f"DIFFERS: {words}\n" for words in faults))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
