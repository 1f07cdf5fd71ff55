"""The waveform page: numbers, all of the sound, a stretch of it, and words to click."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from textual import events
from textual.app import ComposeResult
from textual.strip import Strip

from padsketch.errors import PadsketchError, SampleError
from padsketch.tui.drawing.colours import DIM, lane_style
from padsketch.tui.drawing.ink import line
from padsketch.tui.drawing.wave_lines import (
    overview_frame,
    overview_strip,
)
from padsketch.tui.drawing.window import whole
from padsketch.tui.drawing.word_row import command_at, word_row_strip
from padsketch.tui.messages import Chosen
from padsketch.tui.moment import Moment
from padsketch.tui.waves import wave
from padsketch.tui.waves.wave_words import about, head_strips, word_rows
from padsketch.tui.widgets.view import View
from padsketch.tui.widgets.wave_panel import WavePanel
from padsketch.tui.widgets.wave_picture import WavePicture


class WaveHead(WavePanel):
    """Two lines: which sound this is, and where the cursor stands in it."""

    def key(self, moment: Moment) -> tuple[object, ...]:
        """Which sound is there, and how it is cut."""
        found = self.page
        return (*super().key(moment), found and about(self.desk, found))

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
