"""What the eye keeps of what comes in: meters that fall, and the shape of what is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from padsketch.outputs.input import Channels
from padsketch.tui.drawing.meters import fallen
from padsketch.tui.drawing.sampling import InputGauge
from padsketch.tui.pace import Pace
from padsketch.units import db_to_gain, gain_to_db

if TYPE_CHECKING:
    from padsketch.outputs.level import Level
    from padsketch.session.sounds.sampling import State

MOST_PEAKS = 512
"""Of a trail: more columns than a screen has are made of pairs."""


class Trail:
    """The peaks of a recording so far, linear, one for every so many looks."""

    def __init__(self) -> None:
        self.peaks: tuple[float, ...] = ()
        self._looks = 1
        self._seen: list[float] = []

    def add(self, peak: float) -> None:
        """Take the peak since the last look."""
        self._seen.append(peak)
        if len(self._seen) < self._looks:
            return
        self.peaks = (*self.peaks, max(self._seen))
        self._seen = []
        if len(self.peaks) == MOST_PEAKS:
            self.peaks = tuple(map(max, self.peaks[::2], self.peaks[1::2]))
            self._looks *= 2


class SamplingDesk:
    """The state of the sampling page; it belongs to the screen's thread.

    wanted: the channels that are let in, or were last; gauges: one per channel, none where nothing
    comes in; state: what sampling did at the last look.
    """

    def __init__(self, pace: Pace) -> None:
        self.wanted = Channels()
        self.gauges: tuple[InputGauge, ...] = ()
        self.clips = 0
        self.trail = Trail()
        self.state: State = "closed"
        self._pace = pace
        self._looks = 0
        self._peaks: tuple[float, ...] = ()
        self._shown: tuple[float, ...] = ()

    def look(self, state: State, level: Level | None) -> bool:
        """Once a screen frame; whether something has just been recorded."""
        before, self.state = self.state, state
        if self.state == "recording" != before:
            self.trail = Trail()
        if level is None:
            self._begin(0)
        else:
            self._take(level)
        return self.state == "recorded" != before

    def _take(self, level: Level) -> None:
        """Keep the peaks of frames in which nothing is drawn."""
        peaks = tuple(map(db_to_gain, level.peaks_db))
        if len(peaks) != len(self._shown):
            self._begin(len(peaks))
        self._peaks = tuple(map(max, peaks, self._peaks))
        self._looks += 1
        if self._looks % self._pace.meter_frames == 0:
            self._show(level)

    def _show(self, level: Level) -> None:
        if self.state == "recording":
            self.trail.add(max(self._peaks))
        fall = self._pace.fall
        self._shown = tuple(
            fallen(*pair, fall) for pair in zip(self._shown, self._peaks, strict=True)
        )
        self._peaks, self.clips = (0.0,) * len(self._shown), level.clips
        pairs = zip(self._shown, level.held_db, strict=True)
        self.gauges = tuple(
            InputGauge(round(gain_to_db(gain)), round(held, 1)) for gain, held in pairs
        )

    def _begin(self, channels: int) -> None:
        """Other channels come in, or none."""
        self._peaks = self._shown = (0.0,) * channels
        self.gauges, self.clips = (), 0
