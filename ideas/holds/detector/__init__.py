"""Looking for rings among votes: pure functions from facts to suspicions. They accuse nobody; staff judge what they find."""
