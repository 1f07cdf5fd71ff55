"""What a voice costs: nanoseconds of the rendering thread for every stereo frame of every voice."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from benchmarks.processes import RUNS
from benchmarks.report import Figure
from padsketch.engine.bank import SampleBank
from padsketch.engine.player import Player
from padsketch.model import Kit, Lane, Layer, Pad, Pattern, Project, Step
from padsketch.model.mixer import Channel, Master
from padsketch.score import compile_score

RATE = 48_000
SECONDS = 10
BLOCK = 256
TUNES = (-5.0, -4.0, -3.0, -2.0, -1.0, 1.0, 2.0, 3.0, 4.0, 5.0)
LAYERS = 16
COUNTS = (16, 64, 256, 1024)
SHAPED = {"cutoff": 2000.0, "resonance": 0.3, "attack": 5.0, "decay": 3000.0}
MIXED = {
    "eq_low_db": 3.0,
    "eq_high_db": -3.0,
    "comp_threshold_db": -20.0,
    "comp_ratio": 3.0,
    "send_delay": -12.0,
    "send_reverb": -12.0,
}
MASTERED = {"glue_threshold_db": -20.0, "glue_ratio": 2.0, "clip_db": 3.0, "limiter": 1.0}


class Kind(NamedTuple):
    """Voices of one kind: what they are tuned to in semitones, their pads' values, their bar."""

    name: str
    bar: float
    tunes: tuple[float, ...]
    values: Mapping[str, float]
    with_renditions: bool = False


KINDS = (
    Kind("unpitched", 0.6, (0.0,), {}),
    Kind("pitched, from renditions", 0.6, TUNES, {}, True),
    Kind("sinc", 4.0, TUNES, {}),
    Kind("sinc, filter, envelope", 6.0, TUNES, SHAPED),
)


class Cost(NamedTuple):
    """Seconds that each block took its thread, and the voices that sounded in it."""

    seconds: list[float]
    voices: list[int]


def voice_figures() -> Iterator[Figure]:
    """Voices alone, in numbers that grow, then whole blocks."""
    for kind in KINDS:
        for count in COUNTS:
            yield _voice_figure(kind, count)
    yield _crowd_figure("64 frames of 256 voices, from renditions", with_renditions=True)
    yield _crowd_figure("64 frames of 256 voices, sinc", with_renditions=False)
    yield from _mix_figures()


def _crowd_figure(what: str, with_renditions: bool) -> Figure:
    """A score plays from renditions; what a hand plays at a new pitch is read by sinc at first."""
    player = new_player(256, TUNES, with_renditions=with_renditions)
    player.play_pattern(0)
    return Figure(what, 1e6 * statistics.median(measure(player, 64).seconds), "us", 60)


def _voice_figure(kind: Kind, count: int) -> Figure:
    value = statistics.median(_nanoseconds(kind, count) for _ in range(RUNS))
    return Figure(f"{kind.name}, {count} voices", value, "ns", kind.bar)


def _nanoseconds(kind: Kind, count: int) -> float:
    """What every frame of a voice adds to a block in which none sounds."""
    player = new_player(count, kind.tunes, kind.values, with_renditions=kind.with_renditions)
    idle = statistics.median(measure(player, BLOCK).seconds)
    player.play_pattern(0)
    cost = measure(player, BLOCK)
    return 1e9 * (sum(cost.seconds) - idle * len(cost.seconds)) / (BLOCK * sum(cost.voices))


def _mix_figures() -> Iterator[Figure]:
    """64 voices with filters and envelopes through strips, both returns and the master."""
    player = new_player(64, TUNES, SHAPED, MIXED, MASTERED)
    player.play_pattern(0)
    shares = 100 * np.array(measure(player, 128).seconds) * RATE / 128
    yield Figure("128 frames of a full mix, mean", float(shares.mean()), "%", 8)
    rare = float(np.percentile(shares, 99.9))
    yield Figure("128 frames of a full mix, 99.9th percentile", rare, "%", 16)


def new_player(
    count: int,
    tunes: tuple[float, ...],
    values: Mapping[str, float] | None = None,
    channel: Mapping[str, float] | None = None,
    master: Mapping[str, float] | None = None,
    with_renditions: bool = False,
) -> Player:
    """A player whose pattern keeps so many two-second stereo samples sounding, 16 a track."""
    pads = count // LAYERS
    random = np.random.default_rng(count)
    files = [f"{number}.wav" for number in range(count)]
    kit = Kit(
        name="Voices",
        pads=tuple(
            Pad(
                id=f"p{pad}",
                name=f"P{pad}",
                layers=tuple(
                    Layer(file=files[number], tune=tunes[number % len(tunes)], level_db=-40.0)
                    for number in range(pad, count, pads)
                ),
                **values or {},
            )
            for pad in range(pads)
        ),
    )
    bank = {name: random.normal(0, 0.1, (2 * RATE, 2)).astype(np.float32) for name in files}
    lanes = {pad.id: Lane(steps=(Step(velocity=127),)) for pad in kit.pads}
    project = Project(
        bpm=120.0,
        patterns={"A1": Pattern(lanes=lanes)},
        mixer={pad.id: Channel(**channel or {}) for pad in kit.pads},
        master=Master(**master or {}),
    )
    player, score = Player(RATE), compile_score(project, kit)
    samples = SampleBank(bank)
    if with_renditions:
        samples.prepare(score, RATE, limit_bytes=2**32)
    player.publish(score, samples)
    return player


def measure(player: Player, block: int) -> Cost:
    """Ten seconds of blocks, timed by the clock of this thread."""
    mix = np.zeros((block, 2), dtype=np.float32)
    seconds, voices = [], []
    for _ in range(SECONDS * RATE // block):
        before = time.thread_time_ns()
        player.render_into(mix)
        seconds.append((time.thread_time_ns() - before) / 1e9)
        voices.append(player.snapshot().voices)
    return Cost(seconds, voices)
