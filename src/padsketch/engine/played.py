"""What was played by hand, as the engine tells it."""

from __future__ import annotations

from typing import Any, NamedTuple

MAX_UNREAD = 4096
"""How much is kept for somebody to ask for it."""


class Played(NamedTuple):
    """A pad that was hit or let go of by hand, or hit by note repeat.

    frame: of the music that was heard then; velocity 1-127, 0 for a release; transpose in
    semitones; pattern, section: indices, -1 for none (nothing played, outside a song); position:
    thousandths of a tick since the pattern started, negative before it, 0 where nothing played.
    """

    frame: int
    pad: int
    velocity: int
    transpose: float
    pattern: int
    section: int
    position: int
    is_release: bool


def played_of(p: Any) -> Played:
    """What a C struct tells."""
    return Played(
        p.frame,
        p.pad,
        p.velocity,
        p.transpose,
        p.pattern,
        p.section,
        p.position,
        bool(p.is_release),
    )
