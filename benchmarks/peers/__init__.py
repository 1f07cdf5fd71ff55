"""The beat for other programs: each module writes it as its program reads it."""
