"""What the people who received a product say about it, and how their words become signals for the next round."""
