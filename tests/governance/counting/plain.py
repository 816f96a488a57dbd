"""Equal Shares as its definition says it, step by step in fractions and slow: what the quick count must agree with."""

from fractions import Fraction

from governance.counting.contest import BallotKind, TieRule


def weights(contest, vote):
    """What this vote gives each finalist."""
    if contest.kind is BallotKind.APPROVAL:
        return dict.fromkeys(vote.choices, 1)
    return {choice: points for choice, points in zip(vote.choices, vote.points, strict=True) if points}


def scores(contest):
    """Votes or points of everybody."""
    total = {finalist.key: 0 for finalist in contest.finalists}
    for vote in contest.votes:
        for key, weight in weights(contest, vote).items():
            total[key] += weight * vote.times
    return total


def tie_order(contest):
    """The place each finalist has among equals."""
    if contest.tie_rule is TieRule.BY_ID:
        return {finalist.key: str(finalist.key) for finalist in contest.finalists}
    return {finalist.key: (finalist.cost, finalist.drawn, str(finalist.key)) for finalist in contest.finalists}


def able(contest, minimum=0):
    """Costs of those that may win at all."""
    score = scores(contest)
    return {f.key: f.cost for f in contest.finalists if f.standing and score[f.key] >= max(1, minimum)}


def price(voters, key, cost):
    """The lowest price (for each point of weight) at which the supporters can pay, or None."""
    supporters = sorted((purse / weight[key], purse, weight[key]) for purse, weight in voters if key in weight)
    rest, total = Fraction(cost), sum(weight for _, _, weight in supporters)
    for ratio, purse, weight in supporters:
        if ratio * total >= rest:
            return rest / total
        rest, total = rest - purse, total - weight
    return None


def run(contest, by_cost, share, minimum=0):
    """The winners in order with their prices, when every voter starts with this share."""
    voters = [[share, weights(contest, vote)] for vote in contest.votes for _ in range(vote.times)]
    costs, ties, won = able(contest, minimum), tie_order(contest), []
    while True:
        offers = []
        for key, cost in costs.items():
            each = None if key in dict(won) else price(voters, key, cost)
            if each is not None:
                offers.append((each / (cost if by_cost else 1), ties[key], key, each))
        if not offers:
            return won
        _, _, key, each = min(offers)
        won.append((key, each))
        for voter in voters:
            voter[0] -= min(voter[0], each * voter[1].get(key, 0))


def equal_shares(contest, by_cost, completion, minimum=0):
    """Winners in order, their prices, and the number of increments."""
    ballots = sum(vote.times for vote in contest.votes)
    if not ballots:
        return [], [], 0
    costs = able(contest, minimum)
    first, step = Fraction(contest.budget, ballots), Fraction(contest.step)
    if contest.in_places:
        step = Fraction(1, 100 * ballots)
    increments, kept = 0, run(contest, by_cost, first, minimum)
    while completion != "none" and not exhaustive(contest, costs, kept):
        following = run(contest, by_cost, first + (increments + 1) * step, minimum)
        if sum(costs[key] for key, _ in following) > contest.budget:
            break
        increments, kept = increments + 1, following
    winners = [key for key, _ in kept]
    if completion == "add1u":
        winners += greedy(contest, winners, minimum)
    return winners, [each for _, each in kept], increments


def exhaustive(contest, costs, won):
    """Whether nothing else fits."""
    winners = {key for key, _ in won}
    left = contest.budget - sum(costs[key] for key in winners)
    return all(cost > left for key, cost in costs.items() if key not in winners)


def greedy(contest, winners=(), minimum=0, stop=False):
    """Most votes first, on the money these winners leave."""
    costs, score, ties = able(contest, minimum), scores(contest), tie_order(contest)
    left, bought = contest.budget - sum(costs[key] for key in winners), []
    for key in sorted(set(costs) - set(winners), key=lambda key: (-score[key], ties[key])):
        if costs[key] <= left:
            bought.append(key)
            left -= costs[key]
        elif stop:
            return bought
    return bought
