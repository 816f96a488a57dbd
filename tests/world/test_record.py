"""The demo world's record holds, and names none of its people."""

from governance.record.verifying import verify
from kernel.database import db
from tests.governance.naming import named_in_the_record


def test_the_demo_worlds_record_is_whole_and_names_nobody(demo):
    with demo.app.app_context():
        assert named_in_the_record() == []
        found = verify()
        assert (found.faults, found.lines > 20) == ([], True)
        db.session.remove()
