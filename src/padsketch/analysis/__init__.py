"""Listening: what can be said of music and of sound, from arrays alone."""
