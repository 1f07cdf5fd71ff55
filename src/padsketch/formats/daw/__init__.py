"""A song as other music programs open it."""
