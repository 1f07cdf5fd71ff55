"""The kits that were opened: kept for undo, their samples read one after the other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from padsketch import storage
from padsketch.engine.bank import Audio, SampleBank
from padsketch.errors import InvalidFile
from padsketch.model import Kit
from padsketch.session.outline import Outlines, outline_of
from padsketch.storage.samples import stream_samples

Progress = Callable[[int, int], None]


class LoadedKit(NamedTuple):
    """A kit with its samples at the player's rate, and their outlines by file.

    While it is being filled, a sample that has not come yet is silent and has no outline.
    """

    name: str
    folder: Path
    kit: Kit
    bank: SampleBank
    outlines: Outlines


class KitShelf:
    """Kits by the name that projects give them, their samples at one rate."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._kits: dict[str, LoadedKit] = {}
        self._filling = threading.Lock()

    def get(self, name: str) -> LoadedKit | None:
        """A kit that was opened before."""
        return self._kits.get(name)

    def open(self, name: str, project: Path | None) -> LoadedKit:
        """A kit from the shelf, else from disk, as seen from a project's folder; to be filled.

        Raises InvalidFile.
        """
        if name not in self._kits:
            folder = storage.find_kit(name, project)
            kit = storage.load_kit(folder)
            bank = SampleBank.reserved(kit.files)
            self._kits[name] = LoadedKit(name, folder, kit, bank, Outlines())
        return self._kits[name]

    def fill(self, loaded: LoadedKit, files: Sequence[str], progress: Progress | None) -> None:
        """Read those of the files that the kit does not have yet, in this order; from any thread.

        Raises SampleError with every file that cannot be read; the others are there then.
        """

        def receive(file: str, frames: Audio) -> None:
            loaded.bank.fill(file, frames)
            loaded.outlines[file] = outline_of(frames, self._rate)

        with self._filling:
            missing = [file for file in files if file not in loaded.outlines]
            stream_samples(loaded.folder, missing, self._rate, receive, progress, loaded.bank.room)


def installed_kits() -> list[tuple[str, Kit | None]]:
    """The names of the installed kits and what they hold; None for one that is damaged."""
    return [(folder.name, _kit_or_none(folder)) for folder in storage.installed_kits()]


def _kit_or_none(folder: Path) -> Kit | None:
    try:
        return storage.load_kit(folder)
    except InvalidFile:
        return None
