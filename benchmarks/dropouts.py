"""Whether the device loses a frame while Python is busy.

Plays a project through the null sink of a sound server of its own, beside threads that keep the
interpreter busy, and compares what the sink was given with the offline render, frame by frame:
`PYTHONPATH=tests python benchmarks/dropouts.py [PROJECT] [--seconds N] [--latency S]`.
"""

from __future__ import annotations

import argparse
import gc
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from padsketch import storage
from padsketch.demo import demo_project
from padsketch.engine.bank import SampleBank
from padsketch.engine.player import SONG_LOOPS, Player
from padsketch.model import PATTERN_NAMES, Project
from padsketch.outputs.device import DeviceOutput
from padsketch.score import Score, compile_score
from padsketch.storage.samples import load_samples
from sound_server import DEVICE, RATE, running_server

Audio = NDArray[np.float32]
BUSY_THREADS = 2
BLOCK = 8192


class Music(NamedTuple):
    score: Score
    bank: SampleBank
    pattern: int
    has_song: bool

    def new_player(self) -> Player:
        player = Player(RATE)
        player.publish(self.score, self.bank)
        return player

    def play(self, player: Player) -> None:
        if self.has_song:
            player.play_song(0, SONG_LOOPS)
        else:
            player.play_pattern(self.pattern)


def load_music(path: Path | None) -> Music:
    project: Project = storage.load_project(path) if path else demo_project()
    folder = storage.find_kit(project.kit, storage.project_folder(path) if path else None)
    kit = storage.load_kit(folder)
    bank = SampleBank(load_samples(folder, kit, RATE))
    pattern = next(i for i, name in enumerate(PATTERN_NAMES) if name in project.patterns)
    return Music(compile_score(project, kit), bank, pattern, bool(project.song))


@contextmanager
def busy_interpreter() -> Iterator[None]:
    """Arithmetic and garbage in threads that never wait."""
    over = threading.Event()

    def burn() -> None:
        while not over.is_set():
            rings: list[object] = [[] for _ in range(10_000)]
            rings.append(rings)
            del rings
            gc.collect(0)

    threads = [threading.Thread(target=burn) for _ in range(BUSY_THREADS)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def live(music: Music, frames: int, latency: float) -> tuple[Audio, int]:
    """What the sink was given, from the first sound on, and the dropouts the device told of."""
    with running_server() as server:
        os.environ["PULSE_SERVER"] = server.address
        player = music.new_player()
        output = DeviceOutput(player, DEVICE, latency=latency)
        with server.recording() as recording, busy_interpreter():
            output.start()
            music.play(player)
            sound = recording.await_sound(frames)
        output.stop()
        return sound, player.snapshot().xruns


def offline(music: Music, frames: int) -> Audio:
    """The same frames as `render` gives them."""
    player = music.new_player()
    music.play(player)
    blocks = [player.render(BLOCK)]
    while not blocks[-1].any():
        blocks = [player.render(BLOCK)]
    first = int(blocks[0].any(axis=1).argmax())
    blocks += [player.render(BLOCK) for _ in range(frames // BLOCK + 1)]
    return np.concatenate(blocks)[first : first + frames]


def main() -> None:
    """Print the frames that were compared, the first that differs, and the dropouts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", nargs="?", type=Path, help="a project; the demo without one")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--latency", type=float, default=0.03, help="seconds, as a wish")
    options = parser.parse_args()
    music = load_music(options.project)
    frames = options.seconds * RATE
    sound, xruns = live(music, frames, options.latency)
    different = (sound != offline(music, frames)).any(axis=1)
    print(f"frames compared:    {len(sound)}")
    print(f"first difference:   {int(different.argmax()) if different.any() else 'none'}")
    print(f"frames that differ: {int(different.sum())}")
    print(f"dropouts told of:   {xruns}")


if __name__ == "__main__":
    main()
