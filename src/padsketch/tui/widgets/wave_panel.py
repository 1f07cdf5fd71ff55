"""The base of the parts of the waveform page."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from padsketch.errors import PadsketchError
from padsketch.tui.messages import Touched
from padsketch.tui.moment import Moment
from padsketch.tui.waves import wave
from padsketch.tui.waves.wave import Page
from padsketch.tui.widgets.panel import Panel


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
