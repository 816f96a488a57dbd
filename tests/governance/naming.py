"""Looking for people in the public record, where none may be named."""

from sqlalchemy import select

from governance.record.spelling import raw_lines, spelled
from kernel.database import db
from members.accounts.member import Member

SHORTEST = 4  # a name of two letters stands in many words


def named_in_the_record():
    """Every line's number and kind in which some member's name or address stands, and who."""
    members = db.session.execute(select(Member.name, Member.email)).all()
    people = {word.casefold() for member in members for word in member if word and len(word) >= SHORTEST}
    lines = [(row["seq"], row["kind"], spelled(row).casefold()) for row in db.session.execute(raw_lines()).mappings()]
    assert lines
    assert people
    return [(seq, kind, person) for seq, kind, line in lines for person in people if person in line]
