"""Several people at the same moment: each in a thread with a context, a session and a connection of its own."""

import threading

from kernel.database import db


def together(app, *acts):
    """Start all of these at once; returns what each gave, or the error it raised."""
    barrier = threading.Barrier(len(acts))
    outcomes = [None] * len(acts)

    def run(place, act):
        with app.app_context():
            barrier.wait()
            try:
                outcomes[place] = act()
            except Exception as error:
                outcomes[place] = error
            finally:
                db.session.remove()

    db.session.commit()
    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
