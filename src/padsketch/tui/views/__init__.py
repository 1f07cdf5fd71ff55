"""What a view has in front, and what of it can be turned."""
