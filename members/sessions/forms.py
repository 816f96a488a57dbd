"""What signing in asks for."""

from __future__ import annotations

from wtforms import HiddenField, PasswordField
from wtforms.validators import InputRequired, Length

from kernel.forms import Address, Form
from members.accounts.password import LONGEST


class SignInForm(Form):
    """Address, password, and the page to go back to."""

    email = Address(
        "E-mail address",
        [InputRequired("Which address?"), Length(max=400)],
        render_kw={"autocomplete": "username", "maxlength": 254},
    )
    password = PasswordField(
        "Password",
        [InputRequired("And your password?"), Length(max=LONGEST, message="That is not it.")],
        render_kw={"autocomplete": "current-password", "maxlength": LONGEST},
    )
    next = HiddenField()


class ProofForm(Form):
    """The password again. A second factor is one more field here, asked of those who have set it up."""

    current_password = PasswordField(
        "Password",
        [InputRequired("Your password?"), Length(max=LONGEST)],
        render_kw={"autocomplete": "current-password", "maxlength": LONGEST, "autofocus": True},
    )
