"""Mute groups: lanes that one key silences and brings back together."""

from __future__ import annotations

MUTE_GROUPS: tuple[str, ...] = tuple("12345678")
"""The names of the mute groups."""
