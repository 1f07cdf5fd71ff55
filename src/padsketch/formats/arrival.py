"""A kit that arrives from elsewhere: what it is, where its sounds are, what it lost on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from padsketch.model.kit import Kit


@dataclass(frozen=True)
class Arrival:
    """A kit as it shall be saved, and what must be said about it.

    kit: with flat layer files, as they are named in its folder; sources: the audio file on disk of
    each; losses: finished sentences; missing: names of files that are not there; origin: whose kit
    it was elsewhere, as the source of sounds that name none, "" where it was no kit; pad_ids: the
    pads by the keys that a reader gave them.
    """

    kit: Kit
    sources: dict[str, Path]
    losses: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    origin: str = ""
    pad_ids: dict[str, str] = field(default_factory=dict)
