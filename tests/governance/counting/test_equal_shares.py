"""The quick count and the plain one agree on everything; and what Equal Shares promises holds."""

from fractions import Fraction
from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from governance.counting.contest import BallotKind, Contest, Finalist, Vote
from governance.counting.count import count
from governance.counting.outcome import Reason
from governance.counting.rule import Completion, Rule, RuleName, Utility
from tests.governance.counting import plain
from tests.governance.counting.contests import UNHURRIED, contests

ANY = st.one_of(contests(), contests(BallotKind.POINTS), contests(in_places=True), contests(unit_cost=True))
RULES = st.builds(
    Rule, st.just(RuleName.EQUAL_SHARES), st.sampled_from(Utility), st.sampled_from(Completion), st.integers(0, 3)
)


@settings(max_examples=300, deadline=None)
@given(ANY, RULES)
def test_the_quick_count_is_the_plain_one(contest, rule):
    by_cost = rule.utility is Utility.COST and contest.kind is BallotKind.APPROVAL
    winners, prices, increments = plain.equal_shares(contest, by_cost, rule.completion, rule.minimum)
    outcome = count(contest, rule)
    assert list(outcome.winners) == winners
    assert [price.each for price in outcome.prices] == prices
    assert outcome.increments == increments


@UNHURRIED
@given(ANY, RULES)
def test_nobody_pays_more_than_their_share_and_every_winner_is_paid_for(contest, rule):
    outcome = count(contest, rule)
    costs = {finalist.key: finalist.cost for finalist in contest.finalists}
    paid = dict.fromkeys(costs, Fraction(0))
    for vote in contest.votes:
        shares = outcome.paid_by(vote)
        assert sum(shares.values()) <= outcome.share
        assert set(shares) <= set(vote.choices)
        for key, amount in shares.items():
            paid[key] += amount * vote.times
    for line in outcome.standings:
        assert paid[line.key] == (costs[line.key] if line.reason is Reason.PAID else 0)


@UNHURRIED
@given(ANY, RULES)
def test_what_a_loser_lacked_is_what_its_supporters_had_less_than_its_cost(contest, rule):
    outcome = count(contest, rule)
    for line in outcome.standings:
        if line.reason is Reason.SUPPORTERS_SHORT:
            supporters = [vote for vote in contest.votes if plain.weights(contest, vote).get(line.key)]
            had = sum((outcome.share - sum(outcome.paid_by(vote).values())) * vote.times for vote in supporters)
            assert line.money == had < line.cost
            assert line.money_short == line.cost - had


@UNHURRIED
@given(ANY, RULES)
def test_the_budget_is_never_exceeded_and_add1u_leaves_no_room(contest, rule):
    outcome = count(contest, rule)
    assert outcome.spent == sum(line.cost for line in outcome.standings if line.won) <= contest.budget
    if rule.completion is Completion.ADD1U:
        able = plain.able(contest, rule.minimum)
        left = contest.budget - outcome.spent
        assert all(cost > left for key, cost in able.items() if key not in outcome.winners)


@UNHURRIED
@given(ANY, RULES, st.randoms())
def test_neither_who_voted_nor_in_which_order_matters(contest, rule, random):
    apart = [Vote(vote.choices, vote.points) for vote in contest.votes for _ in range(vote.times)]
    random.shuffle(apart)
    finalists = random.sample(contest.finalists, len(contest.finalists))
    again = Contest(
        tuple(finalists), tuple(apart), contest.budget, contest.kind, contest.tie_rule, contest.in_places, contest.step
    )
    one, other = count(contest, rule), count(again, rule)
    assert one.standings == other.standings
    assert one.prices == other.prices
    assert one.ties == other.ties


@UNHURRIED
@given(contests(), RULES, st.randoms())
def test_but_for_ties_names_do_not_matter(contest, rule, random):
    outcome = count(contest, rule)
    if outcome.ties:
        return
    keys = [finalist.key for finalist in contest.finalists]
    renamed = dict(zip(keys, random.sample(keys, len(keys)), strict=True))
    places = random.sample(range(len(keys)), len(keys))
    again = Contest(
        tuple(
            Finalist(renamed[one.key], one.cost, place) for one, place in zip(contest.finalists, places, strict=True)
        ),
        tuple(Vote(tuple(renamed[key] for key in vote.choices), (), vote.times) for vote in contest.votes),
        contest.budget,
        contest.kind,
        contest.tie_rule,
        contest.in_places,
        contest.step,
    )
    assert set(count(again, rule).winners) == {renamed[key] for key in outcome.winners}


def groups(contest):
    """Every set of finalists, with the voters who approve all of it, and its cost."""
    costs = {finalist.key: finalist.cost for finalist in contest.finalists}
    voters = [set(vote.choices) for vote in contest.votes for _ in range(vote.times)]
    for some in chain.from_iterable(combinations(costs, size) for size in range(1, len(costs) + 1)):
        yield set(some), [voter for voter in voters if set(some) <= voter], sum(costs[key] for key in some), len(voters)


@UNHURRIED
@given(contests(unit_cost=True))
def test_extended_justified_representation_where_all_cost_the_same(contest):
    """A group large enough for some finalists it agrees on has a member who approves as many winners."""
    rule = Rule(RuleName.EQUAL_SHARES, Utility.CARDINALITY, Completion.NONE)
    winners = set(count(contest, rule).winners)
    for some, group, cost, ballots in groups(contest):
        if group and len(group) * contest.budget >= cost * ballots:
            assert max(len(voter & winners) for voter in group) >= len(some)


@UNHURRIED
@given(contests(), st.sampled_from(Utility))
def test_extended_justified_representation_up_to_one_project_where_costs_differ(contest, utility):
    """In every such group somebody would be satisfied as promised if one more of what they agree on had won."""
    worth = {one.key: one.cost if utility is Utility.COST else 1 for one in contest.finalists}
    winners = set(count(contest, Rule(RuleName.EQUAL_SHARES, utility, Completion.NONE)).winners)
    for some, group, cost, ballots in groups(contest):
        if not group or len(group) * contest.budget < cost * ballots or some <= winners:
            continue
        promised = sum(worth[key] for key in some)
        one_more = max(worth[key] for key in some - winners)
        assert any(sum(worth[key] for key in voter & winners) + one_more > promised for voter in group)


def test_a_minority_that_agrees_gets_its_share():
    finalists = tuple(Finalist(key, drawn=place) for place, key in enumerate("abcdef"))
    votes = (Vote(("a", "b", "c"), times=60), Vote(("d", "e", "f"), times=40))
    contest = Contest(finalists, votes, budget=5, in_places=True)
    assert set(count(contest, Rule()).winners) == set("abcde")
    assert set(count(contest, Rule(RuleName.MOST_VOTES)).winners) == set("abcde")
    three = Contest(finalists, votes, budget=3, in_places=True)
    assert set(count(three, Rule()).winners) == set("abd")
    assert set(count(three, Rule(RuleName.MOST_VOTES)).winners) == set("abc")


def test_two_voters_and_a_large_budget_do_not_take_a_run_for_every_step():
    finalists = (Finalist("a", 60_000_000, 0), Finalist("b", 70_000_000, 1), Finalist("c", 30_000_000, 2))
    contest = Contest(finalists, (Vote(("a",)), Vote(("b", "c"))), budget=100_000_000)
    outcome = count(contest, Rule())
    assert outcome.increments == 100_000
    assert set(outcome.winners) == {"a", "c"}


def test_nor_do_two_that_are_always_equal():
    finalists = (Finalist("a", 60_000_000, 0), Finalist("b", 40_000_000, 1), Finalist("c", 40_000_000, 2))
    contest = Contest(finalists, (Vote(("a",)), Vote(("b", "c"))), budget=100_000_000)
    outcome = count(contest, Rule())
    assert outcome.increments == 100_000
    assert set(outcome.winners) == {"a", "b"}


def test_two_that_differ_by_less_than_a_float_can_tell_do_not_wait_for_each_other():
    finalists = tuple(Finalist(key, cost, place) for place, (key, cost) in enumerate((("a", 16), ("b", 16), ("c", 11))))
    votes = (Vote(("a", "c"), times=2), Vote(("b", "c"), times=2), Vote(("a", "b")))
    contest = Contest(finalists, votes, budget=39)
    rule = Rule(completion=Completion.NONE)
    winners, prices, _ = plain.equal_shares(contest, True, rule.completion)
    outcome = count(contest, rule)
    assert list(outcome.winners) == winners
    assert [price.each for price in outcome.prices] == prices
