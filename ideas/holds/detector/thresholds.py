"""When a coincidence is too much: every number the detector uses, where it comes from and what it costs.

The bars are those of docs/decisions/holds.md: of rings of twenty or more at least 95 in 100 are held, of honest voters at
most 1 in 100. `make prove` measures both; change a number only with its figures. They are open on purpose: a rule that
only works while nobody knows it is no rule of a site that anyone can run.
"""

from __future__ import annotations

HOUR, DAY = 3600, 86_400

# Nobody is suspected for fewer: households and shared flats are rarely larger (Eurostat: 2.3 persons on average, five and
# more in under 6 % of households), and four more votes seldom decide a round.
SMALLEST_GROUP = 5

# An author's own friends come together for one concept, too. The simulated ones bring up to ten; as many are let be.
SMALLEST_BURST = 12
SMALLEST_TARGETING = 16
# Three from one small network who all chose one concept are a pocket; one pocket says nothing, several do.
SMALLEST_POCKET = 3

# How improbable a group must be, for the thousands of groups looked at in one round: about networks × concepts (10^4),
# windows of sign-ups × concepts (10^5), ordered triples (10^4). Each is set so that chance alone gives less than one
# false group in a hundred rounds (Bonferroni's bound).
NETWORK_CHANCE = 1e-6
BURST_CHANCE = 1e-7
FOLLOWING_CHANCE = 1e-7
POCKETS_CHANCE = 1e-4
# A network is odd when so many of it chose one concept as chance gives one in a hundred; those who live or work together
# agree more often than strangers, so what chance would give is multiplied before it is compared.
ODD_POCKET = 1e-2
KINSHIP = 2

# Spans of sign-ups that are looked at, the shortest first, so that a wave is not blamed for the ring inside it.
BURST_WINDOWS = (HOUR, 6 * HOUR, DAY)
# Spans in which accounts are looked at that chose one concept alone.
TARGET_WINDOWS = (DAY, 3 * DAY, 7 * DAY)

# Choosing the same in the same order: so many in a row, all within a span of each other. People with one taste choose alike,
# so what chance would give is multiplied before it is compared; 20 is what taste made of triples in simulated crowds.
ALIKE_IN_A_ROW = 3
FOLLOWING_WITHIN = 6 * HOUR
TASTE = 20

# Sign-up networks are forgotten after this, and accounts older than it are not watched. A ring that waits so long is
# not found; docs/decisions/holds.md says so.
WATCHED = 90 * DAY
