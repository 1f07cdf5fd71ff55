"""The shipped kits, read from their folders without any help of the package."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

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

    def hardest(self, pad_id: str) -> np.ndarray:
        return self.sounds[self.pad(pad_id)["layers"][-1]["file"]]


@cache
def shipped(name: str) -> Shipped:
    folder = ROOT / "kits" / name
    text = (folder / "kit.toml").read_text(encoding="utf-8")
    kit = tomllib.loads(text)
    sounds = {path.name: soundfile.read(path)[0] for path in sorted(folder.glob("*.flac"))}
    return Shipped(folder, text, kit["pads"], kit["credits"], sounds)
