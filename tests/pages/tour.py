"""Every page that carries the site, in a world that has one of each thing: who looks at it, and where it is."""

from tests.access.world import World

GUEST, MEMBER, AUTHOR, STEWARD, STAFF = None, "member", "author", "steward", "staff"
PAGES = (
    ("home", GUEST, "/"),
    ("home of a member", MEMBER, "/"),
    ("how it works", GUEST, "/how-it-works"),
    ("forums", GUEST, "/forums"),
    ("forum", GUEST, "/forums/{forum}"),
    ("signals", GUEST, "/forums/{forum}/signals"),
    ("rounds", GUEST, "/rounds"),
    ("round that takes proposals", MEMBER, "/rounds/{open round}"),
    ("round on the ballot", MEMBER, "/rounds/{balloting round}"),
    ("round announced", GUEST, "/rounds/{announced round}"),
    ("ballot", MEMBER, "/rounds/{balloting round}/ballot"),
    ("equal shares", GUEST, "/equal-shares"),
    ("costs", STAFF, "/rounds/{budget round}/costs"),
    ("concept", GUEST, "/concepts/{said concept}"),
    ("concept with a comment", MEMBER, "/concepts/{said concept}"),
    ("draft", AUTHOR, "/concepts/{draft}/draft"),
    ("draft looked over", AUTHOR, "/concepts/{draft}/draft/look-over"),
    ("versions", GUEST, "/concepts/{said concept}/versions"),
    ("authors", AUTHOR, "/concepts/{said concept}/authors"),
    ("assessment", GUEST, "/concepts/{winner}/assessments"),
    ("assessing", STAFF, "/assessments/{assessment}"),
    ("catalog", GUEST, "/products"),
    ("product with an open campaign", MEMBER, "/products/{open product}"),
    ("product made", GUEST, "/products/{reviewed product}"),
    ("making", GUEST, "/products/{made product}/making"),
    ("inspections", GUEST, "/products/{made product}/inspections"),
    ("lineage", GUEST, "/products/{reviewed product}/lineage"),
    ("reviews", GUEST, "/products/{reviewed product}/reviews"),
    ("review", GUEST, "/reviews/{review}"),
    ("writing a review", AUTHOR, "/products/{reviewed product}/reviews/mine"),
    ("themes", GUEST, "/products/{reviewed product}/themes"),
    ("theme", STAFF, "/themes/{theme}"),
    ("pledge", MEMBER, "/pledges/{pledge}"),
    ("pledges", MEMBER, "/pledges"),
    ("my page", AUTHOR, "/me"),
    ("notices", MEMBER, "/notices"),
    ("profile", GUEST, "/members/{somebody}"),
    ("settings", MEMBER, "/settings"),
    ("letters", MEMBER, "/settings/letters"),
    ("sessions", MEMBER, "/settings/sessions"),
    ("staff desk", STAFF, "/desk"),
    ("held votes", STAFF, "/holds"),
    ("finding", STAFF, "/findings/{finding}"),
    ("my held ballot", MEMBER, "/holds/{hold}"),
    ("shop", STAFF, "/shop"),
    ("editing a product", STAFF, "/products/{drafted product}/edit"),
    ("payments", STAFF, "/products/{made product}/payments"),
    ("parcels", STAFF, "/products/{made product}/shipments"),
    ("brand", STAFF, "/brand"),
    ("opening a round", STEWARD, "/forums/{forum}/rounds/new"),
    ("charter", GUEST, "/charter"),
    ("value of the charter", STAFF, "/charter/{value}"),
    ("proposing a rule of conduct", MEMBER, "/charter/conduct/new"),
    ("ending a rule of conduct", MEMBER, "/charter/conduct/{conduct rule}/repeal"),
    ("decisions", MEMBER, "/decisions"),
    ("decision in discussion", STAFF, "/decisions/{discussed decision}"),
    ("decision being voted on", MEMBER, "/decisions/{voting decision}"),
    ("decision passed", GUEST, "/decisions/{passed decision}"),
    ("decision failed", GUEST, "/decisions/{failed decision}"),
    ("hiding a contribution", STAFF, "/decisions/contributions/{contribution}/moderation"),
    ("elections", GUEST, "/elections"),
    ("election taking nominations", MEMBER, "/elections/{nominating election}"),
    ("election being voted on", MEMBER, "/elections/{voting election}"),
    ("election counted", GUEST, "/elections/{counted election}"),
    ("recalling a steward", AUTHOR, "/forums/{forum}/stewards/{keeper}/recall"),
    ("juries", GUEST, "/juries"),
    ("jury", GUEST, "/juries/{jury}"),
    ("juror's page", AUTHOR, "/juries/{jury}"),
    ("appealing", AUTHOR, "/concepts/{declined}/assessments"),
    ("record", GUEST, "/record"),
    ("line of the record", GUEST, "/record/{record}"),
    ("checkpoints", GUEST, "/record/checkpoints"),
    ("how to check the record", GUEST, "/record/how-to-check"),
    ("becoming a witness", GUEST, "/record/witnesses"),
    ("search", GUEST, "/search?q=bag"),
    ("search without a hit", GUEST, "/search?q=zzzzqqq"),
    ("sign in", GUEST, "/sign-in"),
    ("sign up", GUEST, "/sign-up"),
    ("password reset", GUEST, "/password-reset"),
    ("nothing there", GUEST, "/nothing-there"),
)


def world_of(site):
    """The world of the tour, with everybody signed in."""
    return World(site)


def cookies_of(world, kind, address):
    """The cookies of this kind of person, as a browser context takes them."""
    if kind is None:
        return []
    return [{"name": n, "value": v, "url": address} for n, v in world.callers[kind].cookies.items()]
