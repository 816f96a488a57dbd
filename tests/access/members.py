"""The members' and the site's own rows of the access table."""

from tests.access.kinds import EVERYBODY, NOBODY, SIGNED_IN, get, post

MEMBERS_ROWS = [
    get("/", EVERYBODY),
    get("/health", EVERYBODY),
    get("/static/<path:path>", EVERYBODY, path="favicon.svg"),
    get("/record", EVERYBODY),
    get("/record/<int:seq>", EVERYBODY, seq="record"),
    get("/sign-in", EVERYBODY),
    post("/sign-in", EVERYBODY),
    post("/sign-out", EVERYBODY),
    get("/sign-up", EVERYBODY),
    post("/sign-up", EVERYBODY),
    get("/sign-up/letter", SIGNED_IN),
    get("/confirmation/<string:token>", NOBODY, token="never given"),
    post("/confirmation/<string:token>", NOBODY, token="never given"),
    post("/confirmation/letters", SIGNED_IN),
    get("/password-reset", EVERYBODY),
    post("/password-reset", EVERYBODY),
    get("/password-reset/asked", EVERYBODY),
    get("/password-reset/<string:token>", NOBODY, token="never given"),
    post("/password-reset/<string:token>", NOBODY, token="never given"),
    get("/settings/sessions", SIGNED_IN),
    post("/settings/sessions/<int:session_id>/removal", SIGNED_IN, session_id="session"),
    post("/settings/sessions/others/removal", SIGNED_IN),
]
