"""Strikes of a beat from elsewhere as lanes of steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from padsketch.formats.beats.beat_draft import STRAIGHT, Grid, PatternDraft, Strike
from padsketch.formats.beats.grid import Fit, fit
from padsketch.formats.losses import Losses
from padsketch.model import Kit, Lane, Pad, Pattern, Step
from padsketch.model.parameters import LOCKS
from padsketch.model.pattern import MAX_STEPS, STEP_TICKS
from padsketch.model.step import REST


class Weaver:
    """Makes patterns out of drafts for the pads of a kit, and tells what finds no place."""

    def __init__(self, kit: Kit, placing: Mapping[str, str], swing: float, losses: Losses) -> None:
        self._pads = {pad.id: pad for pad in kit.pads}
        self._placing = placing
        self._swing = swing
        self._losses = losses

    def pattern(self, draft: PatternDraft) -> Pattern:
        """A pattern with a lane for every pad that is struck, in the order of the kit."""
        unit = STEP_TICKS[draft.grid.step]
        length = -(-draft.ticks // unit)
        if draft.ticks % unit:
            self._losses.tell("Patterns that end between steps are longer", draft.name)
        if length > MAX_STEPS:
            self._losses.tell(f"A pattern has at most {MAX_STEPS} steps, cut off", draft.name)
        steps = min(length, MAX_STEPS)
        struck = self._by_pad(draft, steps * unit)
        return Pattern(
            length=steps,
            step=draft.grid.step,
            swing=None if draft.grid.swing == self._swing else draft.grid.swing,
            name=draft.name,
            lanes={
                pad: self._lane(self._pads[pad], struck[pad], draft.grid, steps * unit)
                for pad in self._pads
                if pad in struck
            },
        )

    def _by_pad(self, draft: PatternDraft, length: int) -> dict[str, list[Strike]]:
        """The strikes of each pad in the order of their ticks, the loudest of each tick."""
        loudest: dict[str, dict[int, Strike]] = defaultdict(dict)
        for part, strikes in draft.strikes.items():
            pad = self._placing.get(part, "")
            for strike in strikes if pad else ():
                self._keep(loudest[pad], strike, pad, length)
        return {pad: [own[tick] for tick in sorted(own)] for pad, own in loudest.items() if own}

    def _keep(self, own: dict[int, Strike], strike: Strike, pad: str, length: int) -> None:
        if strike.tick >= length:
            self._losses.tell("Notes behind the end of their pattern are left out", pad)
            return
        if strike.tick in own:
            self._losses.tell("Of several notes at once on a pad the loudest is kept", pad)
        own[strike.tick] = max(strike, own.get(strike.tick, strike), key=lambda one: one.velocity)

    def _lane(self, pad: Pad, strikes: list[Strike], grid: Grid, length: int) -> Lane:
        found = fit([strike.tick for strike in strikes], length, grid)
        if found.lost:
            self._losses.tell("Notes that stand closer than steps can are left out", pad.id)
        is_slow = found.speed == "1"
        return Lane(
            steps=self._steps(pad, strikes, found),
            length=None if is_slow else found.ruler.places,
            speed=found.speed,
            swing=None if is_slow or grid.swing == STRAIGHT.swing else STRAIGHT.swing,
        )

    def _steps(self, pad: Pad, strikes: Iterable[Strike], found: Fit) -> tuple[Step, ...]:
        steps = [REST] * found.ruler.places
        for strike, place in zip(strikes, found.places, strict=True):
            if place is not None:
                steps[place.place] = self._step(pad, strike, place.nudge, found.ruler.unit)
        return tuple(steps)

    def _step(self, pad: Pad, strike: Strike, nudge: int, unit: int) -> Step:
        locks = {}
        if strike.tune:
            locks["tune"] = self._within("tune", pad.tune + strike.tune, pad)
        if strike.pan:
            locks["pan"] = self._within("pan", pad.pan + strike.pan, pad)
        return Step(
            velocity=max(1, min(127, strike.velocity)),
            chance=max(0, min(100, strike.chance)),
            nudge=nudge,
            length=self._length(pad, 1000 * strike.ticks / unit),
            locks=tuple(sorted(locks.items())),
        )

    def _length(self, pad: Pad, steps: float) -> float:
        """Steps that a pad is held which listens to that; 0 where it does so by itself."""
        if pad.mode == "one-shot" or (pad.mode == "gate" and steps == 1.0):
            return 0.0
        if steps > MAX_STEPS:
            self._losses.tell(f"Notes last at most {MAX_STEPS} steps", pad.id)
        return min(steps, float(MAX_STEPS))

    def _within(self, lock: str, value: float, pad: Pad) -> float:
        entry = LOCKS[lock]
        if not entry.low <= value <= entry.high:
            self._losses.tell(f"Beyond the range of {lock}", pad.id)
        return round(max(entry.low, min(entry.high, value)), 4)
