"""How fast the demo song renders: seconds of music per second of processor time."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from padsketch import storage
from padsketch.demo import demo_project
from padsketch.engine.bank import SampleBank
from padsketch.engine.player import SONG_LOOPS, Player
from padsketch.score import compile_score
from padsketch.storage.samples import load_samples

RATE = 48_000
SECONDS = 60
RUNS = 5


def make_player() -> tuple[Player, int]:
    """A player in front of the demo song, and its number of tracks."""
    project = demo_project()
    folder = storage.find_kit(project.kit, None)
    kit = storage.load_kit(folder)
    player = Player(RATE)
    player.publish(compile_score(project, kit), SampleBank(load_samples(folder, kit, RATE)))
    player.play_song(0, SONG_LOOPS)
    return player, len(kit.pads)


def render(block: int, with_stems: bool) -> Callable[[], None]:
    """A minute of the demo in blocks, into arrays that are used again."""
    player, n_tracks = make_player()
    mix = np.zeros((block, 2), dtype=np.float32)
    stems = np.zeros((n_tracks, block, 2), dtype=np.float32) if with_stems else None

    def run() -> None:
        for _ in range(SECONDS * RATE // block):
            player.render_into(mix, stems)

    return run


def ratio(run: Callable[[], None]) -> float:
    """Times real time, the median of some runs, in processor time of this process."""
    taken = []
    for _ in range(RUNS):
        before = time.process_time()
        run()
        taken.append(time.process_time() - before)
    return SECONDS / float(np.median(taken))


def main() -> None:
    """Print a table."""
    print("the demo song, x real time")
    for block in (64, 256, 1024):
        mix, stems = ratio(render(block, False)), ratio(render(block, True))
        print(f"  blocks of {block:5d}: mix {mix:6.0f} x   with all stems {stems:6.0f} x")


if __name__ == "__main__":
    main()
