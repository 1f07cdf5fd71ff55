"""The kits that were loaded: read once, kept for undo, with what their samples look like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from padsketch import storage
from padsketch.engine.bank import Audio, SampleBank
from padsketch.errors import InvalidFile
from padsketch.model import Kit
from padsketch.storage.samples import load_samples

Progress = Callable[[int, int], None]

OUTLINE_PARTS = 512


class Outline(NamedTuple):
    """What a sample looks like: its length in seconds, and the lowest and highest value of parts.

    extremes: at most `OUTLINE_PARTS` pairs, over all channels.
    """

    seconds: float
    extremes: tuple[tuple[float, float], ...]


class LoadedKit(NamedTuple):
    """A kit with its samples at the player's rate, and their outlines by file."""

    name: str
    folder: Path
    kit: Kit
    bank: SampleBank
    outlines: dict[str, Outline]


class KitShelf:
    """Loaded kits by the name that projects give them, their samples at one rate."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._kits: dict[str, LoadedKit] = {}

    def get(self, name: str) -> LoadedKit | None:
        """A kit that was loaded before."""
        return self._kits.get(name)

    def fetch(self, name: str, project: Path | None, progress: Progress | None) -> LoadedKit:
        """A kit from the shelf, else from disk, as seen from a project's folder.

        Raises InvalidFile, SampleError.
        """
        if name not in self._kits:
            self._kits[name] = self._read(name, project, progress)
        return self._kits[name]

    def _read(self, name: str, project: Path | None, progress: Progress | None) -> LoadedKit:
        folder = storage.find_kit(name, project)
        kit = storage.load_kit(folder)
        samples = load_samples(folder, kit, self._rate, progress)
        outlines = {file: _outline(array, self._rate) for file, array in samples.items()}
        return LoadedKit(name, folder, kit, SampleBank(samples), outlines)


def installed_kits() -> list[tuple[str, Kit | None]]:
    """The names of the installed kits and what they hold; None for one that is damaged."""
    return [(folder.name, _kit_or_none(folder)) for folder in storage.installed_kits()]


def _kit_or_none(folder: Path) -> Kit | None:
    try:
        return storage.load_kit(folder)
    except InvalidFile:
        return None


def _outline(frames: Audio, rate: int) -> Outline:
    parts = np.array_split(frames, min(OUTLINE_PARTS, len(frames)))
    extremes = tuple((float(part.min()), float(part.max())) for part in parts)
    return Outline(len(frames) / rate, extremes)
