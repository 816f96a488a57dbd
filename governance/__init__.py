"""What makes the site its community's: how votes are counted and the record of what was decided."""
