"""The pages that show several packages at once, in the access table."""

from tests.access.kinds import EVERYBODY, NOBODY, SIGNED_IN, STAFF, get, post

FRONT_ROWS = [
    get("/how-it-works", EVERYBODY),
    get("/search", EVERYBODY),
    get("/me", SIGNED_IN),
    get("/desk", STAFF),
    get("/desk/letters", STAFF),
    post("/desk/letters/<int:message_id>/again", STAFF, message_id=1),
    post("/desk/letters/again", STAFF),
    post("/desk/letters/<int:message_id>/dismissal", STAFF, message_id=1),
    post("/desk/letters/dismissal", STAFF),
    get("/feeds", EVERYBODY),
    get("/feeds/<name>.atom", EVERYBODY, name="rounds"),
    get("/forums/<slug>/concepts.atom", EVERYBODY, slug="forum"),
    get("/.well-known/security.txt", NOBODY),
    get("/robots.txt", EVERYBODY),
    get("/sitemap.xml", EVERYBODY),
    get("/sitemaps/<kind>-<int:number>.xml", EVERYBODY, kind="concepts", number=1),
    get("/share/<string:token>.jpg", NOBODY, token="x"),
    get("/brand", STAFF),
    post("/brand", STAFF),
    get("/brand.<string:mark>.css", EVERYBODY, mark="x"),
    get("/site.webmanifest", EVERYBODY),
    get("/favicon.ico", EVERYBODY),
    get("/apple-touch-icon.png", EVERYBODY),
    post("/brand/logo", STAFF),
    post("/brand/logo/removal", STAFF),
]
