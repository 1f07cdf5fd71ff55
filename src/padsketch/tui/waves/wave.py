"""The waveform page: which sound it shows, what of it is seen, and where the cursor stands."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from padsketch.errors import UsageError
from padsketch.model import Layer, Pad
from padsketch.session.sounds.waves import Wave
from padsketch.tui.desk import Desk
from padsketch.tui.drawing.wave import Frames
from padsketch.tui.drawing.window import whole
from padsketch.tui.editing.rows import BANK_SIZE
from padsketch.tui.views.pad import pad_in_front
from padsketch.tui.waves.wave_desk import WavePlace


class Page(NamedTuple):
    """The sound that is shown: its name in the project, itself, what of it is seen, its marks.

    layer: what plays it, of the pad.
    """

    file: str
    wave: Wave
    place: WavePlace
    marks: tuple[int, ...]
    layer: Layer
    pad: Pad

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
        """What of the sound is played, by the layer and by the pad."""
        length, (start, end) = self.wave.length, self.pad_range
        last = self.frame(self.layer.end or end) or length
        return min(self.frame(self.layer.start + start), length - 1), min(last, length)

    @property
    def pad_range(self) -> tuple[float, float]:
        """What the pad adds to the start, and where it ends the sound unless the layer does.

        In milliseconds; of a treated sound that is another place, so that none of it is said.
        """
        return (self.pad.start, self.pad.end) if self.layer.treatment is None else (0.0, 0.0)

    @property
    def fades(self) -> Frames:
        """Frames of the file over which the layer rises from silence, and falls to it."""
        layer = self.layer
        ends = [round(ms * self.wave.rate / 1000.0 / layer.stretch) for ms in _fades(layer)]
        return ends[0], ends[1]

    @property
    def loop(self) -> Frames | None:
        """What of the sound is played over and over."""
        if self.pad.mode != "loop":
            return None
        start, end = self.played
        origin = 0 if self.layer.treatment is None else start
        last = origin + self.frame(self.pad.loop_end) if self.pad.loop_end else end
        return origin + self.frame(self.pad.loop_start), min(last, end)

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
    return Page(layer.file, wave, _place(desk, wave), marks, layer, pad)


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


def zoom_at(desk: Desk, steps: float, column: int) -> None:
    """Look nearer, or from farther away; what is under a column stays there."""
    place = page(desk).place
    desk.wave.place = place._replace(window=place.window.zoomed(steps, column))


def scroll(desk: Desk, first: int) -> None:
    """Look at the sound from another frame on."""
    place = page(desk).place
    desk.wave.place = place._replace(window=place.window.moved_to(first))


def layer_place(desk: Desk) -> int:
    """The place of the layer that is shown among those of its pad."""
    found = pad_in_front(desk)
    return next(at for at, layer in enumerate(found.layers) if layer is found.shown_layer)


def ink_place(desk: Desk) -> int:
    """The place of the pad in front, which says its colour."""
    return desk.row % BANK_SIZE


def _fades(layer: Layer) -> tuple[float, float]:
    """The fades at the beginning and at the end of what is played of the file, in milliseconds."""
    ends = layer.fade_in, layer.fade_out
    return (ends[1], ends[0]) if layer.reverse else ends
