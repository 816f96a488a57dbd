"""Every route × method × kind of person, with what must happen. A route that is missing here fails the tests."""

from tests.access.concepts import CONCEPTS_ROWS
from tests.access.elections import ELECTION_ROWS
from tests.access.front import FRONT_ROWS
from tests.access.governance import GOVERNANCE_ROWS
from tests.access.holds import HOLDS_ROWS
from tests.access.members import MEMBERS_ROWS
from tests.access.reviews import REVIEWS_ROWS
from tests.access.rounds import ROUNDS_ROWS
from tests.access.shop import MAKING_ROWS, SHOP_ROWS
from tests.access.votes import VOTES_ROWS

IDEAS_ROWS = [*VOTES_ROWS, *HOLDS_ROWS, *ROUNDS_ROWS, *CONCEPTS_ROWS]
COMMERCE_ROWS = [*SHOP_ROWS, *MAKING_ROWS, *REVIEWS_ROWS]
ROWS = [*FRONT_ROWS, *MEMBERS_ROWS, *GOVERNANCE_ROWS, *ELECTION_ROWS, *IDEAS_ROWS, *COMMERCE_ROWS]
