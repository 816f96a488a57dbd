"""Whether a winning concept can be made: scored, reasoned in public, due by a date."""
