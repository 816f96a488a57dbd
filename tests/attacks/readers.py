"""Every function that takes apart what people write, with the longest text it meets."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from commerce.campaigns.forms import TermsForm, shipping_lines
from commerce.making.labels import read_labels
from commerce.payments import statement
from commerce.payments.account import is_iban
from commerce.pledges.reference import references_in
from commerce.reviews import aspects, foreign, polarity
from commerce.reviews.reviewing import TEXT_MAX, sentences_of
from commerce.reviews.splitting import split
from governance.pabulib.blocks import blocks_of
from governance.record.note import found_in
from ideas.ballots.publication.finding import receipt_from
from ideas.concepts.difference import pieces
from ideas.concepts.similarity import nearest, title_likeness
from ideas.concepts.wording import BODY_MAX, DRAFT_LONGEST, refuse_unstorable
from ideas.forums.colour import fit_colour
from ideas.forums.slug import slug_from
from ideas.merges.forms import MergeForm
from ideas.wishlist.reading import read as read_wishlist
from kernel import markup
from kernel.amount import minor_units
from kernel.forms import LONGEST, Form, Line, Marked, Prose, cleaned
from kernel.markup import excerpt, plain_to_html, to_html
from kernel.search import words
from kernel.search.slips import spellings
from members.accounts.address import fit_address, folded_address
from members.accounts.brand_voice import reads_like_brand
from members.accounts.member import NAME_LENGTH
from members.accounts.naming import fit_name, folded
from members.accounts.password import LONGEST as PASSWORD
from members.accounts.password import fit_password
from members.accounts.voice import reads_like_person
from members.sessions.going_back import own_path
from tests.attacks.costs import MARKED, Reader

BODY = 256 * 1024  # the longest body of a request that brings no file
MEGABYTE = 1_000_000


class _Any(Form):
    """A field of each kind that takes words."""

    line, prose, marked = Line(), Prose(), Marked()


def _typed(form: type[Form], *names: str):
    """The checks of a form with this text in each of these fields."""
    return lambda text: form(MultiDict(dict.fromkeys(names, text))).validate()


def _anew(read):
    """The same without the answers kept from before."""

    def again(text: str) -> object:
        markup._rendered.cache_clear()
        sentences_of.cache_clear()
        return read(text)

    return again


def _of_reviews(text: str) -> object:
    lines = [aspects.Line(number, number, one) for number, one in enumerate(split(text))]
    return aspects.suggest(lines), [polarity.of_sentence(line.text) for line in lines]


def _beside_others(text: str) -> object:
    return nearest(text[:120], text[:280], [(number, f"{text[:110]} {number}", text[:280]) for number in range(30)])


def _voices(name: str) -> object:
    """What is asked of a name: the brand's voice, and that of five who work for it."""
    staff = ("Ines Carvalho", "Ada Lindqvist", "A A", "Wolf", name[::-1] or "x")
    return reads_like_brand(name, "Osier"), [reads_like_person(name, one) for one in staff]


NAMES = (("osier", "helpdesk", "x"), ("osier", "helpdesk", ""), ("", "a osier ", ""), ("", "4$", ""), ("", "ΑΝ", ""))
HARD_WORDS = (
    ("", "Passw0rd!", ""),
    ("", "1234qwerty", ""),
    ("", "20031999", ""),
    ("", "p@$$w0rd", ""),
    ("", "osier", ""),
)
READERS = [
    Reader("a form's fields", _typed(_Any, "line", "prose"), BODY),
    Reader("a form's Markdown", _anew(_typed(_Any, "marked")), LONGEST),
    Reader("cleaned", cleaned, BODY),
    Reader("refuse_unstorable", lambda text: refuse_unstorable(text, "body"), DRAFT_LONGEST),
    Reader("plain_to_html", plain_to_html, LONGEST),
    Reader("excerpt", lambda text: excerpt(f'<p>{plain_to_html(text)}</p><a href="{text[:1000]}', 200), LONGEST),
    Reader("split", split, TEXT_MAX),
    Reader("split a review brought in", split, foreign.LONGEST),
    Reader("themes", _of_reviews, TEXT_MAX),
    Reader("search index", words.tokens, LONGEST),
    Reader("search query", words.groups, BODY),
    Reader("spelling", lambda text: list(spellings(text[:40])) if text else None, 40),
    Reader("name", words.name_of, BODY),
    Reader("look-alikes", _beside_others, 400),
    Reader("title_likeness", lambda text: title_likeness(text, text[::-1]), DRAFT_LONGEST),
    Reader(
        "difference",
        lambda text: (pieces(text, text[::-1].replace("a", "b", 7)), pieces(text, text.replace("!!", "?!"))),
        BODY_MAX,
        (("", "!" * 199 + "\n=\n", "?!"), ("", "a\nb\n", ""), ("", "a b c ", "x")),
    ),
    Reader("slug_from", slug_from, LONGEST),
    Reader("fit_name", fit_name, LONGEST),
    Reader("folded name", folded, LONGEST),
    Reader("fit_address", fit_address, LONGEST, (("a@", "a.", "example"), ("a@", "ü", ".de"), ('"', "\\a", '"@b.de'))),
    Reader("folded_address", folded_address, LONGEST),
    Reader("a name at its longest", lambda text: (fit_name(text), _voices(text)), NAME_LENGTH, NAMES),
    Reader("fit_password", lambda text: fit_password(text, text[:60], text[:60], "Osier"), PASSWORD, HARD_WORDS),
    Reader("own_path", lambda text: own_path("/" + text), BODY),
    Reader("minor_units", minor_units, LONGEST, (("", "1 ", ""), ("", "EUR ", ""), ("", "1.", "1"))),
    Reader("shipping_lines", shipping_lines, LONGEST, (("", "a:", ""), ("", "x 1\n", ""))),
    Reader("campaign terms", _typed(TermsForm, "price", "tax", "shipping"), LONGEST),
    Reader(
        "merge with",
        lambda text: MergeForm(MultiDict({"other": text})).other_id(),
        BODY,
        (("", "/concepts/1/", "\nx"),),
    ),
    Reader("colour", fit_colour, LONGEST),
    Reader("receipt", receipt_from, BODY),
    Reader("iban", is_iban, LONGEST),
    Reader("references", references_in, 500, (("", "C-M-", "1"), ("CM", "---1", ""))),
    Reader("labels", lambda text: read_labels(text, "DHL"), LONGEST),
    Reader("checkpoint", found_in, LONGEST),
]
MARKUP = Reader("to_html", _anew(to_html), markup.LONGEST, tuple(MARKED))
REVIEW = Reader("sentences_of", _anew(sentences_of), TEXT_MAX, tuple(MARKED))
CELLS = (
    ("date;amount;reference\n", "2026-11-21;53,90;CM-7K3F-92QX\n", ""),
    ("", '"', ""),
    ("", "a;b;c\n", ""),
    ("", ";", ""),
)
FILES = [
    Reader("bank statement", statement.read, statement.MOST_CHARACTERS, (*CELLS, ("", '="', ""), ("", "'", ";;\n"))),
    Reader("bank file", lambda text: statement.decoded(text.encode()), MEGABYTE),
    Reader(
        "round import", lambda text: read_wishlist(text.encode().splitlines(keepends=True)), MEGABYTE, (("", "[", ""),)
    ),
    Reader("election import", lambda text: blocks_of(("META\n" + text).encode()), MEGABYTE, CELLS),
    Reader(
        "reviews import",
        lambda text: foreign.read(text.encode()),
        MEGABYTE,
        (("review,product,title,text,rating\n", "1,1,a,b.,5\n", ""), ("", '{"a":', ""), ("", '{"a":1}\n', "")),
    ),
    Reader("long reviews import", lambda text: foreign.read(_as_reviews(text)), MEGABYTE),
]


def _as_reviews(text: str) -> bytes:
    rows = [f'{at},1,a,"{text[at : at + 50_000]}",5\n' for at in range(0, len(text), 50_000)]
    return ("review,product,title,text,rating\n" + "".join(rows)).encode()
