"""Going about in the sound on the waveform page: the cursor, the zoom, the pads."""

from __future__ import annotations

from contextlib import suppress

import numpy as np

from padsketch.errors import PadsketchError, UsageError
from padsketch.session.sounds.waves import Wave
from padsketch.tui.controls import turning
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.drawing.window import whole
from padsketch.tui.views.pad import pad_in_front
from padsketch.tui.waves.wave import go_to, layer_place, page, zoom_at

CROSSING_SECONDS = 2.0
"""How far away a sound is looked at for where it passes zero."""
NEAR = 0.1
"""How much of what is looked at more closely is seen on either side of it."""


def move(columns: int, extends: bool = False) -> Gesture:
    """Move the cursor by columns."""

    def gesture(desk: Desk) -> None:
        place = page(desk).place
        window = place.window
        if window.length <= window.columns:
            frame = place.cursor + columns
        else:
            # Outside the window columns go on.
            frame = window.frame_at(window.column_of(place.cursor) + columns)
        go_to(desk, frame, extends)

    return gesture


def nudge(frames: int) -> Gesture:
    """Move the cursor by single frames; with the selection where there is one."""

    def gesture(desk: Desk) -> None:
        place = page(desk).place
        go_to(desk, place.cursor + frames, extends=place.anchor is not None)

    return gesture


def go_to_end(is_last: bool) -> Gesture:
    """Go to the first or the last frame, with the selection where there is one."""

    def gesture(desk: Desk) -> None:
        found = page(desk)
        end = found.wave.length - 1 if is_last else 0
        go_to(desk, end, extends=found.place.anchor is not None)

    return gesture


def go_to_crossing(by: int) -> Gesture:
    """Go to where the sound passes zero next, or did before."""

    def gesture(desk: Desk) -> None:
        found = page(desk)
        at = crossing(found.wave, found.place.cursor, by)
        if at is None:
            raise UsageError("The sound does not pass zero there")
        go_to(desk, at, extends=found.place.anchor is not None)

    return gesture


def go_to_mark(by: int) -> Gesture:
    """Go to the next mark, end of what is played, or end of the sound; or to the one before."""

    def gesture(desk: Desk) -> None:
        found = page(desk)
        start, end = found.played
        stops = sorted({0, start, end - 1, found.wave.length - 1, *found.marks})
        at = found.place.cursor
        near = [stop for stop in stops if (stop - at) * by > 0]
        if near:
            nearest = min(near) if by > 0 else max(near)
            go_to(desk, nearest, extends=found.place.anchor is not None)

    return gesture


def zoom(steps: float) -> Gesture:
    """Look nearer, or from farther away; the cursor stays where it is on the screen."""

    def gesture(desk: Desk) -> None:
        place = page(desk).place
        column = place.window.column_of(place.cursor)
        zoom_at(desk, steps, column if 0 <= column < place.window.columns else 0)

    return gesture


def look_closely(desk: Desk) -> None:
    """Look at the selection or the slice as a whole; once more at all of the sound."""
    found = page(desk)
    start, end = found.part
    room = round((end - start) * NEAR)
    total, window = found.wave.length, found.place.window
    near = window.around(max(0, start - room), min(end + room, total))
    is_near = near == window or (start, end) == (0, total)
    desk.wave.place = found.place._replace(window=whole(total, window.columns) if is_near else near)


def toggle_beats(desk: Desk) -> None:
    """Count in beats, or in seconds."""
    desk.wave.counts_beats = not desk.wave.counts_beats


def step_pad(by: int) -> Gesture:
    """Put another pad in front, and the cursor where it begins to play."""

    def gesture(desk: Desk) -> None:
        desk.go_to_row(desk.row + by)
        _go_to_start(desk)

    return gesture


def step_layer(by: int) -> Gesture:
    """Put another layer of the pad in front, and the cursor where it begins to play."""

    def gesture(desk: Desk) -> None:
        last = len(pad_in_front(desk).layers) - 1
        desk.layer = max(0, min(layer_place(desk) + by, last)) + 1
        _go_to_start(desk)

    return gesture


def back(desk: Desk) -> None:
    """Let go of the selection; then fall silent; then show the sketch."""
    if _has_selection(desk):
        desk.wave.place = desk.wave.place._replace(anchor=None)
    elif desk.session.tick().listened >= 0:
        desk.session.player.unlisten()
    else:
        turning.back(desk)


def crossing(wave: Wave, frame: int, by: int) -> int | None:
    """The frame after the next change of sign behind a frame (by 1), or before it (by -1)."""
    reach = round(CROSSING_SECONDS * wave.rate)
    first = frame if by > 0 else max(0, frame - reach)
    signs = np.signbit(wave.frames[first : first + reach + 1].mean(axis=1))
    changes = np.flatnonzero(signs[1:] != signs[:-1]) + first + 1
    there = changes[changes > frame] if by > 0 else changes[changes < frame]
    return int(there[0 if by > 0 else -1]) if len(there) else None


def _go_to_start(desk: Desk) -> None:
    """Put the cursor where the layer begins to play, if its sound is there already."""
    with suppress(PadsketchError):
        go_to(desk, page(desk).played[0])


def _has_selection(desk: Desk) -> bool:
    """Whether anything is selected of the sound that is seen."""
    with suppress(PadsketchError):
        return page(desk).selection is not None
    return False
