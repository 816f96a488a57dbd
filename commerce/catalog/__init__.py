"""What the community made possible: products, their options, pictures and the people they are credited to."""
