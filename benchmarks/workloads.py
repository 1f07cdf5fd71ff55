"""The music and the kits that are measured: the same from the same seed, on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import soundfile
from numpy.typing import NDArray

SEED = 20_170
BPM = 170
TRACKS, PATTERNS, STEPS, BARS = 16, 8, 16, 170
DENSITY = 0.6
MEAN_SECONDS = 1.28
"""Length of a sample on average: with 109 hits a second, 126 voices sound at once."""
PITCHED = 10
"""Tracks whose tune is not zero; two of them are tuned step by step as well."""
STEP_SECONDS = 60 / BPM / 4
SECONDS = BARS * STEPS * STEP_SECONDS


class Sample(NamedTuple):
    """A sound: 16-bit frames of shape (frames, channels) at a rate in hertz."""

    frames: NDArray[np.int16]
    rate: int


class Hit(NamedTuple):
    """When a track sounds, in seconds, how hard, and how far its sample is pitched."""

    seconds: float
    track: int
    velocity: int
    semitones: int


class Beat(NamedTuple):
    """Four minutes for 16 tracks: 8 patterns of one bar, each played twice in turn.

    velocities (patterns, tracks, steps), 0 for a rest; semitones likewise, -5 to 5.
    """

    samples: list[Sample]
    velocities: NDArray[np.int64]
    semitones: NDArray[np.int64]

    def hits(self) -> Iterator[Hit]:
        """Every hit in the order of its time."""
        for bar in range(BARS):
            pattern = bar // 2 % PATTERNS
            for step, track in zip(*np.nonzero(self.velocities[pattern].T), strict=True):
                velocity = int(self.velocities[pattern, track, step])
                semitones = int(self.semitones[pattern, track, step])
                yield Hit((bar * STEPS + step) * STEP_SECONDS, int(track), velocity, semitones)


def make_beat() -> Beat:
    """The beat of every renderer: about 26,000 hits that ring to their ends."""
    random = np.random.default_rng(SEED)
    shape = (PATTERNS, TRACKS, STEPS)
    velocities = np.where(random.random(shape) < DENSITY, random.choice([50, 100, 127], shape), 0)
    tunes = np.where(np.arange(TRACKS) < PITCHED, random.choice([-5, -3, -2, 2, 3, 5], TRACKS), 0)
    semitones = np.broadcast_to(tunes[:, None], shape).copy()
    semitones[:, :2, ::4] = random.integers(-5, 6, (PATTERNS, 2, STEPS // 4))
    lengths = random.permutation(np.linspace(0.3, 2 * MEAN_SECONDS - 0.3, TRACKS))
    samples = [
        make_sample(random, seconds, 1 + track % 2, 48_000 if track // 2 % 2 else 44_100)
        for track, seconds in enumerate(lengths)
    ]
    return Beat(samples, velocities, semitones)


def make_sample(random: np.random.Generator, seconds: float, channels: int, rate: int) -> Sample:
    """A chord of decaying partials with a little noise: nothing in it is silent or periodic."""
    time = np.arange(round(seconds * rate)) / rate
    tone = np.zeros((len(time), channels))
    for frequency in random.uniform(60, 6000, 6):
        tone += np.sin(2 * np.pi * (frequency * time[:, None] + random.random(channels)))
    tone += random.normal(0, 0.5, tone.shape)
    fall = np.exp(-3 * time / seconds) * np.minimum(1, (seconds - time) * 200)
    return Sample(np.round(0.02 * 32767 * tone * fall[:, None]).astype(np.int16), rate)


def write_project(beat: Beat, folder: Path, bars: int = BARS) -> None:
    """The beat, or the first bars of it, as a project with its kit in a folder."""
    kit = folder / "kit"
    kit.mkdir(parents=True)
    for track, sample in enumerate(beat.samples):
        soundfile.write(kit / f"t{track:02d}.wav", sample.frames, sample.rate, "PCM_16")
    (kit / "kit.toml").write_text("\n".join(_kit_lines(beat)) + "\n")
    (folder / "project.toml").write_text("\n".join(_project_lines(beat, bars)) + "\n")


def write_big_kit(folder: Path, files: int = 1000, megabytes: int = 200) -> None:
    """A kit of many stereo WAV files at 48 kHz: 50 pads whose layers split the velocities."""
    random = np.random.default_rng(SEED)
    folder.mkdir(parents=True)
    n_frames = megabytes * 1_000_000 // files // 4
    noise = (random.normal(0, 2000, (n_frames + files, 2))).astype(np.int16)
    for number in range(files):
        soundfile.write(_file(folder, number), noise[number : number + n_frames], 48_000, "PCM_16")
    (folder / "kit.toml").write_text("\n".join(_big_kit_lines(files)) + "\n")


def _kit_lines(beat: Beat) -> Iterator[str]:
    yield from ('format = "padsketch-kit"', "version = 1", 'name = "Bench"')
    for track in range(TRACKS):
        yield from ("", "[[pads]]", f'id = "t{track:02d}"', f'name = "T{track:02d}"')
        yield f'layers = [{{ file = "t{track:02d}.wav" }}]'
        yield f"tune = {_pad_tune(beat, track):.1f}"


def _pad_tune(beat: Beat, track: int) -> float:
    return float(beat.semitones[0, track, 1])


def _project_lines(beat: Beat, bars: int) -> Iterator[str]:
    yield from ('format = "padsketch-project"', "version = 1", 'title = "Bench"')
    yield from (f"bpm = {BPM:.1f}", 'meter = "4/4"', f"seed = {SEED}", 'kit = "kit"')
    for pattern in range(PATTERNS):
        yield from _pattern_lines(beat, pattern)
    for section in range(bars // 2):
        yield from ("", "[[song]]", f'section = "{section}"')
        yield from (f'pattern = "A{section % PATTERNS + 1}"', "repeats = 2")


def _pattern_lines(beat: Beat, pattern: int) -> Iterator[str]:
    name = f"patterns.A{pattern + 1}"
    yield from ("", f"[{name}]", f"length = {STEPS}", 'step = "1/16"', "", f"[{name}.lanes]")
    glyphs = {0: ".", 50: "o", 100: "x", 127: "X"}
    for track, row in enumerate(beat.velocities[pattern]):
        yield f't{track:02d} = "{"".join(glyphs[int(velocity)] for velocity in row)}"'
    for track, row in enumerate(beat.semitones[pattern]):
        is_locked = (row != _pad_tune(beat, track)) & (beat.velocities[pattern, track] > 0)
        for step in np.flatnonzero(is_locked):
            yield from ("", f"[[{name}.locks]]", f'lane = "t{track:02d}"')
            yield from (f"step = {step + 1}", f"tune = {row[step]:.1f}")


def _file(folder: Path, number: int) -> Path:
    return folder / f"s{number:04d}.wav"


def _big_kit_lines(files: int, pads: int = 50) -> Iterator[str]:
    yield from ('format = "padsketch-kit"', "version = 1", 'name = "Big"')
    each = files // pads
    for pad in range(pads):
        yield from ("", "[[pads]]", f'id = "p{pad:02d}"', f'name = "P{pad:02d}"', "layers = [")
        for layer in range(each):
            low, high = 1 + layer * 127 // each, (layer + 1) * 127 // each
            name = _file(Path(), pad * each + layer).name
            yield f'  {{ file = "{name}", velocity = [{low}, {high}] }},'
        yield "]"
