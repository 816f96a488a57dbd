"""`reviews import` brings a file in whole or not at all, once, and never into the index."""

import json
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from commerce.catalog.product import Product
from commerce.reviews.review import Review
from commerce.reviews.sentence import ReviewSentence
from commerce.reviews.tally import ReviewTally
from kernel.database import db
from members.accounts.member import Member
from tests.data import FOLDER as DATA
from tests.data import IN_BUILD

needs_data = pytest.mark.skipif(not DATA.is_dir() and not IN_BUILD, reason=f"the shared data is not at {DATA}")
LINE = {"review": 1, "title": "Fine", "sentences": [{"text": "It works."}, {"text": "It is <b>heavy</b>."}]}
HEADER = "review,product,title,text,rating,recommended\n"


@pytest.fixture
def bring(app, tmp_path):
    """Run the command on a file of this content; the result has exit_code, stdout and stderr."""

    def run(content, *options, name="reviews.jsonl", product="lamp"):
        file = content if isinstance(content, Path) else tmp_path / name
        if not isinstance(content, Path):
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        command = ["reviews", "import", str(file), "--product", product, *options]
        return app.test_cli_runner().invoke(args=command)

    return run


def numbers(result):
    """The one JSON line on standard output."""
    assert result.exit_code == 0, result.stderr
    assert result.stdout.count("\n") == 1
    return json.loads(result.stdout)


def count(noun):
    """How many rows of a noun there are."""
    return db.session.scalar(select(func.count()).select_from(noun))


def test_a_file_of_json_lines_is_brought_in_with_its_members_and_sentences(bring):
    told = numbers(bring("\n".join(json.dumps(LINE | {"review": number}) for number in (1, 2))))
    assert told == {"members": 2, "reviews": 2, "sentences": 4, "bad_lines": 0, "unchanged": 0}
    review = db.session.scalars(select(Review).order_by(Review.id)).first()
    assert (review.title, review.imported_from, review.pledge_id) == ("Fine", "reviews.jsonl", None)
    assert review.text_html == "<p>It works. It is &lt;b&gt;heavy&lt;/b&gt;.</p>"


def test_a_missing_product_is_made_and_listed_as_brought_in(bring):
    numbers(bring(json.dumps(LINE), product="desk-lamp"))
    product = db.session.scalars(select(Product)).one()
    assert (product.slug, product.name, product.state.value) == ("desk-lamp", "Desk lamp", "listed")
    assert "Brought in" in product.summary


def test_doing_it_again_changes_nothing(bring):
    numbers(bring(json.dumps(LINE)))
    assert numbers(bring(json.dumps(LINE))) == {
        "members": 0, "reviews": 0, "sentences": 0, "bad_lines": 0, "unchanged": 1,
    }  # fmt: skip
    assert (count(Review), count(Member), count(ReviewSentence)) == (1, 1, 2)


def test_reviews_brought_in_never_touch_the_index(bring):
    numbers(bring(json.dumps(LINE)))
    tally = db.session.scalars(select(ReviewTally)).one()
    assert (tally.index, tally.brought_in) == (None, 1)


def test_a_csv_is_told_by_its_content_and_keeps_its_stars(bring):
    told = numbers(bring(HEADER + '0,767,,"Silky.\nAnd cosy, too.",4,1\n', name="anything.txt"))
    assert (told["reviews"], told["sentences"]) == (1, 2)
    assert db.session.scalars(select(Review)).one().imported_rating == 4


def test_only_takes_one_product_number_of_a_csv(bring):
    content = HEADER + "0,767,,Silky.,4,1\n1,768,,Rough.,1,0\n"
    assert numbers(bring(content, "--only", "768"))["reviews"] == 1
    assert db.session.scalars(select(Review)).one().text_source == "Rough."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "not JSON"),
        ("[1]", "an object"),
        ('{"review": 2}', '"sentences" must be a list'),
        ('{"review": 2, "sentences": [{"text": 5}]}', '"sentences" must be a list'),
        ('{"review": 2, "sentences": []}', "no sentence"),
        ('{"review": null, "sentences": [{"text": "a"}]}', '"review" must be'),
        ('{"review": 2, "sentences": [{"text": "a\\u0000b"}]}', "cannot be stored (U+0000)"),
        ('{"review": 2, "sentences": [{"text": "\\ud800"}]}', "cannot be stored (U+D800)"),
        (json.dumps(LINE | {"review": 2, "title": "t" * 201}), "title has 201"),
        (json.dumps(LINE | {"title": "Another"}), "in other words"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_imported(bring, line, reason):
    result = bring(f"{json.dumps(LINE)}\n{line}\n")
    assert result.exit_code != 0
    assert "reviews.jsonl, line 2: " in result.stderr
    assert reason in result.stderr
    assert (count(Review), count(Member), count(Product)) == (0, 0, 0)


def test_a_line_that_is_not_utf_8_is_named(bring):
    result = bring(json.dumps(LINE).encode() + b'\n{"review": 2, "sentences": [{"text": "caf\xe9"}]}')
    assert "line 2: the line is not UTF-8" in result.stderr


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,5,,Text,6,1\n", "from 1 to 5"),
        ("1,5,,Text\n", "4 cells"),
        (",5,,Text,5,1\n", '"review" must be'),
        ('1,5,,"Text,5,1\n', "not CSV"),
    ],
)
def test_a_bad_row_of_a_csv_is_named_by_the_line_it_begins_on(bring, row, reason):
    result = bring(HEADER + '0,5,,"Two\nlines",5,1\n' + row, name="reviews.csv")
    assert result.exit_code != 0
    assert "reviews.csv, line 4: " in result.stderr
    assert reason in result.stderr
    assert count(Review) == 0


def test_skip_bad_leaves_the_bad_lines_out_and_says_how_many(bring):
    told = numbers(bring(f"{{broken\n{json.dumps(LINE)}\n", "--skip-bad"))
    assert (told["reviews"], told["bad_lines"]) == (1, 1)


@pytest.mark.parametrize("content", ["", "hello\n", "<html>", "a,b\n1,2\n"])
def test_a_file_of_neither_kind_is_refused(bring, content):
    result = bring(content)
    assert result.exit_code != 0
    assert "neither JSON lines" in result.stderr


@pytest.mark.parametrize("slug", ["Big Lamp", "-lamp", "lamp-", "a" * 81, "ламп"])
def test_an_address_that_no_page_could_have_is_refused(bring, slug):
    assert bring(json.dumps(LINE), product=slug).exit_code != 0


@needs_data
@pytest.mark.parametrize("name", ["apex_ad2600_dvd_player", "canon_sd500", "nokia_6610"])
def test_the_shared_aspect_reviews_come_in_completely(bring, name):
    expected = json.loads((DATA / "reviews_aspects" / "expected_aspects.json").read_text())[name]
    told = numbers(bring(DATA / "reviews_aspects" / f"{name}.jsonl"))
    assert (told["reviews"], told["sentences"]) == (expected["reviews"], expected["sentences"])


@needs_data
def test_the_shared_clothing_reviews_come_in_with_the_expected_stars(bring):
    expected = json.loads((DATA / "reviews_clothing" / "expected.json").read_text())
    assert numbers(bring(DATA / "reviews_clothing" / "reviews.csv"))["reviews"] == 686
    stars = Counter(db.session.scalars(select(Review.imported_rating)))
    assert {str(star): stars[star] for star in range(1, 6)} == expected["rating_histogram"]
