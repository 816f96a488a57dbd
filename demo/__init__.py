"""The demo world: a brand of our invention, told as scenes that call the site's own acts at moments in the past."""
