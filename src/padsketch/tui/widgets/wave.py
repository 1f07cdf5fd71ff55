"""The waveform page: numbers, all of the sound, a stretch of it, and words to click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

import numpy as np
from textual import events
from textual.app import ComposeResult
from textual.strip import Strip

from padsketch.errors import PadsketchError, SampleError
from padsketch.tui import chopping, listening, wave, wave_mouse
from padsketch.tui.desk import Desk
from padsketch.tui.drawing.colours import DIM, lane_style
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import line
from padsketch.tui.drawing.ruler import Tick, beat_ticks, second_ticks
from padsketch.tui.drawing.wave import WaveLook, column_styles, fade_gains, wave_strips
from padsketch.tui.drawing.wave_lines import (
    marks_strip,
    overview_frame,
    overview_strip,
    range_strip,
    ruler_strip,
)
from padsketch.tui.drawing.waveform import BOTH_SIDES, Cells, wave_cells
from padsketch.tui.drawing.window import whole
from padsketch.tui.drawing.word_row import command_at, word_row_strip
from padsketch.tui.messages import Chosen, Touched
from padsketch.tui.moment import Moment
from padsketch.tui.wave import Page
from padsketch.tui.wave_words import head_strips, word_rows
from padsketch.tui.widgets.panel import Panel
from padsketch.tui.widgets.view import View

LINES_AROUND = 3
"""Of the picture: the scale above it, the marks and what is played below."""
RULER_ROW = 0
RIGHT_BUTTON = 3


class WavePanel(Panel):
    """A part of the page."""

    @property
    def page(self) -> Page | None:
        """What is shown; None while there is nothing to be seen."""
        with suppress(PadsketchError):
            return wave.page(self.desk)
        return None

    def key(self, moment: Moment) -> tuple[object, ...]:
        """Which sound is there."""
        found = self.page
        return (found and found.wave, found and found.marks)

    def attempt(self, action: Callable[[], object]) -> None:
        """Do what the mouse asks for."""
        self.desk.attempt(action)
        self.post_message(Touched())


class WaveHead(WavePanel):
    """Two lines: which sound this is, and where the cursor stands in it."""

    def key(self, moment: Moment) -> tuple[object, ...]:
        """Which sound is there, and how it is cut."""
        found = self.page
        return (*super().key(moment), found and chopping.about(self.desk, found))

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """What is known, or why nothing is seen."""
        try:
            return head_strips(self.desk, wave.page(self.desk), self.size.width)
        except PadsketchError as error:
            text = self.desk.glyphs.text(_why(error), self.size.width - 2)
            return (line(self.size.width, (f" {text}", DIM)),)


class WaveOverview(WavePanel):
    """All of the sound in one line; a click or a drag leads there."""

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """One line."""
        found = self.page
        if found is None:
            return ()
        window = found.place.window
        lowest, highest = found.wave.peaks.extremes(whole(window.total, window.columns).edges)
        heights = np.maximum(-lowest, highest).max(axis=1) / (found.wave.peaks.loudest or 1.0)
        ink = lane_style(wave.ink_place(self.desk))
        return (overview_strip(heights, window, ink, self.desk.glyphs),)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Look there."""
        self.capture_mouse()
        self.attempt(lambda: self._look(event.x))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Look there, while the button is down."""
        if event.button:
            self.attempt(lambda: self._look(event.x))

    def on_mouse_up(self) -> None:
        """Let go."""
        self.release_mouse()

    def _look(self, x: int) -> None:
        window = wave.page(self.desk).place.window
        wave.scroll(self.desk, overview_frame(window, x) - window.length // 2)


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
        if found is None or not listening.is_heard(found, self.desk):
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


class WaveWords(WavePanel):
    """What can be done, in words that can be clicked."""

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """A line for chopping and one for shaping."""
        return [word_row_strip(row, self.size.width) for row in word_rows(self.desk, self.page)]

    def on_click(self, event: events.Click) -> None:
        """Run the command of the word under the mouse."""
        rows = word_rows(self.desk, self.page)
        command = command_at(rows[event.y], event.x, self.size.width) if event.y < len(rows) else ""
        if command:
            self.post_message(Chosen(command, ""))


class WaveView(View):
    """All panels, one below the other."""

    shows = "sample"

    def compose(self) -> ComposeResult:
        """The picture takes what the others leave."""
        yield WaveHead(self.desk, id="wave-head")
        yield WaveOverview(self.desk, id="wave-overview")
        yield WavePicture(self.desk, id="wave-picture")
        yield WaveWords(self.desk, id="wave-words")

    def fit(self, width: int, height: int) -> None:
        """As many columns as there are."""
        self.desk.wave.columns = width


def _why(error: PadsketchError) -> str:
    """Why nothing is seen; of a file, without the way there."""
    if isinstance(error, SampleError) and error.faults:
        return str(error.faults[0])
    return f"{error.title}. {error.hint}"


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
    beats = chopping.beats_of(desk, found) if desk.wave.counts_beats else None
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
