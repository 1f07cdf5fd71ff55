"""Every parameter that a step can lock: one table for the files, the engine and the screen."""

from __future__ import annotations

from typing import NamedTuple


class Parameter(NamedTuple):
    """A pad or strip parameter: unit, range, default; whether this engine `plays` it."""

    name: str
    unit: str
    low: float
    high: float
    default: float
    plays: bool = False


PARAMETERS: dict[str, Parameter] = {
    parameter.name: parameter
    for parameter in (
        Parameter("tune", "st", -48.0, 48.0, 0.0, plays=True),
        Parameter("level_db", "dB", -96.0, 24.0, 0.0, plays=True),
        Parameter("pan", "", -1.0, 1.0, 0.0, plays=True),
        Parameter("start", "ms", 0.0, 60_000.0, 0.0, plays=True),
        Parameter("attack", "ms", 0.0, 10_000.0, 0.0, plays=True),
        Parameter("decay", "ms", 0.0, 60_000.0, 0.0, plays=True),
        Parameter("cutoff", "Hz", 20.0, 20_000.0, 20_000.0),
        Parameter("resonance", "", 0.0, 1.0, 0.0),
        Parameter("drive", "dB", 0.0, 48.0, 0.0),
        Parameter("bits", "bit", 1.0, 24.0, 24.0),
        Parameter("crush_rate", "Hz", 500.0, 192_000.0, 192_000.0),
        Parameter("send_delay", "dB", -96.0, 12.0, -96.0),
        Parameter("send_reverb", "dB", -96.0, 12.0, -96.0),
    )
}
