"""Standing places for one product family each: what a concept there must answer, and who keeps order."""
