"""How loud a sound is, by the meters of the engine."""

from __future__ import annotations

from typing import NamedTuple

from padsketch.engine.bank import Audio, SampleBank
from padsketch.engine.player import MAX_BLOCK, Player
from padsketch.engine.snapshot import NO_LOUDNESS, Snapshot
from padsketch.model import Kit, Layer, Pad, Project
from padsketch.model.kit import MAX_VELOCITY
from padsketch.score import compile_score
from padsketch.units import gain_to_db

LOWEST_RATE, HIGHEST_RATE = 22_050, 192_000
"""Rates in hertz at which the meters keep within a tenth of a decibel."""
SHOWN_A_SECOND, MARGIN = 30, 64
_SOUND = "sound"
_KIT = Kit(name="", pads=(Pad(id=_SOUND, name="", layers=(Layer(file=_SOUND),)),))


class Loudness(NamedTuple):
    """LUFS of a whole sound (ITU-R BS.1770-4), and its highest true peak in dBTP.

    integrated None where it lasts less than 0.4 s or is below the gate, true_peak_db of silence.
    """

    integrated: float | None
    true_peak_db: float | None


def loudness_of(frames: Audio, rate: int) -> Loudness:
    """Measure frames (frames, 1 or 2), of one channel as they are heard from two speakers.

    rate in hertz from `LOWEST_RATE` to `HIGHEST_RATE`; raises ValueError for any other.
    """
    if not LOWEST_RATE <= rate <= HIGHEST_RATE:
        raise ValueError(f"the meters do not know a rate of {rate} Hz")
    player = Player(rate)
    player.publish(compile_score(Project(), _KIT), SampleBank({_SOUND: frames}))
    player.trigger(0, MAX_VELOCITY)
    # Readings are shown 30 times a second: a little silence lets the last one be shown.
    end = len(frames) + rate // SHOWN_A_SECOND + MARGIN
    for start in range(0, end, MAX_BLOCK):
        player.render(min(MAX_BLOCK, end - start))
    return _shown(player.snapshot())


def _shown(state: Snapshot) -> Loudness:
    return Loudness(
        state.integrated if state.integrated > NO_LOUDNESS else None,
        gain_to_db(state.true_peak) if state.true_peak > 0.0 else None,
    )
