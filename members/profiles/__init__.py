"""How a member is shown to others, and what they decide for themselves."""
