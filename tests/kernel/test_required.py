"""A required text is one of which something stands there: blanks alone are refused in the field's own words."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms.validators import InputRequired

from kernel.brand.brand import stored
from kernel.forms import Form, Line, Marked, Prose


class OfEachKind(Form):
    """One field of each kind of text, and one that may be empty."""

    line = Line("Line", [InputRequired("Say a line.")])
    prose = Prose("Prose", [InputRequired("Say more.")])
    marked = Marked("Marked", [InputRequired("Write it.")])
    free = Line("Free")


@pytest.mark.parametrize("blanks", ["", " ", "\t  \n", "\u3000"])
def test_blanks_are_no_answer_to_a_required_question(lite_app, blanks):
    with lite_app.test_request_context():
        form = OfEachKind(MultiDict(dict.fromkeys(("line", "prose", "marked", "free"), blanks)), meta={"csrf": False})
        assert not form.validate()
    assert form.errors == {"line": ["Say a line."], "prose": ["Say more."], "marked": ["Write it."]}


def test_a_brand_is_not_named_by_blanks(plain_browser, ada):
    page = plain_browser.sign_in(ada).open("/brand")
    page = page.submit("Save", {"Name": "   "}, status=422)
    assert "Give the brand a name." in page
    assert stored().name.strip()
