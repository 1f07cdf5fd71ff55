"""What the engine says, as the eye sees it: playhead, meters that fall, pads that light up."""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_not
from typing import NamedTuple, TypeVar

from padsketch.engine.snapshot import Snapshot
from padsketch.outputs.status import OutputStatus
from padsketch.session import Playhead
from padsketch.tui.controls.gauges import Gauges
from padsketch.tui.desk import Desk
from padsketch.tui.drawing.gauges import Figures, Gauge
from padsketch.tui.drawing.meters import coarse, fallen, meter_height
from padsketch.tui.editing.rows import BANK_SIZE, Row
from padsketch.tui.pace import Pace
from padsketch.units import POSITIONS_PER_TICK

T = TypeVar("T")

PEAK_LOOKS = 3
"""Looks for one of which the figures of the master change: nobody reads them faster."""
LIT_LOOKS = 2
"""Looks for which a hit lights its pad."""
NO_PAD = ""


class Moment(NamedTuple):
    """One screen frame: per lane in front the heard step (-1: none), the meter, the light.

    gauges per lane in front, buses (delay, reverb, master), sides (left, right) and figures are
    what the mixer shows: while another view is shown they stand still.
    bar_step counts the steps of the pattern since it started;
    scene is another number whenever something changed that is not of the engine.
    """

    scene: int
    snapshot: Snapshot
    playhead: Playhead | None
    rows: tuple[Row | None, ...]
    bar_step: int
    heard: tuple[int, ...]
    heights: tuple[int, ...]
    lit: tuple[bool, ...]
    peaks: tuple[float, float]
    status: OutputStatus
    gauges: tuple[Gauge, ...]
    buses: tuple[Gauge, ...]
    sides: tuple[Gauge, ...]
    figures: Figures


class Meters:
    """Meters and lights of all pads; they rise at once and fade with every look."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self.heights: tuple[int, ...] = ()
        self.lit: tuple[bool, ...] = ()
        self.peaks = (0.0, 0.0)
        self._master = (0.0, 0.0)
        self._levels: list[float] = []
        self._hits: tuple[int, ...] = ()
        self._light: list[int] = []
        self._looks = 0

    def look(self, snapshot: Snapshot) -> None:
        """Take the peaks and hits since the last look."""
        if len(snapshot.track_hits) != len(self._hits):
            self._begin(snapshot)
        is_sparing, fall = self._pace.is_sparing, self._pace.fall
        self._levels = [
            fallen(shown, peak, fall)
            for shown, peak in zip(self._levels, snapshot.track_peaks, strict=True)
        ]
        self._light = [
            LIT_LOOKS if now != before else max(0, light - 1)
            for light, now, before in zip(self._light, snapshot.track_hits, self._hits, strict=True)
        ]
        self._hits = snapshot.track_hits
        heights = map(meter_height, self._levels)
        self.heights = tuple(map(coarse, heights) if is_sparing else heights)
        self.lit = tuple(light > 0 and not is_sparing for light in self._light)
        self._look_at_master(snapshot)

    def _look_at_master(self, snapshot: Snapshot) -> None:
        """The figures of the master change less often than its bars would."""
        fall = self._pace.fall
        (left, right), (new_left, new_right) = self._master, snapshot.peaks
        self._master = (fallen(left, new_left, fall), fallen(right, new_right, fall))
        self._looks += 1
        if self._looks % PEAK_LOOKS == 0:
            digits = 1 if self._pace.is_sparing else 2
            self.peaks = (_rounded(self._master[0], digits), _rounded(self._master[1], digits))

    def _begin(self, snapshot: Snapshot) -> None:
        """Another kit: other pads."""
        self._hits = snapshot.track_hits
        self._levels = [0.0] * len(self._hits)
        self._light = [0] * len(self._hits)


class Watcher:
    """Looks at the engine once a screen frame."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._meters = Meters(desk.pace)
        self._gauges = Gauges()
        self._frame = 0
        self._scene = 0
        self._seen: tuple[object, ...] = ()

    def look(self) -> Moment:
        """The state of things now; lets the desk know which step is heard."""
        desk, meters, gauges = self._desk, self._meters, self._gauges
        snapshot = desk.session.tick()
        playhead = self._playhead(snapshot)
        bar_step = self._steps_since_start(playhead)
        desk.heard_step = bar_step % desk.pattern.length if playhead and bar_step >= 0 else -1
        desk.settle()
        self._frame += 1
        if self._frame % desk.pace.meter_frames == 0:
            meters.look(snapshot)
            if desk.view == "mixer":
                self._gauges.look(snapshot)
        rows = desk.bank_rows
        return Moment(
            self._scene_number(),
            snapshot,
            playhead,
            rows,
            bar_step,
            self._all_heard(playhead, rows),
            tuple(_of(row, meters.heights, 0) for row in rows),
            tuple(_of(row, meters.lit, False) for row in rows),
            meters.peaks,
            desk.session.output.status,
            tuple(_of(row, gauges.tracks, Gauge()) for row in rows),
            (*gauges.returns, gauges.master),
            gauges.sides,
            gauges.figures,
        )

    def _playhead(self, snapshot: Snapshot) -> Playhead | None:
        """None as well while the pattern before the one that is seen is still heard."""
        playhead = self._desk.session.playhead(snapshot)
        is_seen = playhead is not None and playhead.pattern == self._desk.session.pattern
        return playhead if is_seen else None

    def _scene_number(self) -> int:
        seen = self._desk.scene
        # Equal projects are compared by identity: looking into them would cost too much.
        if len(seen) != len(self._seen) or any(map(is_not, seen, self._seen)):
            self._scene += 1
            self._seen = seen
        return self._scene

    def _steps_since_start(self, playhead: Playhead | None) -> int:
        if playhead is None:
            return 0
        return playhead.position // (self._desk.pattern.step_ticks * POSITIONS_PER_TICK)

    def _all_heard(
        self, playhead: Playhead | None, rows: tuple[Row | None, ...]
    ) -> tuple[int, ...]:
        if playhead is None or playhead.position < 0:
            return (-1,) * len(rows)
        is_sparing, here = self._desk.pace.is_sparing, self._desk.row % BANK_SIZE
        pads = [
            row.pad if row and (place == here or not is_sparing) else NO_PAD
            for place, row in enumerate(rows)
        ]
        steps = self._desk.session.heard_steps(playhead, pads)
        return tuple([-1 if pad is NO_PAD else n for pad, n in zip(pads, steps, strict=True)])


def _of(row: Row | None, values: Sequence[T], nothing: T) -> T:
    """The value of a lane's pad, where it has one."""
    at = -1 if row is None or row.pad_index is None else row.pad_index
    return values[at] if 0 <= at < len(values) else nothing


def _rounded(peak: float, digits: int) -> float:
    """Coarse enough that the figures of the master do not flicker; silence is zero."""
    return round(peak, digits) if peak > 0.005 else 0.0
