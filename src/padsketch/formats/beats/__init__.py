"""Beats of other programs, read."""
