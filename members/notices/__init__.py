"""What the site tells its members: a list in the site, and letters that stop with one click."""
