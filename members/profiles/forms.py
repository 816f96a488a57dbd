"""What people decide about themselves: shape only."""

from __future__ import annotations

from wtforms import BooleanField, PasswordField, SelectChoice, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from kernel.forms import Address, Form, Line, Marked, Upload
from kernel.moments import zones
from members.accounts.forms import NAME_HINT, WithNewPassword
from members.accounts.member import NAME_LENGTH
from members.accounts.password import LONGEST
from members.notices.notice import LABELS
from members.profiles.editing import ABOUT_LENGTH
from members.profiles.languages import LANGUAGES


class ProfileForm(Form):
    """Name, picture and words."""

    name = Line(
        "Name",
        [InputRequired("You need a name here."), Length(max=NAME_LENGTH * 4)],
        description=NAME_HINT,
        render_kw={"autocomplete": "nickname", "maxlength": NAME_LENGTH},
    )
    about = Marked(
        "About you",
        [Length(max=ABOUT_LENGTH, message=f"Keep it under {ABOUT_LENGTH} characters.")],
        description="What you make, use or know about. Markdown works.",
        render_kw={"rows": 6},
    )
    picture = Upload(
        "Picture",
        description="JPEG, PNG or WebP, up to 20 MB. Shown as a small square; where and when it was taken is removed.",
        render_kw={"accept": "image/jpeg,image/png,image/webp"},
    )
    no_picture = BooleanField("Remove my picture")


class PlaceForm(Form):
    """Zone and language."""

    zone = SelectField("Time zone", description="By continent, then the nearest large city. Times are shown in it.")
    language = SelectField("Language", description="What you write is marked with it, so that it is read out well.")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.zone.choices = [_zone_choice(zone) for zone in zones()]
        known = dict(LANGUAGES)
        if self.language.object_data:
            known.setdefault(self.language.object_data, self.language.object_data)
        self.language.choices = [SelectChoice(tag, words) for tag, words in known.items()]


def _zone_choice(zone: str) -> SelectChoice:
    continent, _, city = zone.replace("_", " ").partition("/")
    return SelectChoice(zone, city or zone, optgroup=continent if city else "World")


class LettersForm(Form):
    """Which notices also come by letter."""

    kinds = SelectMultipleField(
        "Send me letters about",
        choices=[SelectChoice(kind.value, words) for kind, words in LABELS.items()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description="Each is also in your notices. Letters about your account itself always come.",
    )


class PasswordForm(WithNewPassword):
    """The current password and the next one."""

    current_password = PasswordField(
        "Your current password",
        [InputRequired("It shows that it is you.")],
        render_kw={"autocomplete": "current-password", "maxlength": LONGEST},
    )
    password = PasswordField(
        "New password",
        [InputRequired("Choose a password.")],
        render_kw={"autocomplete": "new-password", "maxlength": LONGEST},
    )


class EmailForm(Form):
    """The current password and the new address."""

    email = Address(
        "New e-mail address",
        [InputRequired("Which address?"), Length(max=400)],
        description="We send a link there. Until you use it your current address stays, and we tell it.",
        render_kw={"autocomplete": "email", "maxlength": 254},
    )
    current_password = PasswordField(
        "Your current password",
        [InputRequired("It shows that it is you.")],
        id="current-password-for-address",  # both forms stand on one page
        render_kw={"autocomplete": "current-password", "maxlength": LONGEST},
    )
