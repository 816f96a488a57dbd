"""Rounds of a wishlist: what a community proposed and voted on elsewhere, brought in through the acts' own rules."""
