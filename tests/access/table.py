"""Every route × method × kind of person, with what must happen. A route that is missing here fails the tests."""

from tests.access.members import MEMBERS_ROWS
from tests.access.rounds import ROUNDS_ROWS
from tests.access.votes import VOTES_ROWS

ROWS = [*MEMBERS_ROWS, *VOTES_ROWS, *ROUNDS_ROWS]
