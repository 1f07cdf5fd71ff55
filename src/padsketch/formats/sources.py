"""The samples that a kit names: where they are, and where in them something is."""

from __future__ import annotations

from pathlib import Path

from padsketch.formats.arriving import Arriving
from padsketch.formats.audio_heads import rate_of
from padsketch.formats.sample_finder import SampleFinder

_MAX_NAME = 200


class Sources:
    """Finds samples for a kit that arrives, and notes there which ones are missing."""

    def __init__(self, folder: Path, arriving: Arriving, may_leave: bool = False) -> None:
        self._finder = SampleFinder(folder, may_leave)
        self._arriving = arriving
        self._rates: dict[Path, int | None] = {}

    def find(self, *names: str) -> Path | None:
        """The first file of several names; when none is there, the first name is missing."""
        found = (self._finder.find(name) for name in names)
        path = next((one for one in found if one is not None), None)
        if path is None:
            self._arriving.missing[names[0][:_MAX_NAME]] = None
        return path

    def milliseconds(self, frames: float, path: Path) -> float:
        """Where a frame of a file is; 0 for none, and for a file that does not say its rate."""
        if frames <= 0:
            return 0.0
        if path not in self._rates:
            self._rates[path] = rate_of(path)
        rate = self._rates[path]
        if rate is None:
            self._arriving.losses.tell("Places in samples of unknown rate are left out", path.name)
            return 0.0
        return frames * 1000.0 / rate
