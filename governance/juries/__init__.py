"""Juries: members drawn by lot from a committed seed, who hear one case and say whether it goes back.

Another package adds its kind of case with `cases.add(Case("appeal", pool=…, template=…, context=…))`, summons a jury with
`summoning.summon(actor, "appeal", "concept:12", title, url)`, and hears `governance.events.JuryDecided(jury_id, kind,
subject, sent_back)`. The lot's formula is in `lot.py`.
"""
