"""A person's browser: follows links and presses buttons found on the page."""


class Browser:
    """Being written; see PLAN."""

    def __init__(self, app, htmx=False):
        self.app = app
        self.htmx = htmx
