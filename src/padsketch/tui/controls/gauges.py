"""The meters of the mixer as the eye sees them: coarse bars that fall slowly, figures to read."""

from __future__ import annotations

from padsketch.engine.player import N_RETURNS
from padsketch.engine.snapshot import Snapshot
from padsketch.tui.drawing.gauges import Figures, Gauge, gauge_step
from padsketch.tui.drawing.meters import fallen
from padsketch.units import gain_to_db

FIGURE_LOOKS = 4
"""Looks between two readings of the figures: sooner nobody can read them."""


class Gauges:
    """Takes what the engine measured; tracks by the index of their pads."""

    def __init__(self) -> None:
        self.tracks: tuple[Gauge, ...] = ()
        self.returns: tuple[Gauge, ...] = (Gauge(),) * N_RETURNS
        self.sides: tuple[Gauge, ...] = (Gauge(), Gauge())
        self.figures = Figures()
        self._peaks: dict[tuple[str, int], float] = {}
        self._looks = 0

    def look(self, snapshot: Snapshot) -> None:
        """Take the levels since the last look."""
        s = snapshot
        self.tracks = tuple(
            self._gauge("track", at, peak, rms, reduction)
            for at, (peak, rms, reduction) in enumerate(
                zip(s.track_peaks, s.track_rms, s.track_reductions, strict=True)
            )
        )
        self.returns = tuple(
            self._gauge("return", at, peak) for at, peak in enumerate(s.return_peaks)
        )
        taken = s.glue_reduction + s.limiter_reduction
        self.sides = tuple(
            self._gauge("side", at, peak, rms, taken)
            for at, (peak, rms) in enumerate(zip(s.peaks, s.rms, strict=True))
        )
        if self._looks % FIGURE_LOOKS == 0:
            self.figures = self._figures(s)
        self._looks += 1

    @property
    def master(self) -> Gauge:
        """The louder side of the mix."""
        return max(self.sides)

    def _gauge(
        self, kind: str, at: int, peak: float, rms: float | None = None, reduction: float = 0.0
    ) -> Gauge:
        """A gauge of its own fall; where no RMS is measured, the peak is as bright."""
        shown = fallen(self._peaks.get((kind, at), 0.0), peak)
        self._peaks[kind, at] = shown
        body = shown if rms is None else min(rms, shown)
        return Gauge(gauge_step(shown), gauge_step(body), round(reduction), shown > 1.0)

    def _figures(self, s: Snapshot) -> Figures:
        left, right = (self._peaks.get(("side", side), 0.0) for side in (0, 1))
        return Figures(
            (_level(left), _level(right)),
            (_level(s.rms[0]), _level(s.rms[1])),
            _level(s.true_peak),
            round(s.correlation, 2),
            (round(s.momentary, 1), round(s.short_term, 1), round(s.integrated, 1)),
            round(s.glue_reduction, 1),
            round(s.limiter_reduction, 1),
        )


def _level(gain: float) -> float:
    return round(gain_to_db(gain), 1)
