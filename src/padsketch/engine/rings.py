"""How long things ring, said by the code that plays them."""

from __future__ import annotations

from collections.abc import Sequence

from padsketch.engine.native import ffi, lib
from padsketch.score import Score


def pad_ring(values: Sequence[float], tune: float, velocity: int, rate: int) -> int:
    """Frames by which a pad may sound on behind its sample; tune in semitones, all in all."""
    return int(lib.ps_pad_ring(ffi.new("float[]", values), tune, velocity, rate))


def returns_ring(score: Score) -> tuple[float, float]:
    """Seconds until the delay and the reverb have died away to -120 dB at the slowest tempo."""
    slowest = min([score.millibpm, *(t for t in score.sections["millibpm"].tolist() if t > 0)])
    places = ((lib.PS_DELAY_RETURN, score.delay), (lib.PS_REVERB_RETURN, score.reverb))
    delay, reverb = (
        lib.ps_return_ring(place, ffi.new("float[]", values), slowest) for place, values in places
    )
    return delay, reverb
