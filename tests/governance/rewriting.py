"""Lines to check, and what somebody with the database's own password could do: change rows with every guard lifted."""

from sqlalchemy import text

from governance.record.append_only import guarding_statements, lifting_statements
from governance.record.checkpointing import checkpoint
from governance.record.recording import record
from kernel.database import db, transaction


def behind_its_back(*statements):
    """Run these, each text or a statement, with every guard lifted."""
    engine = db.engine.dialect.name
    db.session.remove()
    with db.engine.begin() as connection:
        for statement in (*lifting_statements(engine), *statements, *guarding_statements(engine)):
            connection.execute(text(statement.replace(":", r"\:")) if isinstance(statement, str) else statement)


def recorded(number=3, **more):
    with transaction():
        for n in range(1, number + 1):
            record("round.opened", f"round:{n}", words=f"Round {n} opened – “Ärmel”.", slots=n, **more)


def signed():
    with transaction():
        return checkpoint()


def recorded_by(actor, about):
    """Lines with an actor and private parts, inside the open transaction."""
    record("account.set", "payments", {"amount": 1000}, actor=actor, iban_ends="1234")
    record("vote.held", "round:a", {"member": about.id, "why": "one-target"}, actor=actor, reason="one-target")
