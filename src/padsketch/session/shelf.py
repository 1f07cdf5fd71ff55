"""The kits that were opened: kept for undo, their sounds read one after the other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from padsketch import storage
from padsketch.engine.bank import Audio, SampleBank
from padsketch.errors import InvalidFile
from padsketch.model import Kit
from padsketch.model.treatment import Sound
from padsketch.session.outline import Outlines, outline_of
from padsketch.storage.samples import stream_samples
from padsketch.storage.sources import SampleFolders

Progress = Callable[[int, int], None]


class LoadedKit:
    """A kit with its sounds at the player's rate, and their outlines by key.

    While it is being filled, a sound that has not come yet is silent and has no outline; refused
    are those that cannot be read. The bank changes with what a project plays besides; any thread.
    """

    def __init__(self, name: str, folder: Path, kit: Kit) -> None:
        self.name = name
        self.folder = folder
        self.kit = kit
        self.outlines = Outlines()
        self.refused: set[str] = set()
        self.is_filled = False
        self._bank = SampleBank.reserved(kit.sounds)
        self._books = threading.Lock()

    @property
    def bank(self) -> SampleBank:
        """What the engine plays."""
        return self._bank

    def bank_of(self, sounds: tuple[str, ...]) -> SampleBank:
        """A bank of exactly these sounds, with the frames of those that were read."""
        with self._books:
            if self._bank.files != sounds:
                self._bank = self._bank.rearranged(sounds)
                for key in self.outlines.keys() - set(sounds):
                    del self.outlines[key]
            return self._bank

    def receive(self, key: str, frames: Audio, rate: int) -> None:
        """Take the frames of a sound; what is not played any more is let go."""
        with self._books:
            if key in self._bank.files and key not in self.outlines:
                self._bank.fill(key, frames)
                self.outlines[key] = outline_of(frames, rate)

    def missing(self, sounds: Iterable[Sound]) -> list[Sound]:
        """Those of the sounds that were not read yet and may be."""
        known = self.outlines.keys() | self.refused
        return [sound for sound in sounds if sound.key not in known]


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
            self._kits[name] = LoadedKit(name, folder, storage.load_kit(folder))
        return self._kits[name]

    def fill(
        self,
        loaded: LoadedKit,
        sounds: Iterable[Sound],
        project: Path | None,
        progress: Progress | None = None,
        is_outdated: Callable[[Sound], bool] = lambda sound: False,
    ) -> None:
        """Read those of the sounds that the kit does not have yet, in this order; from any thread.

        project: the folder of the project's own samples. Raises SampleError with every file that
        cannot be read; the others are there then. What takes long and is outdated is given up.
        """
        given_up: set[str] = set()

        def receive(key: str, frames: Audio) -> None:
            loaded.receive(key, frames, self._rate)

        def is_given_up(sound: Sound) -> bool:
            if is_outdated(sound):
                given_up.add(sound.key)
            return sound.key in given_up

        with self._filling:
            folders = SampleFolders.of(loaded.folder, loaded.kit, project)
            missing = loaded.missing(sounds)
            try:
                stream_samples(
                    *(folders, missing, self._rate, receive, progress, loaded.bank.room),
                    is_given_up,
                )
            finally:
                came = loaded.outlines.keys() | given_up
                loaded.refused |= {sound.key for sound in missing} - came


def installed_kits() -> list[tuple[str, Kit | None]]:
    """The names of the installed kits and what they hold; None for one that is damaged."""
    return [(folder.name, _kit_or_none(folder)) for folder in storage.installed_kits()]


def _kit_or_none(folder: Path) -> Kit | None:
    try:
        return storage.load_kit(folder)
    except InvalidFile:
        return None
