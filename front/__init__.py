"""Pages that show several packages at once: home, search, my page, the staff desk, feeds and the site map."""
