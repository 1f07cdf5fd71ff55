"""The meters beside the signals of the EBU: `python -m benchmarks.loudness` prints the table."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmarks.loudness_signals import Frames, Signal, signals
from padsketch.analysis.loudness import Loudness, LoudnessMeter
from padsketch.engine.bank import SampleBank
from padsketch.engine.player import Player
from padsketch.engine.snapshot import NO_LOUDNESS
from padsketch.model import Kit, Layer, Pad, Project
from padsketch.score import compile_score
from padsketch.units import gain_to_db

RATES = (44_100, 48_000, 96_000)
LIVE_RATE = 48_000
SHOWN_A_SECOND, WINDOWS_UNTIL_SHOWN = 30, 2
_KIT = Kit(name="", pads=(Pad(id="p", name="", layers=(Layer(file="p"),)),))


def file_readings(segments: list[Frames], rate: int) -> Iterator[Loudness]:
    """What the meter of files reads after every segment."""
    meter = LoudnessMeter(rate, segments[0].shape[1])
    for segment in segments:
        meter.feed(segment)
        yield meter.result()


def live_readings(segments: list[Frames], rate: int) -> Iterator[Loudness]:
    """What the meter that is seen while music plays showed at most, after every segment.

    It has no range, and two channels.
    """
    player = Player(rate)
    player.publish(compile_score(Project(), _KIT), SampleBank({"p": np.concatenate(segments)}))
    player.trigger(0, 127)
    lag = rate * WINDOWS_UNTIL_SHOWN // SHOWN_A_SECOND
    ends = np.cumsum([len(segment) for segment in segments]) + lag
    shown = [NO_LOUDNESS, NO_LOUDNESS]
    for frames in np.diff(ends, prepend=0).tolist():
        for portion in _portions(frames, rate):
            player.render(portion)
            state = player.snapshot()
            shown = [max(shown[0], state.momentary), max(shown[1], state.short_term)]
        yield Loudness(state.integrated, shown[0], shown[1], None, gain_to_db(state.true_peak))


def _portions(frames: int, rate: int) -> Iterator[int]:
    """No reading is shown for less than this."""
    most = rate // SHOWN_A_SECOND
    for start in range(0, frames, most):
        yield min(most, frames - start)


def deviations(signal: Signal, rate: int, is_live: bool = False) -> list[float]:
    """How far a meter is from what it is to read, for every segment."""
    readings = live_readings if is_live else file_readings
    read = [
        getattr(reading, signal.figure)
        for segments in signal.sounds(rate)
        for reading in readings(segments, rate)
    ]
    return [value - wanted for value, wanted in zip(read, signal.expected, strict=True)]


def is_for_live_meters(signal: Signal) -> bool:
    """Whether the live meter has the figure; cases 10 and 13 are meant for meters of files only."""
    name = signal.name
    return not name.startswith(("3341-6:", "3341-10:", "3341-13:", "3342"))


def main() -> None:
    """Print the table."""
    print("| signal | wanted | may be | 44.1 kHz | 48 kHz | 96 kHz | live, 48 kHz |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for signal in signals():
        cells = [_worst(deviations(signal, rate)) for rate in RATES]
        live = _worst(deviations(signal, LIVE_RATE, True)) if is_for_live_meters(signal) else "–"
        low, high = signal.tolerance
        may_be = f"±{high:g}" if high == -low else f"{low:+g}/{high:+g}"
        print(f"| {signal.name} | {_wanted(signal)} | {may_be} | {' | '.join(cells)} | {live} |")


def _wanted(signal: Signal) -> str:
    first, last = signal.expected[0], signal.expected[-1]
    unit = {"range": "LU", "true_peak_db": "dBTP"}.get(signal.figure, "LUFS")
    return f"{first:g} {unit}" if first == last else f"{first:g} to {last:g} {unit}"


def _worst(values: list[float]) -> str:
    return f"{max(values, key=abs):+.2f}"


if __name__ == "__main__":
    main()
