"""The form library's own messages, said as this site speaks. A field with words of its own keeps those."""

from __future__ import annotations

PLAIN = {
    "This field is required.": "Please fill this in.",
    "Number must be at least %(min)s.": "%(min)s or more.",
    "Number must be at most %(max)s.": "%(max)s or less.",
    "Number must be between %(min)s and %(max)s.": "From %(min)s to %(max)s.",
    "Field cannot be longer than %(max)d characters.": "Up to %(max)d characters.",
    "Field must be at least %(min)d characters long.": "%(min)d characters or more.",
    "Field must be between %(min)d and %(max)d characters long.": "From %(min)d to %(max)d characters.",
    "Not a valid integer value.": "Please enter a whole number.",
    "Not a valid decimal value.": "Please enter a number.",
    "Not a valid date value.": "Please enter a day, such as 2027-03-31.",
    "Not a valid datetime value.": "Please enter a day and a time, such as 2027-03-31 18:00.",
    "Not a valid choice.": "Please choose one of these.",
    "Invalid Choice: could not coerce.": "Please choose one of these.",
    "Invalid choice(s): one or more data inputs could not be coerced.": "Please choose from these.",
    "'%(value)s' is not a valid choice for this field.": "Please choose from these.",
    "'%(value)s' are not valid choices for this field.": "Please choose from these.",
}


class PlainWords:
    """What WTForms asks as if for a translation."""

    def gettext(self, words: str) -> str:
        """Ours for theirs."""
        return PLAIN.get(words, words)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Ours need no second form; theirs do."""
        return PLAIN.get(many) or (one if number == 1 else many)
