"""The plot: one forum a family of things, nine rounds in every phase, six products in every state, and one closed circle."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from commerce.payments.moving_account import propose_account
from demo import holds
from demo.after import deliver_and_review, make, picked_signals
from demo.charter import tell_charter
from demo.chosen import choose
from demo.hearing import hear, show
from demo.jury import heard_out
from demo.people import People, join
from demo.rounds import Plan, tell
from demo.shop import Offer, collect, offer
from demo.story import Story, flowing
from demo.talk import talk
from demo.verdicts import DECLINED, RETURNED, VIABLE, judge
from ideas.forums.forum import Forum
from ideas.forums.opening import ForumTerms, open_forum
from ideas.forums.stewarding import appoint
from kernel.brand.brand import ACCENT, ACCENT_DARK
from kernel.brand.branding import rebrand
from kernel.database import db

FORUMS = (
    ("kitchen", "Kitchen", "#2f6b4f", "Things for small kitchens: quiet, washable, and made to be mended."),
    ("carry", "Carry", "#3d5a80", "Bags and straps for every day, sewn so that a cobbler can redo each seam."),
    ("light", "Light", "#b3541e", "Lamps with sources you can buy anywhere and bodies you can open."),
)
SAFE_RISKS = flowing("""
The turner could fall ill: we have asked a second workshop, and would tell you within two days. Ash varies in colour.
If the promised month slips, the page says so with the reason, and each of you who wants it gets the money back.
""")

GRINDER = Offer(
    "The hush grinder",
    "grinder",
    "A hand grinder of turned ash with a sleeve of green felt and a folded steel crank",
    ("Light ash", "Smoked ash"),
    8900,
    40,
    400,
    -320,
    -290,
    "A hand grinder that you can use while somebody sleeps next door: **57 dB at one metre**, measured by two members "
    "with two phones.\n\n"
    "Turned ash, a wool-felt sleeve, ceramic burrs of a size that others sell too. Opens without tools.",
    SAFE_RISKS,
    66,
)
LIDS = Offer(
    "Lids that land softly",
    "lid",
    "A glass pot lid with a red silicone rim and a turned wooden knob",
    ("18–24 cm",),
    3900,
    25,
    300,
    -318,
    -288,
    "One glass lid for three pots, with a rim that can be bought again. It lands like a cat.",
    SAFE_RISKS,
    34,
)
BRIEFCASE = Offer(
    "The bicycle briefcase",
    "briefcase",
    "A blue canvas briefcase with a wooden bar as its handle",
    ("Blue canvas", "Black canvas"),
    14900,
    40,
    200,
    -110,
    -80,
    "Hooks that fold into a wooden bar, and the bar is the handle. It stands by itself, takes a 14-inch laptop and "
    "twenty minutes of rain.",
    SAFE_RISKS,
    58,
)
TOTE = Offer(
    "The two-handed tote",
    "tote",
    "A linen tote with crossing handles, leek and tomatoes showing at the top",
    ("Linen",),
    4900,
    120,
    600,
    -105,
    -75,
    "Lift it and it shuts; put it down and it opens. No zip to break.",
    SAFE_RISKS,
    41,
)
LAMP = Offer(
    "The counterweight lamp",
    "lamp",
    "A pendant lamp over a round table, its weight a river stone in a knotted net",
    ("River stone", "Cast iron"),
    15900,
    60,
    150,
    -16,
    9,
    "Eat low, mend high. A pulley, a linen shade, and a stone from the river in a knotted net: no two are the same.",
    SAFE_RISKS,
    44,
)

SHADE = "A shade you can iron"


def tell_the_world(story: Story) -> People:
    """Schedule everything there is to tell. Returns the people, who exist once the story was played."""
    people = join(story)
    for place, (slug, name, colour, summary) in enumerate(FORUMS):
        story.at(-420 + place / 10, _open_forum, people, slug, name, colour, summary)
    story.at(-419, _money, people)
    story.at(-418, _brand, people)
    _quiet_kitchen(story, people)
    _carried(story, people)
    _light(story, people)
    _running(story, people)
    tell_charter(story, people)
    choose(story, people)
    return people


def _open_forum(people: People, slug: str, name: str, colour: str, summary: str) -> None:
    open_forum(people.get("ines"), ForumTerms(name, colour, summary, slug))
    if slug == "kitchen":
        forum = db.session.scalars(select(Forum).where(Forum.slug == slug).options(selectinload(Forum.stewards))).one()
        appoint(people.get("ines"), forum, people.get("theo"))


def _brand(people: People) -> None:
    rebrand(people.get("ines"), "Osier & Ash", "Things we asked for, made to be mended.", ACCENT, ACCENT_DARK)


def _money(people: People) -> None:
    propose_account(people.get("ada"), "Osier & Ash Cooperative", "DE89370400440532013000")


def _told(story: Story, people: People, plan: Plan) -> Plan:
    tell(story, people, plan)
    talk(story, people, plan)
    return plan


def _quiet_kitchen(story: Story, people: People) -> None:
    plan = _told(story, people, Plan("kitchen-2024", "kitchen", -400, -395, -370, -360, -346, 3))
    for day, title, opinion in ((-340, GRINDER.title, VIABLE), (-339, LIDS.title, VIABLE)):
        story.at(day, judge, people, plan, title, opinion)
    story.at(-338, judge, people, plan, "The whispering kettle", DECLINED)
    heard_out(story, "The whispering kettle", -330)
    for what in (GRINDER, LIDS):
        offer(story, people, what)
        story.at(what.closes + 5, collect, people, what.title)
        make(story, people, what.title, what.closes, done=True)
    deliver_and_review(story, people, GRINDER.title, GRINDER.closes + 70, range(12))
    deliver_and_review(story, people, LIDS.title, LIDS.closes + 70, range(12, 16))


def _carried(story: Story, people: People) -> None:
    plan = _told(story, people, Plan("carry-2025", "carry", -200, -195, -175, -165, -150, 23))
    story.at(-140, judge, people, plan, BRIEFCASE.title, VIABLE)
    story.at(-139, judge, people, plan, TOTE.title, VIABLE)
    story.at(-138, judge, people, plan, "The librarian's bag", RETURNED)
    for what in (BRIEFCASE, TOTE):
        offer(story, people, what)
    story.at(BRIEFCASE.closes + 6, collect, people, BRIEFCASE.title, 8)
    make(story, people, BRIEFCASE.title, BRIEFCASE.closes, done=False)


def _light(story: Story, people: People) -> None:
    plan = _told(story, people, Plan("light-2025", "light", -90, -85, -60, -50, -36, 43))
    holds.ring(story, people, plan, holds.EARLIER, -47, -40)
    holds.judged(story, people, -38.5)
    show(story, plan, 60)
    story.at(-26, judge, people, plan, LAMP.title, VIABLE)
    story.at(-3, judge, people, plan, SHADE, VIABLE)
    offer(story, people, LAMP)


def _running(story: Story, people: People) -> None:
    tell_open = Plan("kitchen-2026", "kitchen", -40, -35, -12, -4, 4, 63, voters=70)
    tell(story, people, tell_open, answers=lambda: picked_signals(GRINDER.title))
    talk(story, people, tell_open)
    holds.ring(story, people, tell_open, holds.NOW, -9, -1.2)
    holds.answered(story, -0.2)
    refined = _told(story, people, Plan("light-2026", "light", -30, -25, -2, 4, 14, 83))
    hear(story, people, refined, changed=4, source=8, target=7)
    _told(story, people, Plan("carry-2026", "carry", -14, -10, 8, 12, 22, 103))
    tell(story, people, Plan("later", "kitchen", -3, 20, 40, 46, 60, 0), answers=lambda: picked_signals(""))
    tell(story, people, Plan("spare-parts", "carry", -37, -36, -28, -22, -15, 123, voters=70))
    tell(story, people, Plan("hook", "light", -44, -43, -37, -32, -25, 143, voters=9))
