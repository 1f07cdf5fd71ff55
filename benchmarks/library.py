"""A library of ten thousand files: how soon it is indexed, and how fast it is searched."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import soundfile

from benchmarks.processes import RUNS
from benchmarks.report import Figure
from padsketch.session.sounds.indexing import Indexing
from padsketch.storage.library import Library, Query

N_FILES = 10_000
LOOP_EVERY = 50
"""One file of so many is a loop of four seconds; the others are hits of up to 0.8 s."""
RATE = 44_100
SUFFIXES = ("wav", "wav", "wav", "flac", "ogg")
NAMES = ("Kick", "Snare", "Closed Hat", "Open Hat", "Clap", "Perc", "Tom Low", "Crash")


def library_figures(folder: Path) -> Iterator[Figure]:
    """Wall and processor times; the files come from the system's cache."""
    sounds = folder / "Sounds"
    write_sounds(sounds)
    with Library.open(folder / "index", folder / "sayings") as library:
        seconds, cpu_seconds = _cost_of(lambda: _scan(library, sounds))
        assert library.count(Query()) == N_FILES
        yield Figure("10,000 files, indexed", N_FILES / seconds, "files/s")
        yield Figure("10,000 files, processors", cpu_seconds, "s", 120)
        again, _ = _cost_of(lambda: _scan(library, sounds))
        yield Figure("10,000 files, indexed again", again, "s", 2)
        like = library.find(Query("kick", limit=1))[0].vector
        for what, query in _queries(like).items():
            yield Figure(f"find by {what}", 1000 * _median(library, query), "ms", 50)


def _queries(like: tuple[float, ...]) -> dict[str, Query]:
    return {
        "two words": Query("kick 77"),
        "brightness of all": Query(order="brightness"),
        "tag, length and tempo": Query(tags=("kick",), min_seconds=1, min_bpm=100),
        "similarity to a kick, of all": Query(order="similarity", like=like),
    }


def _scan(library: Library, sounds: Path) -> None:
    indexing = Indexing(library)
    indexing.start([sounds])
    indexing.finish()


def _cost_of(work: Callable[[], None]) -> tuple[float, float]:
    """Wall seconds, and processor seconds of all children."""
    wall, cpu = time.perf_counter(), _children_seconds()
    work()
    return time.perf_counter() - wall, _children_seconds() - cpu


def _children_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _median(library: Library, query: Query) -> float:
    return statistics.median(_cost_of(lambda: _find(library, query))[0] for _ in range(RUNS))


def _find(library: Library, query: Query) -> None:
    library.find(query)


def write_sounds(folder: Path) -> None:
    """Hits and loops of noise and tones, in a hundred folders."""
    chance = np.random.default_rng(1)
    noise = chance.uniform(-0.5, 0.5, 4 * RATE)
    for number in range(N_FILES):
        place = folder / f"Pack {number % 100:02d}"
        place.mkdir(parents=True, exist_ok=True)
        suffix = SUFFIXES[number % len(SUFFIXES)]
        name = f"{NAMES[number % len(NAMES)]} {number:05d}.{suffix}"
        is_loop = number % LOOP_EVERY == 0
        sound = _loop(noise) if is_loop else _hit(chance, noise)
        soundfile.write(place / name, sound, RATE)


def _hit(chance: np.random.Generator, noise: np.ndarray) -> np.ndarray:
    n_frames = int(chance.uniform(0.1, 0.8) * RATE)
    times = np.arange(n_frames) / RATE
    tone = np.sin(2 * np.pi * chance.uniform(40, 8000) * times)
    share = chance.uniform()
    return (share * tone + (1 - share) * noise[:n_frames]) * np.exp(-chance.uniform(5, 40) * times)


def _loop(noise: np.ndarray) -> np.ndarray:
    return noise * np.exp(-8 * (np.arange(len(noise)) % (RATE // 4)) / RATE)
