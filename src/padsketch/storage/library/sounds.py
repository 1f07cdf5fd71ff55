"""What the index knows of a sound, and what may be asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

Vector = tuple[float, ...]
"""A sound as a point: near ones sound alike, by the distance between them."""

ORDERS = ("name", "brightness", "decay", "length", "tempo", "similarity")


@dataclass(frozen=True)
class Heard:
    """What listening to a file says."""

    rate: int
    channels: int
    n_frames: int
    bpm: float | None
    key: str
    brightness_hz: float
    decay_s: float
    loudness_db: float
    noisiness: float
    vector: Vector


@dataclass(frozen=True)
class SoundInfo:
    """A file of the index. What is not known of a file with a fault is 0, None or empty."""

    path: Path
    rate: int
    channels: int
    n_frames: int
    seconds: float
    bpm: float | None
    """A guess: by its name, its length or its beat."""
    key: str
    brightness_hz: float
    """Where the middle of its energy lies."""
    decay_s: float
    """From its loudest moment until it is 40 dB quieter."""
    loudness_db: float
    noisiness: float
    """0 for a pure tone, towards 1 for noise."""
    vector: Vector
    tags: tuple[str, ...]
    """What its name and folder say, and what the user says."""
    is_favourite: bool
    fault: str
    """Why it is no sample, empty when it is one."""

    @property
    def name(self) -> str:
        """The file's name, as it is: not made safe for a terminal."""
        return self.path.name

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.path.parent


@dataclass(frozen=True)
class Query:
    """Which sounds are wanted, in which order; what is left out does not narrow."""

    text: str = ""
    """Words that all stand in the name, the folder below the library's, or a tag."""
    tags: tuple[str, ...] = ()
    folder: Path | None = None
    """With the folders in it."""
    min_seconds: float = 0.0
    max_seconds: float = float("inf")
    min_bpm: float = 0.0
    max_bpm: float = float("inf")
    favourites_only: bool = False
    """Favourite files, and files in favourite folders."""
    with_faults: bool = False
    """Files that cannot be used, too."""
    order: str = "name"
    """One of ORDERS; dark, short and slow first. Similarity needs `like`."""
    descending: bool = False
    like: Vector | None = None
    limit: int = 200
    offset: int = 0
