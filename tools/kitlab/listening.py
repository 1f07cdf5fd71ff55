"""The sounds as the engine plays them, shaped by the parameters of their pads."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np
from msgspec.structs import replace

from kitlab.signal import RATE, Signal
from padsketch.engine.bank import Audio, SampleBank
from padsketch.engine.player import MAX_BLOCK, Player
from padsketch.model import Kit, Layer, Pad, Project
from padsketch.score import compile_score
from padsketch.storage import load_kit
from padsketch.storage.samples import load_samples


def listen(folder: Path, velocity: int = 127) -> dict[str, Signal]:
    """Play every file of a kit as its pad shapes it, before its levels.

    Returns (frames, 2) by file.
    """
    kit = load_kit(folder)
    samples = load_samples(folder, kit, RATE)
    return dict(chain.from_iterable(listen_to_pad(pad, samples, velocity) for pad in kit.pads))


def listen_to_pad(
    pad: Pad, samples: dict[str, Audio], velocity: int
) -> Iterator[tuple[str, Signal]]:
    """Play the files of a pad, each as a pad of its own."""
    files = [layer.file for layer in pad.layers]
    bare = [
        replace(pad, id=str(n), level_db=0.0, pan=0.0, choke=0, layers=(Layer(file=file),))
        for n, file in enumerate(files)
    ]
    player = Player(RATE)
    score = compile_score(Project(), Kit(name=pad.name, pads=tuple(bare)))
    player.publish(score, SampleBank({file: samples[file] for file in files}))
    for n, file in enumerate(files):
        player.trigger(n, velocity)
        yield file, np.concatenate(list(until_silence(player))).astype(float)


def until_silence(player: Player) -> Iterator[Audio]:
    """Yield blocks until the last voice has ended."""
    yield player.render(MAX_BLOCK)
    while player.snapshot().voices:
        yield player.render(MAX_BLOCK)
