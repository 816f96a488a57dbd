"""What joining, confirming and resetting ask for: shape only."""

from __future__ import annotations

from wtforms import HiddenField, PasswordField, SelectChoice, SelectField
from wtforms.validators import InputRequired, Length

from kernel.forms import Address, Form, Line, Prose
from members.accounts.member import NAME_LENGTH, Role
from members.accounts.password import LONGEST, shortest_for

NAME_HINT = "Shown beside what you propose and say. It needs at least one letter or digit."


def password_hint(role: Role) -> str:
    """How long this person's new password is to be."""
    return f"{shortest_for(role)} characters or more. A few words in a row are easy to remember."


class WithNewPassword(Form):
    """A form that asks for a new password, and says to each person how long theirs is to be."""

    password: PasswordField

    def say_length_for(self, role: Role) -> None:
        """Put this role's length into the hint."""
        self.password.description = password_hint(role)


class SignUpForm(Form):
    """Name, address, password; the page to go back to once the address is confirmed; and the browser's zone, from a script."""

    next = HiddenField()
    invitation = HiddenField()
    zone = HiddenField(render_kw={"data-zone": ""})

    name = Line(
        "Name",
        [InputRequired("Tell us what to call you."), Length(max=NAME_LENGTH * 4)],
        description=f"{NAME_HINT} Your own name or another.",
        render_kw={"autocomplete": "nickname", "maxlength": NAME_LENGTH},
    )
    email = Address(
        "E-mail address",
        [InputRequired("We need an address to send one e-mail to."), Length(max=400)],
        description="Never shown. We send you an e-mail with a link to confirm it.",
        render_kw={"autocomplete": "username", "maxlength": 254},
    )
    password = PasswordField(
        "Password",
        [InputRequired("Choose a password.")],
        description=password_hint(Role.MEMBER),
        render_kw={"autocomplete": "new-password", "maxlength": LONGEST},
    )


class ConfirmForm(Form):
    """The password, where the link is opened in another browser than the one that signed up."""

    password = PasswordField(
        "Your password",
        [InputRequired("The password you chose when you joined?"), Length(max=LONGEST, message="That is not it.")],
        description="You opened this link in another browser, so please show that the account is yours.",
        render_kw={"autocomplete": "current-password", "maxlength": LONGEST},
    )


class AskForResetForm(Form):
    """The address to send the link to, and the page to go back to."""

    next = HiddenField()

    email = Address(
        "E-mail address",
        [InputRequired("Which address?"), Length(max=400)],
        render_kw={"autocomplete": "username", "maxlength": 254},
    )


class NewPasswordForm(WithNewPassword):
    """One new password; browsers that keep passwords show what was typed."""

    password = PasswordField(
        "New password",
        [InputRequired("Choose a password.")],
        render_kw={"autocomplete": "new-password", "maxlength": LONGEST},
    )


LENGTHS = {"0": "Until somebody lifts it", "1": "A day", "7": "A week", "30": "30 days", "90": "90 days"}


class ReasonForm(Form):
    """Why a member is suspended, or no longer."""

    reason = Prose(
        "Reason",
        [InputRequired("Give the reason."), Length(max=1000)],
        description="The member reads it, and it stands in the public record.",
        render_kw={"rows": 3, "maxlength": 1000},
    )


class SuspensionForm(ReasonForm):
    """And for how long."""

    days = SelectField("For how long?", choices=list(LENGTHS.items()), default="0")


class SignOutForm(Form):
    """Why somebody is signed out."""

    reason = Line(
        "Why",
        [InputRequired("Give the reason."), Length(max=1000)],
        description="The member reads it, in a letter.",
        id="sign-out-reason",  # two forms of the page ask for a reason
        render_kw={"maxlength": 1000},
    )


class StandForm(Form):
    """Why a new address is to stand."""

    reason = Line(
        "Why it stands",
        [InputRequired("Give the reason."), Length(max=1000)],
        description="The member reads it, in a letter, and so does every administrator.",
        id="stand-reason",
        render_kw={"maxlength": 1000},
    )


class RoleForm(Form):
    """What somebody is to be."""

    role = SelectField("New role", choices=[SelectChoice(role.value, role.value) for role in Role])
