"""Where a sound is cut: marks by its onsets, in equal parts, and on a grid of beats."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from padsketch.analysis.onsets import Audio, Onsets
from padsketch.errors import UsageError

MOST_MARKS = 999
"""A sound that is cut finer is dust."""
DIVISIONS = {"1/1": 4.0, "1/2": 2.0, "1/4": 1.0, "1/8": 0.5, "1/8T": 1 / 3, "1/16": 0.25}
"""Quarter notes of what a grid may cut out."""
AUDIBLE = 0.001
"""Of the peak: less than this before the first onset is silence."""

Marks = tuple[int, ...]
"""Frames at which slices begin, rising."""
Spans = tuple[tuple[int, int], ...]
"""First and end frame of every slice."""


def onset_marks(frames: Audio, heard: Onsets, sensitivity: float = 0.5) -> Marks:
    """A mark at every onset; one at the start where something sounds before the first."""
    marks = tuple(onset.frame for onset in heard.at(sensitivity))[:MOST_MARKS]
    if not marks:
        return (0,) if len(frames) else ()
    before, peak = (float(np.abs(part).max(initial=0)) for part in (frames[: marks[0]], frames))
    is_near = marks[0] < heard.min_distance
    return marks if is_near or before <= AUDIBLE * peak else (0, *marks)


def equal_marks(length: int, parts: int) -> Marks:
    """Marks that cut frames into equal parts; raises UsageError for a senseless number."""
    if not 1 <= parts <= min(MOST_MARKS, length):
        raise UsageError(f"{parts} parts make no sense", f"Give 1 to {min(MOST_MARKS, length)}.")
    return tuple((2 * length * part + parts) // (2 * parts) for part in range(parts))


def grid_marks(length: int, rate: int, bpm: float, division: str, first: int = 0) -> Marks:
    """Marks on every division of a beat from a frame on; raises UsageError for too many."""
    if division not in DIVISIONS:
        raise UsageError(f"There is no division {division}", f"Choose {', '.join(DIVISIONS)}.")
    step = DIVISIONS[division] * 60.0 / bpm * rate
    # A loop that ends a little after its last beat has no slice of that rest.
    count = int(np.ceil((length - first) / step - 0.1))
    if not 1 <= count <= MOST_MARKS:
        raise UsageError(f"A grid of {division} makes {max(count, 0)} slices", "Cut it coarser.")
    return tuple(first + round(step * at) for at in range(count))


def spans_of(marks: Sequence[int], length: int) -> Spans:
    """From every mark to the next one, and from the last one to the end."""
    inside = sorted({mark for mark in marks if 0 <= mark < length})
    return tuple(pairwise((*inside, length))) if inside else ()
