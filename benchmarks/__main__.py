"""Measure everything: `python -m benchmarks [CHAPTER ...]`; `--help` names the chapters."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import (
    batches,
    journal,
    keys,
    library,
    listening,
    loading,
    rendering,
    screen,
    startup,
    voices,
)
from benchmarks.peers.figures import peer_figures
from benchmarks.report import Figure, print_figures
from benchmarks.workloads import make_beat

MEMORY = Path("/dev/shm")
"""Files are written to memory where there is some: how fast a disk is says nothing of us."""

Measure = Callable[[Path], Iterator[Figure]]
CHAPTERS: dict[str, tuple[str, Measure]] = {
    "rendering": (
        "Four minutes, 16 tracks, 26,000 hits, whole processes",
        lambda folder: rendering.render_figures(make_beat(), folder),
    ),
    "voices": ("Voices", lambda folder: voices.voice_figures()),
    "batches": ("A hundred small projects", batches.batch_figures),
    "loading": ("Loading", loading.loading_figures),
    "library": ("A library of sounds", library.library_figures),
    "startup": ("Start-up", lambda folder: startup.startup_figures()),
    "screen": ("Sixteen lanes of 32 steps, playing, as a whole process", screen.screen_figures),
    "keys": ("Keys", keys.key_figures),
    "journal": ("The journal, processor time", journal.journal_figures),
    "listening": (
        "Onsets and tempos, beside what is known of loops and grooves",
        lambda folder: listening.listening_figures(),
    ),
    "peers": (
        "The same four minutes from other programs",
        lambda folder: peer_figures(make_beat(), folder),
    ),
}


def main() -> None:
    """Print the figures of some chapters, of all when none is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("chapters", nargs="*", metavar="CHAPTER", help=", ".join(CHAPTERS))
    names = parser.parse_args().chapters or list(CHAPTERS)
    if unknown := set(names) - set(CHAPTERS):
        parser.error(f"there is no chapter {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as bytecode:
        keep_bytecode(bytecode)
        figures = [figure for name in names for figure in measured(name)]
    bars = [figure for figure in figures if figure.bar is not None]
    print(f"\n{sum(figure.is_missed for figure in bars)} of {len(bars)} bars missed")


def keep_bytecode(folder: str) -> None:
    """Have every process find its modules compiled, as an installed program does."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = folder


def measured(name: str) -> list[Figure]:
    """Print the figures of a chapter, in a folder of its own."""
    title, measure = CHAPTERS[name]
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        return print_figures(title, measure(Path(folder)))


if __name__ == "__main__":
    main()
