"""Put the sound of projects and kits into numbers: `python -m benchmarks.sound_check [PROJECT...]`.

Without a project it is the demo, and the kits that ship. Two projects stand side by side, so that
one sees what a change did; a project that has a kit in its folder is played with that one.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import sound_measures as measures
from benchmarks.sound_measures import RATE, Frames, Sound
from padsketch.demo import demo_project
from padsketch.engine.bank import SampleBank
from padsketch.engine.player import N_RETURNS, SONG_ONCE, Player
from padsketch.engine.snapshot import Snapshot
from padsketch.export.length import song_frames
from padsketch.model import Kit, Lane, Pattern, Project, Section
from padsketch.model.step import GLYPH_STEPS
from padsketch.score import compile_score
from padsketch.storage import find_kit, load_kit, load_project
from padsketch.storage.kits import installed_kits
from padsketch.storage.samples import load_samples

BLOCK = 8192
TAIL_SECONDS = 8
Row = tuple[str, str, float]
"""What is measured, in which unit, and what came out."""


@dataclass(frozen=True)
class Performance:
    """A song as it was played: the mix behind the master, the tracks in front of it, the hits."""

    kit: Kit
    mix: Sound
    tracks: Sound
    hits: dict[str, Frames]
    length: int
    states: list[Snapshot]

    def onsets(self, pad: str) -> Frames:
        """The frames at which a pad is hit."""
        return self.hits.get(pad, np.zeros(0, np.int64))

    def track(self, pad: str) -> Sound:
        """What a pad's track put into the mix."""
        place = self.kit.index(pad)
        return self.tracks[place] if place is not None else np.zeros_like(self.mix)


def perform(project: Project, folder: Path | None) -> Performance:
    """Play a song once, and listen a while longer."""
    kit_folder = find_kit(project.kit, folder)
    kit = load_kit(kit_folder)
    length = song_frames(project, RATE)
    score = compile_score(project, kit)
    bank = SampleBank(load_samples(kit_folder, kit, RATE))
    player = Player(RATE)
    player.publish(score, bank)
    player.set_master(True)
    player.restart_meters()
    player.play_song(flags=SONG_ONCE)
    total = -(-(length + TAIL_SECONDS * RATE) // BLOCK) * BLOCK
    tracks = np.zeros((len(kit.pads) + N_RETURNS, total, 2), np.float32)
    mix = np.zeros((total, 2))
    states = []
    for start in range(0, total, BLOCK):
        part = np.zeros((len(tracks), BLOCK, 2), np.float32)
        mix[start : start + BLOCK] = player.render(BLOCK, part)
        tracks[:, start : start + BLOCK] = part
        states.append(player.snapshot())
    return Performance(kit, mix, tracks.astype(float), hits_of(player, length, kit), length, states)


def hits_of(player: Player, length: int, kit: Kit) -> dict[str, Frames]:
    """The frames of every pad's hits, from playing the song once more without its sound."""
    player.play_song(flags=SONG_ONCE)
    start = player.snapshot().frame
    rows = player.hits(length)
    return {
        pad.id: rows["frame"][rows["pad"] == place].astype(np.int64) - start
        for place, pad in enumerate(kit.pads)
    }


def song_rows(song: Performance) -> Iterator[Row]:
    """Everything that is measured of a song."""
    music = song.mix[: song.length]
    off = measures.balance(music)
    playing = song.states[: song.length // BLOCK]
    yield "integrated loudness", "LUFS", song.states[-1].integrated
    yield "true peak", "dBTP", 20 * np.log10(song.states[-1].true_peak)
    yield "glue, at its median", "dB", float(np.median([s.glue_reduction for s in playing]))
    yield "limiter, at its most", "dB", max(s.limiter_reduction for s in playing)
    yield "ducking of the bass, at its most", "dB", ducking(song)
    yield "crest factor", "dB", measures.crest(music)
    yield "away from the slope", "dB rms", float(np.sqrt(np.mean(off**2)))
    for name, low, high in REGIONS:
        yield f"  {name}", "dB", measures.region(off, low, high)
    yield "kick above bass, at its hits", "dB", kick_and_bass(song)
    yield "likeness of hats in a row", "0..1", hat_likeness(song)
    yield "left and right alike", "-1..1", measures.correlation(music)
    yield "  below 150 Hz", "-1..1", measures.correlation(music, measures.LOW_HZ)
    tail = song.mix[song.length + (TAIL_SECONDS - 2) * RATE :]
    yield "6 s after the end", "dBFS", measures.decibels(float(np.mean(tail**2)))


REGIONS = (
    ("sub, to 80 Hz", 0, 80),
    ("low, to 250 Hz", 80, 250),
    ("middle, to 2 kHz", 250, 2000),
    ("presence, to 6 kHz", 2000, 6000),
    ("air", 6000, 20_000),
)


def kick_and_bass(song: Performance) -> float:
    """How far the kick is above the bass where both are hit within a tenth of a second."""
    basses = song.onsets("bass")
    kicks = song.onsets("kick")
    near = [kick for kick in kicks if np.any(np.abs(basses - kick) < RATE // 10)]
    return measures.room_for_kick(song.track("kick"), song.track("bass"), np.array(near))


def ducking(song: Performance) -> float:
    """How far the compressor of the bass closes."""
    place = song.kit.index("bass")
    return max(s.track_reductions[place] for s in song.states) if place is not None else 0.0


def hat_likeness(song: Performance) -> float:
    """How alike hats are that follow one another."""
    return measures.repetition(song.track("hat"), song.onsets("hat"))


def kit_rows(kits: Path) -> Iterator[Row]:
    """How alike hits of one velocity are that follow one another, for every kit in a folder."""
    for folder in sorted(file.parent for file in kits.glob("*/kit.toml")):
        for pad in ("hat", "shaker", "snare"):
            lanes = {pad: Lane(steps=(GLYPH_STEPS["x"],) * 16)}
            section = Section(section="", pattern="A1", repeats=4)
            project = Project(
                kit=folder.name, patterns={"A1": Pattern(lanes=lanes)}, song=(section,)
            )
            song = perform(project, kits)
            alike = measures.repetition(song.track(pad), song.onsets(pad))
            yield f"{folder.name}: likeness of {pad}s in a row", "0..1", alike


def print_columns(heads: list[str], columns: list[list[Row]]) -> None:
    """A row for what is measured, a column for what it was measured of."""
    print(f"{'':40}{'':8}" + "".join(f"{head[-13:]:>14}" for head in heads))
    for rows in zip(*columns, strict=True):
        name, unit, _ = rows[0]
        print(
            f"{name:40}{unit:8}" + "".join(f"{round(value, 2) + 0.0:14.2f}" for *_, value in rows)
        )


def main() -> None:
    """Measure projects, then kits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("projects", nargs="*", type=Path, metavar="PROJECT")
    parser.add_argument(
        "--kits", nargs="*", type=Path, default=[], help="folders with kits in them"
    )
    options = parser.parse_args()
    songs = [(str(path), load_project(path), path) for path in options.projects]
    songs = songs or [("demo", demo_project(), None)]
    columns = [list(song_rows(perform(project, folder))) for _, project, folder in songs]
    print_columns([name for name, _, _ in songs], columns)
    shelves = options.kits or [installed_kits()[0].parent]
    print_columns([str(path) for path in shelves], [list(kit_rows(path)) for path in shelves])


if __name__ == "__main__":
    main()
