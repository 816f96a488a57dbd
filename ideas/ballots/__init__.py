"""Ballots: each member's closing choice in a round, changeable until the close, and the result frozen from them."""
