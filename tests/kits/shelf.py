"""The shipped kits: what lies in their folders, and what the engine makes of it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from kitlab.listening import listen

ROOT = Path(__file__).parents[2]
NAMES = ("eight", "dust", "cabinet", "chrome")


@dataclass(frozen=True)
class Shipped:
    """A kit as it lies in `kits/`: its text, and its sounds by file name."""

    folder: Path
    text: str
    pads: list[dict[str, Any]]
    credits: dict[str, dict[str, str]]
    sounds: dict[str, np.ndarray]

    def pad(self, pad_id: str) -> dict[str, Any]:
        return next(pad for pad in self.pads if pad["id"] == pad_id)

    @property
    def played(self) -> dict[str, np.ndarray]:
        return played_at(self.folder, 127)

    def hardest(self, pad_id: str) -> np.ndarray:
        return self.played[self.pad(pad_id)["layers"][-1]["file"]]


@cache
def played_at(folder: Path, velocity: int) -> dict[str, np.ndarray]:
    """Return every file as the engine plays it for its pad, before levels and without silence."""
    return {file: without_tail(sound) for file, sound in listen(folder, velocity).items()}


def without_tail(sound: np.ndarray) -> np.ndarray:
    """Leave out what is below -140 dBFS at the end of a sound."""
    return sound[: 1 + np.flatnonzero(np.any(np.abs(sound) > 1e-7, axis=1))[-1]]


@cache
def shipped(name: str) -> Shipped:
    folder = ROOT / "kits" / name
    text = (folder / "kit.toml").read_text(encoding="utf-8")
    kit = tomllib.loads(text)
    sounds = {path.name: soundfile.read(path)[0] for path in sorted(folder.glob("*.flac"))}
    return Shipped(folder, text, kit["pads"], kit["credits"], sounds)
