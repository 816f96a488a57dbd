"""For the hours in which some tables still wait for others: create those that can be created."""

import sys

from kernel.database import db


def create_all():
    """Create the tables whose references can all be found yet."""
    tables, found = db.metadata.tables, None
    ready = set(tables)
    while found != ready:
        found = set(ready)
        ready = {n for n in found if all(k.target_fullname.split(".")[0] in found for k in tables[n].foreign_keys)}
    for missing in sorted(set(tables) - ready):
        sys.stderr.write(f"table {missing} waits for another\n")
    db.metadata.create_all(db.engine, tables=[tables[name] for name in ready])
