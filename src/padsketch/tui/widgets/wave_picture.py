"""A stretch of a sound: its scale, its channels, its marks, and what of it is played."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.strip import Strip

from padsketch.tui.desk import Desk
from padsketch.tui.drawing.colours import lane_style
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ruler import Tick, beat_ticks, second_ticks
from padsketch.tui.drawing.wave import WaveLook, column_styles, fade_gains, wave_strips
from padsketch.tui.drawing.wave_lines import marks_strip, range_strip, ruler_strip
from padsketch.tui.drawing.waveform import BOTH_SIDES, Cells, wave_cells
from padsketch.tui.moment import Moment
from padsketch.tui.waves import listening, slicing, wave, wave_mouse
from padsketch.tui.waves.wave import Page
from padsketch.tui.widgets.wave_panel import WavePanel

LINES_AROUND = 3
"""The scale above the channels, the marks and what is played below."""
RULER_ROW = 0
RIGHT_BUTTON = 3


class _Picture(NamedTuple):
    """The channels of a window as they were drawn last."""

    key: tuple[object, ...]
    cells: Sequence[Cells]


class WavePicture(WavePanel):
    """A stretch of the sound; the mouse goes there, selects, drags marks and handles, zooms."""

    _picture = _Picture((), ())
    _grip: wave_mouse.Grip | None = None

    def key(self, moment: Moment) -> tuple[object, ...]:
        """Which sound is there, and what of it is heard."""
        return (*super().key(moment), self._heard(moment))

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """The scale, the channels, the marks, what is played."""
        found, desk = self.page, self.desk
        rows = self.size.height - LINES_AROUND
        if found is None or rows < 1:
            return ()
        look = _look(found, self._heard(moment))
        ink = lane_style(wave.ink_place(desk))
        styles = column_styles(look, ink)
        return (
            ruler_strip(look, _ticks(self.desk, found), desk.glyphs),
            *(
                strip
                for cells in self._cells(found, look, rows)
                for strip in wave_strips(cells, look, styles, desk.glyphs)
            ),
            marks_strip(look, ink, desk.glyphs),
            range_strip(look, ink, desk.glyphs),
        )

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go there, and take hold of what is there."""
        row = self._row(event.y)
        self.capture_mouse()
        self.attempt(lambda: self._take(row, event))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move what is held."""
        grip = self._grip
        if grip is not None:
            self.attempt(lambda: wave_mouse.drag(self.desk, grip, event.x))

    def on_mouse_up(self) -> None:
        """Let go."""
        self.release_mouse()
        self._grip = None
        self.desk.session.end_merge()

    def on_click(self, event: events.Click) -> None:
        """Hear the slice under a double click."""
        if event.chain == 2 and self._row(event.y) == "picture":
            self.attempt(lambda: wave_mouse.hear_slice(self.desk, event.x))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Look nearer; with Ctrl, further to the left."""
        self.attempt(lambda: wave_mouse.wheel(self.desk, event.x, 1, event.ctrl))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Look from farther away; with Ctrl, further to the right."""
        self.attempt(lambda: wave_mouse.wheel(self.desk, event.x, -1, event.ctrl))

    def _take(self, row: str, event: events.MouseDown) -> None:
        is_right = event.button == RIGHT_BUTTON
        self._grip = wave_mouse.take(self.desk, row, event.x, is_right)

    def _row(self, y: int) -> str:
        """What stands in a line: the scale, the picture, the marks, or what is played."""
        last = self.size.height - 1
        named = {RULER_ROW: "ruler", last - 1: "marks", last: "range"}
        return named.get(y, "picture")

    def _heard(self, moment: Moment) -> int:
        found = self.page
        if found is None or not listening.is_heard(self.desk, found):
            return -1
        frame = listening.heard_frame(self.desk, moment.snapshot)
        window = found.place.window
        column = window.column_of(frame)
        return window.frame_at(column) if 0 <= column < window.columns and frame >= 0 else -1

    def _cells(self, found: Page, look: WaveLook, rows: int) -> Sequence[Cells]:
        """The pictures of the channels: one below the other where there is room for two."""
        key = (found.wave, look.window, look.played, look.fades, rows)
        if key != self._picture.key:
            self._picture = _Picture(key, _pictures(found, look, rows, self.desk.glyphs))
        return self._picture.cells


def _look(found: Page, heard: int) -> WaveLook:
    place = found.place
    return WaveLook(
        place.window,
        found.marks,
        found.slice,
        place.cursor,
        found.selection,
        found.played,
        found.fades,
        found.loop,
        heard,
    )


def _ticks(desk: Desk, found: Page) -> Sequence[Tick]:
    beats = slicing.beats_of(desk, found) if desk.wave.counts_beats else None
    window = found.place.window
    return beat_ticks(window, beats) if beats else second_ticks(window, found.wave.rate)


def _pictures(found: Page, look: WaveLook, rows: int, glyphs: Glyphs) -> list[Cells]:
    peaks = found.wave.peaks
    lowest, highest = peaks.extremes(look.window.edges)
    gains = fade_gains(look)[:, None] / (peaks.loudest or 1.0)
    channels = lowest.shape[1] if rows >= 2 * BOTH_SIDES else 1
    if channels == 1:
        lowest, highest = lowest.min(axis=1, keepdims=True), highest.max(axis=1, keepdims=True)
    low, high = lowest * gains, highest * gains
    heights = [rows - rows // channels, rows // channels] if channels == 2 else [rows]
    return [
        wave_cells(low[:, at], high[:, at], height, glyphs) for at, height in enumerate(heights)
    ]
