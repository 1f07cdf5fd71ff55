"""Names of exported files: they say what is in them, how fast it goes and in which key."""

from __future__ import annotations

import re
from typing import NamedTuple

from padsketch.export.job import RenderJob
from padsketch.model.file_names import plain_name

_KEY = re.compile(r"([A-Ga-g])\s*([#b♯♭]|sharp|flat)?\s*(\w*)")
_ACCIDENTALS = {"♯": "#", "sharp": "#", "♭": "b", "flat": "b", None: ""}
_MODES = {
    **dict.fromkeys(("", "M", "maj", "major"), "maj"),
    **dict.fromkeys(("m", "min", "minor"), "min"),
    **dict.fromkeys(("dorian", "phrygian", "lydian", "mixolydian", "locrian")),
}


class Naming(NamedTuple):
    """What stands at the end of every name; key as `short_key` gives it, format without a dot."""

    bpm: float
    key: str
    format: str

    def file(self, name: str, number: int | None = None) -> str:
        """A file's name such as `01_kick_92bpm_Cmin.wav`."""
        place = "" if number is None else f"{number:02d}"
        parts = (place, plain_name(name), f"{self.bpm:g}bpm", self.key)
        return "_".join(filter(None, parts)) + f".{self.format}"


def naming_of(job: RenderJob) -> Naming:
    """How the files of a job are called: where its tempo changes, by that of the project."""
    bpm, *others = job.tempi
    return Naming(job.project.bpm if others else bpm, short_key(job.project.key), job.format)


def short_key(key: str) -> str:
    """A key as names of files have it: "C minor" is `Cmin`, "F# major" `F#maj`, "E♭" `Ebmaj`.

    What is no key that is known is left out. Every file system holds a `#`, and every musician
    reads it.
    """
    found = _KEY.fullmatch(key.strip())
    if found is None:
        return ""
    tonic, accidental, mode = found.groups()
    word = mode if mode == "M" else mode.lower()
    if word not in _MODES:
        return ""
    return tonic.upper() + _ACCIDENTALS.get(accidental, accidental) + (_MODES[word] or word[:3])
