"""The proof that the site keeps its promises; the folders mirror the code."""
