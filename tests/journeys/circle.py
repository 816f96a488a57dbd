"""The whole circle by hand: brief, concepts, supports, ballot, result, viability, product, pledges, making, reviews,
signals and the next brief. Maya proposes, Omar backs, Ines works for the brand, Ada administers; each finds the way by what
the page shows.
"""

from contextlib import ExitStack
from datetime import timedelta
from zoneinfo import ZoneInfo

from kernel import clock, jobs
from tests.journeys.people import photo

CRITERIA = ("demand", "feasibility", "cost_and_margin", "safety", "rights", "fit")
QUESTION = "A lamp to read by"
IDEA = "A clip lamp"


class Circle:
    """Four people and a clock that moves on between what they do."""

    def __init__(self, maya, omar, ines, ada):
        self.maya, self.omar, self.ines, self.ada = maya, omar, ines, ada
        self._travels = ExitStack()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._travels.close()

    def later(self, **span):
        """Let time pass, let the clock do what is due, and have everybody come back."""
        self._travels.enter_context(clock.travel(timedelta(**span)))
        assert jobs.tick() == []
        for person in (self.maya, self.omar, self.ines):
            person.signs_in()

    def local(self, **span):
        """A moment from now as somebody in Berlin types it."""
        return (clock.now() + timedelta(**span)).astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M")

    def brief(self):
        """Ines opens a forum and puts a question to it."""
        ines = self.ines
        ines.signs_in()
        ines.opens("/")
        ines.clicks("Forums")
        ines.clicks("Open a forum")
        ines.submits("Open the forum", name="Lamps", summary="Light that lasts.")
        ines.clicks("Open a round")
        dates = {"proposing_at": self.local(days=1), "refining_at": self.local(days=8)}
        dates |= {"balloting_at": self.local(days=10), "closes_at": self.local(days=15)}
        ines.submits("Open the round", title=QUESTION, brief="For **reading in bed**.", slots="1", **dates)
        ines.sees("reading in bed")

    def concepts_and_supports(self):
        """Maya proposes; Omar supports, asks, and is answered."""
        self.later(days=2)
        maya, omar = self.maya, self.omar
        maya.clicks("Rounds")
        maya.clicks(QUESTION)
        maya.clicks("Propose a concept")
        maya.submits("Save and add pictures")
        words = {"title": IDEA, "summary": "It holds on to the book.", "body": "A clip, *one* lamp, no screws."}
        answers = {"answer_need": "Light keeps the other awake.", "answer_for-whom": "Those who read in bed"}
        maya.submits("Look it over", **words, **answers)
        maya.submits("Propose it")
        maya.sees(IDEA)
        omar.clicks("Rounds")
        omar.clicks(QUESTION)
        omar.clicks(IDEA)
        omar.submits("Support this")
        omar.sees("You support this")
        omar.submits("Post", kind="question", source="What holds the **clip**?")
        omar.sees("What holds the clip?")

    def ballot_and_result(self):
        """Omar casts a ballot; the round closes by itself and shows who won."""
        self.later(days=9)
        omar = self.omar
        omar.clicks("Rounds")
        omar.clicks(QUESTION)
        omar.clicks("Cast your ballot")
        omar.submits("Cast my ballot", choices="1")
        omar.sees("Your ballot is cast")
        self.later(days=6)
        omar.clicks("Rounds")
        omar.clicks(QUESTION)
        omar.clicks("See the whole result")
        omar.sees(IDEA)

    def viability(self):
        """Ines judges the winner in public; it becomes a draft product by itself."""
        ines = self.ines
        ines.clicks("Desk")
        ines.clicks("Assess")
        given = {f"{c}_score": "4" for c in CRITERIA} | {f"{c}_reason": "We counted." for c in CRITERIA}
        ines.submits("Look over the verdict", verdict="viable", words="We can make it.", **given)
        ines.submits("Publish the verdict")
        self.later(minutes=16)
        ines.clicks("Desk")
        ines.clicks("Assessments")
        ines.sees("viable")

    def product_and_pledges(self):
        """Ines prepares and launches; Omar sees what he pays before he pledges, and pays when the minimum was met."""
        ines, omar = self.ines, self.omar
        ines.clicks("Desk")
        ines.clicks("Prepare the campaign")
        ines.submits("Save the words", words="A lamp of *ash*.", risks="The ash may be late.", options="Black\nWhite")
        ines.submits("Add the picture", picture=photo(), alt="A lamp clipped to a book")
        terms = {"price": "39,00", "tax": "19", "shipping": "Germany 4,90", "minimum": "1", "cap": "10"}
        dates = {"opens_at": self.local(), "closes_at": self.local(days=7), "promised_on": self.local(days=100)[:10]}
        ines.submits("Save the terms", **terms, **dates)
        ines.clicks("Set the bank account")
        ines.sees("Only an administrator")
        self._account()
        ines.clicks("Desk")
        ines.clicks("Prepare the campaign")
        ines.clicks("Look at the offer")
        ines.sees("Made from 1 pledged")
        ines.proves("Launch the campaign")
        self.later(minutes=5)
        omar.clicks("Products")
        omar.clicks(IDEA)
        omar.tries("What this costs", quantity=2, option="1")
        omar.sees("€82.90")
        omar.submits("Pledge", quantity=2, option="1")
        omar.sees("You have pledged")
        self.later(days=8)
        omar.clicks("My page")
        omar.clicks("How to pay")
        omar.sees("Pay €82.90 by bank transfer")
        self.reference = omar.reads(r"CM-\w{4}-\w{4}")
        omar.submits("Save the address", deliver_to="Omar Haddad, Hof 1, 10115 Berlin")
        ines.clicks("Desk")
        ines.clicks("Record what arrived")
        ines.clicks(self.reference)
        ines.submits("Record the payment", amount="82,90", received_on=self.local()[:10])
        ines.sees("The payment is recorded")

    def _account(self):
        """Ada says where pledges are paid to; twenty minutes after signing in she is asked for her password."""
        ada = self.ada
        ada.signs_in()
        self._travels.enter_context(clock.travel(timedelta(minutes=20)))
        ada.opens("/bank-account")
        ada.proves("Use this account", holder="Commonmade GmbH", iban="DE89370400440532013000")
        ada.sees("Pledges that become due now are paid into this account")

    def making_and_delivery(self):
        """Ines promises a step, keeps it, reports the inspection and sends the parcel; Omar says it arrived."""
        ines, omar = self.ines, self.omar
        self._making()
        ines.submits("Promise this step", title="Moulds cut", promised_on=self.local(days=20)[:10])
        self.later(days=9)
        self._making()
        ines.clicks("Say it is done")
        ines.submits("Say it is done", words="They fit.")
        ines.clicks("Report an inspection")
        ines.submits("Publish the report", sample="5", defects="0", checks="The clip", verdict="passed")
        self._making()
        ines.clicks("Send parcels")
        ines.submits("Send all that have a number", **{"carrier": "DHL", f"number-{self.reference}": "00340434"})
        ines.sees("1 parcel is on its way")
        self.later(days=3)
        omar.clicks("My page")
        omar.clicks("Say it arrived")
        omar.submits("It arrived")
        omar.sees("Review it")

    def _making(self):
        self.ines.clicks("Products")
        self.ines.clicks(IDEA)
        self.ines.clicks("All about the making")

    def reviews_and_signals(self):
        """Omar reviews what he received; Ines gathers what he says into a theme and makes it a signal."""
        ines, omar = self.ines, self.omar
        omar.clicks("My page")
        omar.clicks("Write a review")
        scores = {"performance": "8", "looks": "7", "price": "6", "packaging": "9"}
        omar.submits("Publish the review", **scores, title="Holds", text="The clip holds. The cord is too short.")
        omar.sees("7.5 of 10")
        ines.clicks("Products")
        ines.clicks(IDEA)
        ines.clicks("What they speak about")
        ines.clicks("Gather sentences")
        ines.submits("Find sentences", words="cord")
        ines.submits("Gather", name="Cord length", sentences=True)
        ines.submits("Make it a signal", statement="Longer cords")
        ines.sees("Longer cords")

    def next_brief(self):
        """The signal waits for the next brief, is picked there, and the lineage shows the whole way round."""
        ines = self.ines
        ines.clicks("Forums")
        ines.clicks("Lamps")
        ines.clicks("Open a round")
        dates = {"proposing_at": self.local(days=1), "refining_at": self.local(days=8)}
        dates |= {"balloting_at": self.local(days=10), "closes_at": self.local(days=15)}
        ines.submits("Open the round", title="A longer cord", brief="See the signal.", slots="1", pick_1=True, **dates)
        ines.sees("Longer cords")
        self.maya.clicks("Products")
        self.maya.clicks(IDEA)
        self.maya.clicks("See how it came about")
        for stop in (QUESTION, "Won its round", "Found viable", "The minimum was met", "arrived", "Cord length"):
            self.maya.sees(stop)
        self.maya.sees("A longer cord")
