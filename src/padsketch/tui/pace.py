"""How often the screen looks at the engine, and how closely."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Pace(NamedTuple):
    """frames a second; meter_frames between two looks at the meters; fall: what they keep then.

    is_sparing: meters in steps of two heights, no lights, the playhead in one lane alone.
    """

    frames: int
    meter_frames: int
    fall: float
    is_sparing: bool


FULL = Pace(frames=30, meter_frames=2, fall=0.8, is_sparing=False)
LOW_BANDWIDTH = Pace(frames=10, meter_frames=3, fall=0.4, is_sparing=True)


def pace_for(is_low: bool | None, environ: Mapping[str, str]) -> Pace:
    """The pace that is asked for; where none is, the lower one over SSH."""
    if is_low is None:
        is_low = is_remote(environ)
    return LOW_BANDWIDTH if is_low else FULL


def is_remote(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is at the other end of an SSH connection."""
    return bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))
