"""What tuning a sound costs, beside linear interpolation: `python -m benchmarks.fidelity`."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from padsketch.engine.bank import SampleBank
from padsketch.engine.player import Player
from padsketch.model import Kit, Layer, Pad, Project
from padsketch.score import compile_score

RATE = 48_000
SINE_SECONDS, SWEEP_SECONDS = 16, 12
TUNES = (-12.0, -5.0, 0.0, 3.0, 7.0, 12.0, 19.0, 24.0)
EDGE = 500
"""Frames at both ends that are left out: there a sound begins and ends."""

Frames = NDArray[np.float64]
Reader = Callable[[NDArray[np.float32], float], Frames]


class Fidelity(NamedTuple):
    """Levels in dB, a full sine is 0.

    clean: a sine of 997 Hz above everything else; folded: what comes back of a full-band sweep;
    level: of a sine at 0.4 of the slower side's rate; floor: the rest beside a sine at -80 dB.
    """

    clean: float
    folded: float
    level: float
    floor: float


def engine(sound: NDArray[np.float32], tune: float) -> Frames:
    """One channel as the engine plays it."""
    pad = Pad(id="p", name="p", layers=(Layer(file="p"),), tune=tune)
    player = Player(RATE)
    player.publish(compile_score(Project(), Kit(name="k", pads=(pad,))), SampleBank({"p": sound}))
    player.trigger(0, 127)
    blocks = int(len(sound) / 2 ** (tune / 12)) // 256
    heard = [player.render(256)[:, 0] for _ in range(blocks)]
    return np.concatenate(heard, dtype=np.float64)


def linear(sound: NDArray[np.float32], tune: float) -> Frames:
    """What a straight line from frame to frame gives."""
    ratio = 2 ** (tune / 12)
    places = np.arange(int(len(sound) / ratio) // 256 * 256) * ratio
    heard: Frames = np.interp(places, np.arange(len(sound)), sound[:, 0])
    return heard


def sine(cycles: float, level: float = 1.0) -> NDArray[np.float32]:
    """A sine of so many cycles a frame, (frames, 1)."""
    t = np.arange(SINE_SECONDS * RATE)
    return np.array(level * np.sin(2 * np.pi * cycles * t), np.float32)[:, None]


def sweep(frames: int) -> NDArray[np.float32]:
    """A sine that rises evenly from 0 to half the rate, (frames, 1)."""
    t = np.arange(frames)
    return np.array(np.sin(np.pi * t * t / (2 * frames)), np.float32)[:, None]


def measure(read: Reader, tune: float) -> Fidelity:
    """The fidelity of one way to read a sound at one pitch."""
    ratio = 2 ** (tune / 12)
    hertz, edge = 997 / RATE, 0.4 / max(1.0, ratio)
    level, _ = _parts(read(sine(edge), tune), edge * ratio)
    return Fidelity(
        clean=np.subtract(*_parts(read(sine(hertz), tune), hertz * ratio)),
        folded=_folded(read(sweep(SWEEP_SECONDS * RATE), tune), ratio),
        level=level,
        floor=_parts(read(sine(hertz, 1e-4), tune), hertz * ratio)[1],
    )


def _parts(heard: Frames, cycles: float) -> tuple[float, float]:
    """Levels of the sine of so many cycles a frame, and of the rest."""
    heard = heard[EDGE : EDGE + RATE]
    t = 2 * np.pi * cycles * np.arange(len(heard))
    basis = np.stack([np.sin(t), np.cos(t)], axis=1)
    fit = basis @ np.linalg.lstsq(basis, heard, rcond=None)[0]
    return _level(fit), _level(heard - fit)


def _level(frames: Frames) -> float:
    """A full sine is 0 dB."""
    return float(10 * np.log10(2 * np.mean(frames**2) + 1e-30))


def _folded(heard: Frames, ratio: float) -> float:
    """The highest peak once the sweep has passed what half the rate can hold."""
    if ratio <= 1:
        return float("-inf")
    return float(20 * np.log10(np.abs(heard[int(len(heard) / ratio * 1.002) : -EDGE]).max()))


def main() -> None:
    """Print a table for the engine, and one for linear interpolation."""
    for name, read in (("engine", engine), ("linear interpolation", linear)):
        print(f"\n{name}\n{'tune':>6}{'clean':>10}{'folded':>10}{'level at 0.4':>14}{'floor':>10}")
        for tune in TUNES:
            found = measure(read, tune)
            print(
                f"{tune:+6.0f}{found.clean:10.1f}{found.folded:10.1f}"
                f"{found.level:14.3f}{found.floor:10.1f}"
            )


if __name__ == "__main__":
    main()
