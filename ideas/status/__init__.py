"""Where a concept stands on its way from proposal to review, said in one place for every page and letter."""
