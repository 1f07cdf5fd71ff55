"""Many projects at once."""
