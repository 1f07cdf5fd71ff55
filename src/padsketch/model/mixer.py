"""The mixer: what stands between a pad's voices and the mix."""

from __future__ import annotations

import msgspec

MIN_LEVEL_DB = -96.0
MAX_LEVEL_DB = 12.0


class Channel(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one track: level in decibels (-96 is silence), pan -1 to 1."""

    level_db: float = 0.0
    pan: float = 0.0
    mute: bool = False
    solo: bool = False


class Master(msgspec.Struct, frozen=True, kw_only=True):
    """What the mix passes on its way out: level in decibels."""

    level_db: float = 0.0


UNITY = Channel()
