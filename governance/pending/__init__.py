"""Acts that cannot be undone: shown once more, then kept for fifteen minutes in which they can be taken back, then done."""
