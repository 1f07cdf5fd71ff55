"""Journals, locks, versions and lost samples: what is kept in `.padsketch` beside a project."""
