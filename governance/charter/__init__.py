"""The charter: every number that rules the site, as enacted and versioned values, and the members' rules of conduct.

Running code asks `from governance.charter.values import value` and then `value("ballot.choices")`. The list of what can be
asked, with founding values and bounds, is `governance.charter.rules.RULES`; a new number that rules people is a line there.
"""
