"""The waveform page: which sound it shows, what of it is seen, and where the cursor stands."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

import numpy as np

from padsketch.errors import UsageError
from padsketch.model import Layer
from padsketch.session.waves import Wave
from padsketch.tui import turning
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.drawing.wave import Frames
from padsketch.tui.drawing.window import whole
from padsketch.tui.pad import pad_in_front
from padsketch.tui.rows import BANK_SIZE
from padsketch.tui.wave_desk import WavePlace

CROSSING_SECONDS = 2.0
"""How far away a sound is looked at for where it passes zero."""
NEAR = 0.1
"""How much of what is looked at more closely is seen on either side of it."""


class Page(NamedTuple):
    """The sound that is shown: its name in the project, itself, what of it is seen, its marks.

    layer: what plays it; turns: its loop in milliseconds, None where it is played once.
    """

    file: str
    wave: Wave
    place: WavePlace
    marks: tuple[int, ...]
    layer: Layer
    turns: tuple[float, float] | None = None

    @property
    def selection(self) -> Frames | None:
        """The frames from one end of the selection to the other, both with it."""
        at, anchor = self.place.cursor, self.place.anchor
        return None if anchor is None else (min(at, anchor), max(at, anchor) + 1)

    @property
    def slice(self) -> Frames:
        """The frames between the marks around the cursor; all of the sound without marks."""
        return self.slice_at(self.place.cursor)

    @property
    def part(self) -> Frames:
        """What is selected, else the slice that the cursor stands in."""
        return self.selection or self.slice

    @property
    def played(self) -> Frames:
        """What of the sound its layer plays."""
        length = self.wave.length
        end = self.frame(self.layer.end) if self.layer.end else length
        return min(self.frame(self.layer.start), length - 1), min(end, length)

    @property
    def fades(self) -> Frames:
        """Frames of the file over which the layer rises from silence, and falls to it."""
        layer = self.layer
        ends = [round(ms * self.wave.rate / 1000.0 / layer.stretch) for ms in _fades(layer)]
        return ends[0], ends[1]

    @property
    def loop(self) -> Frames | None:
        """What of the sound is played over and over."""
        if self.turns is None:
            return None
        (start, end), (first, last) = self.played, self.turns
        origin = 0 if self.layer.treatment is None else start
        return origin + self.frame(first), min(origin + self.frame(last), end) if last else end

    def slice_at(self, frame: int) -> Frames:
        """The frames between the marks around one."""
        at = bisect_right(self.marks, frame)
        start = self.marks[at - 1] if at else 0
        return start, self.marks[at] if at < len(self.marks) else self.wave.length

    def frame(self, milliseconds: float) -> int:
        """The frame of a time."""
        return round(milliseconds * self.wave.rate / 1000.0)

    def milliseconds(self, frame: int) -> float:
        """The time of a frame."""
        return frame * 1000.0 / self.wave.rate


def page(desk: Desk) -> Page:
    """What is shown; raises UsageError while it is being read, SampleError where it cannot be."""
    front = pad_in_front(desk)
    layer, pad = front.shown_layer, front.played
    wave = desk.session.looking.wave(layer.file)
    if wave is None:
        raise UsageError(f"{layer.file} is being read", "Once more in a moment.")
    marks = desk.session.project.markers.get(layer.file, ())
    turns = (pad.loop_start, pad.loop_end) if pad.mode == "loop" else None
    return Page(layer.file, wave, _place(desk, wave), marks, layer, turns)


def _place(desk: Desk, wave: Wave) -> WavePlace:
    """Where one was in this sound, on the columns that there are; else all of it."""
    place = desk.wave.place
    if place.path == wave.path and place.window.total == wave.length:
        return place._replace(window=place.window.resized(desk.wave.columns))
    return WavePlace(wave.path, whole(wave.length, desk.wave.columns))


def go_to(desk: Desk, frame: int, extends: bool = False) -> None:
    """Put the cursor on a frame, into view; `extends` keeps the other end of the selection."""
    found = page(desk)
    place = found.place
    frame = max(0, min(frame, found.wave.length - 1))
    anchor = (place.cursor if place.anchor is None else place.anchor) if extends else None
    desk.wave.place = place._replace(
        cursor=frame, anchor=anchor, window=place.window.showing(frame)
    )


def select(desk: Desk, start: int, end: int) -> None:
    """Select frames, half-open, and put the cursor on the last of them."""
    go_to(desk, start)
    desk.wave.place = desk.wave.place._replace(anchor=desk.wave.place.cursor)
    go_to(desk, end - 1, extends=True)


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


def zoom_at(desk: Desk, steps: float, column: int) -> None:
    """Look nearer, or from farther away; what is under a column stays there."""
    place = page(desk).place
    desk.wave.place = place._replace(window=place.window.zoomed(steps, column))


def scroll(desk: Desk, first: int) -> None:
    """Look at the sound from another frame on."""
    place = page(desk).place
    desk.wave.place = place._replace(window=place.window.moved_to(first))


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
    """Put another pad in front."""
    return lambda desk: desk.go_to_row(desk.row + by)


def step_layer(by: int) -> Gesture:
    """Put another layer of the pad in front."""

    def gesture(desk: Desk) -> None:
        last = len(pad_in_front(desk).layers) - 1
        desk.layer = max(0, min(layer_place(desk) + by, last)) + 1

    return gesture


def layer_place(desk: Desk) -> int:
    """The place of the layer that is shown among those of its pad."""
    found = pad_in_front(desk)
    return next(at for at, layer in enumerate(found.layers) if layer is found.shown_layer)


def back(desk: Desk) -> None:
    """Let go of the selection; then fall silent; then show the sketch."""
    if desk.wave.place.anchor is not None:
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


def ink_place(desk: Desk) -> int:
    """The place of the pad in front, which says its colour."""
    return desk.row % BANK_SIZE


def _fades(layer: Layer) -> tuple[float, float]:
    """The fades at the beginning and at the end of what is played of the file, in milliseconds."""
    ends = layer.fade_in, layer.fade_out
    return (ends[1], ends[0]) if layer.reverse else ends
