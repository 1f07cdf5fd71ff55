"""Beats that come in from elsewhere, as projects."""
