"""The program of the process that brings the index of sounds up to date; see `indexing`.

    python -P -m padsketch.session.sounds.indexer INDEX SAYINGS   (standard input: folders)

It listens in a process of its own, behind everything else, so that the screen and the music never
wait for it. Each line that it writes says how many files are done, and how many there are.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from padsketch.analysis.character import character
from padsketch.analysis.key import key_of
from padsketch.analysis.tempo import Tempo, tempo_of
from padsketch.formats.riff import notes_in
from padsketch.storage.decoding import Beginning, Decoders
from padsketch.storage.library import Heard, Library

POLITENESS = 10
"""How far behind the music it stands."""
N_CHILDREN = min(2, os.cpu_count() or 1)
PATIENCE = 30.0
"""Seconds for the beginning of a file."""
HEARD_SECONDS = 30
"""Of a sound; a longer one has the tempo that its name or its file says."""
LEAST_SECONDS = 1.0
"""A shorter sound is one hit: it has neither a tempo nor a key."""
LEAST_CONFIDENCE = 0.33
"""A tempo that is less sure is not told: most of what has none sounds a little like having one."""
SEPARATOR = b"\0"
"""Between folders: no name holds it."""


def main() -> None:
    """Scan the folders of the standard input, as long as somebody reads the progress."""
    os.nice(POLITENESS)
    index, sayings = (Path(name) for name in sys.argv[1:3])
    names = sys.stdin.buffer.read().split(SEPARATOR)
    folders = [Path(os.fsdecode(name)) for name in names if name]
    with Library.open(index, sayings) as library, Decoders(N_CHILDREN, PATIENCE) as decoders:
        library.scan(
            folders, lambda path: listen(decoders, path), progress=_tell, n_threads=N_CHILDREN
        )


def listen(decoders: Decoders, path: Path) -> Heard:
    """What the beginning of a file says of it; raises SampleError."""
    beginning = decoders.listen(path, HEARD_SECONDS)
    frames, rate, n_frames = beginning
    is_hit = n_frames < LEAST_SECONDS * rate
    tempo = None if is_hit else _tempo(beginning, path)
    key = "" if is_hit else key_of(frames, rate)
    sound = character(frames, rate)
    return Heard(rate, frames.shape[1], n_frames, tempo and tempo.bpm, key, *sound)


def _tempo(beginning: Beginning, path: Path) -> Tempo | None:
    frames, rate, n_frames = beginning
    notes = notes_in(path)
    # The length of a beginning says nothing.
    whole = frames if len(frames) == n_frames else frames[:1]
    tempo = tempo_of(whole, rate, path.name, notes.tempo, notes.beats)
    return tempo if tempo and tempo.confidence >= LEAST_CONFIDENCE else None


def _tell(done: int, total: int) -> None:
    print(done, total, flush=True)


if __name__ == "__main__":
    main()
