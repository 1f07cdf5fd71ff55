"""Kits that come in, go out, and are kept as the user's own."""
