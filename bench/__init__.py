"""How fast the site is: a small and a large world beside the floors that the same server sets in the same run."""
