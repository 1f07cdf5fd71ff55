"""What the engine's tests play with: pads, sounds whose frames can be told apart, and a player."""

import numpy as np

from oracle import Hit
from padsketch.engine.bank import SampleBank
from padsketch.engine.player import MAX_BLOCK, N_RETURNS, Player
from padsketch.model import REST, Kit, Lane, Layer, Pad, Pattern, Project, Step
from padsketch.model.step import GLYPH_STEPS
from padsketch.score import compile_score

RATE = 48_000
BLOCK = 256
X = Step(velocity=127)


def ramp(frames, channels=1):
    """A sound whose n-th frame has the value (n + 1) / 65,536, which a float holds exactly."""
    values = np.arange(1, frames + 1, dtype=np.float32) / 65536
    return np.repeat(values[:, None], channels, axis=1)


def steady(frames, channels=1, value=0.5):
    """A sound of one value, so that every gain can be read from what comes out."""
    return np.full((frames, channels), value, dtype=np.float32)


def sine(frames, hertz, rate=RATE, channels=1):
    wave = np.sin(2 * np.pi * hertz * np.arange(frames) / rate).astype(np.float32)
    return np.repeat(wave[:, None], channels, axis=1)


def noise(frames, channels=1, seed=0):
    return np.random.default_rng(seed).uniform(-0.5, 0.5, (frames, channels)).astype(np.float32)


def pad(name, **options):
    """A pad with one layer of its own name, unless told otherwise."""
    layers = options.pop("layers", (Layer(file=name),))
    return Pad(id=name, name=name, layers=layers, **options)


def kit_of(*pads):
    return Kit(name="test", pads=tuple(pad(p) if isinstance(p, str) else p for p in pads))


def lane(text, **options):
    """A lane from glyphs, as projects are written."""
    return Lane(steps=tuple(GLYPH_STEPS.get(glyph, REST) for glyph in text), **options)


def pattern_of(length=16, **lanes):
    rows = {name: lane(row) if isinstance(row, str) else row for name, row in lanes.items()}
    return Pattern(length=length, lanes=rows)


def project_of(length=16, bpm=120.0, **lanes):
    """A project of one pattern, A1."""
    return Project(bpm=bpm, patterns={"A1": pattern_of(length, **lanes)})


def new_player(project, kit, sounds, rate=RATE):
    """A player that has been given a project with its sounds, and does not play yet."""
    player = Player(rate)
    player.publish(compile_score(project, kit), SampleBank(sounds))
    return player


def render(player, frames, block=BLOCK):
    """The next frames of the mix, in blocks of one size."""
    sizes = [min(block, frames - done) for done in range(0, frames, block)]
    return np.concatenate([player.render(size) for size in sizes])


def render_stems(player, frames, n_tracks, block=BLOCK):
    """(mix, stems) of the next frames in one pass; the last stems are the returns."""
    mix = np.empty((frames, 2), dtype=np.float32)
    stems = np.empty((n_tracks + N_RETURNS, frames, 2), dtype=np.float32)
    for first in range(0, frames, block):
        size = min(block, frames - first)
        part = np.empty((n_tracks + N_RETURNS, size, 2), dtype=np.float32)
        mix[first : first + size] = player.render(size, part)
        stems[:, first : first + size] = part
    return mix, stems


def play(project, kit, sounds, frames, block=BLOCK, rate=RATE, pattern=0):
    """The first frames of a pattern."""
    player = new_player(project, kit, sounds, rate)
    player.play_pattern(pattern)
    return render(player, frames, block)


def one_shot(sound, frames, velocity=127, rate=RATE, **options):
    """The first frames of one pad that is hit once."""
    player = new_player(Project(), kit_of(pad("p", **options)), {"p": sound}, rate)
    player.trigger(0, velocity)
    return render(player, frames)


def all_hits(player, frames, chunk=MAX_BLOCK):
    """The hits of the next frames, as the fields of `oracle.Hit`."""
    tables = [player.hits(min(chunk, frames - done)) for done in range(0, frames, chunk)]
    return [row for table in tables for row in table[list(Hit._fields)].tolist()]
