from governance.charter.values import value
from kernel.database import db
from sqlalchemy import event


def test_founding_values_answer_without_rows(app):
    seen = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
    assert value("ballot.choices") == 5 and value("emergency.days") == 14
    assert len([s for s in seen if "charter" in s]) == 1
