"""A score as the C code reads it, and what it says of a lane."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from padsketch.engine.native import TABLES, ffi, lib
from padsketch.score import Score


def score_struct(score: Score) -> tuple[Any, list[object]]:
    """A pointer to the C struct of a score, and what must be kept as long as it is used."""
    pointer = ffi.new("ps_score *")
    keep: list[object] = []
    for name in TABLES:
        field = name.removeprefix("ps_") + "s"
        buffer = ffi.from_buffer(name.join(("", "[]")), getattr(score, field))
        setattr(pointer, field, buffer)
        keep.append(buffer)
    pointer.seed = score.seed
    pointer.n_sections = len(score.sections)
    pointer.n_pads = len(score.pads)
    pointer.millibpm = score.millibpm
    pointer.delay = score.delay
    pointer.reverb = score.reverb
    pointer.master = score.master
    return pointer, keep


_newest_struct = lru_cache(maxsize=1)(score_struct)


def heard_steps(score: Score, pattern: int, pads: Iterable[int], position: int) -> list[int]:
    """The steps, by their places as they are written, that pads' lanes have reached at a position.

    position in thousandths of a tick since the pattern started; -1 before the first step, and for
    a pad that has no lane.
    """
    pointer, _ = _newest_struct(score)
    return [lib.ps_lane_heard(pointer, pattern, pad, position) for pad in pads]
