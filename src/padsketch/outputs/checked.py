"""Audio files whose every byte is known to have reached the disk.

libsndfile says nothing of what is refused while a file is closed: its last frames, and its head.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import soundfile


class CheckedSound(soundfile.SoundFile):  # type: ignore[misc]
    """A new sound file; `close` raises OSError where the disk refused any of it."""

    # What could not be opened is closed as well, when it is collected.
    _file: Any = None
    _disk: _Disk | None = None

    def __init__(self, path: Path, rate: int, channels: int, subtype: str, **format: Any) -> None:
        """rate in hertz; subtype and format: as libsndfile calls them."""
        self._disk = _Disk(path)
        super().__init__(self._disk, "w", rate, channels, subtype, **format)

    def close(self) -> None:
        """Finish the file; raises OSError with the first thing that was refused."""
        try:
            super().close()
        finally:
            if self._disk is not None:
                self._disk.close()


class _Disk(io.FileIO):
    """A file that remembers what was refused: an exception does not find its way through C."""

    def __init__(self, path: Path) -> None:
        self._refusal: OSError | None = None
        super().__init__(path, "wb")

    def write(self, data: Any) -> int:
        """All of the data, or less than that and a refusal."""
        left = memoryview(data)
        try:
            while left:
                left = left[super().write(left) or 0 :]
        except OSError as error:
            self._refusal = self._refusal or error
        return len(data) - len(left)

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        """Where the next byte goes; what cannot be reached is a refusal."""
        try:
            return super().seek(place, whence)
        except OSError as error:
            self._refusal = self._refusal or error
            return -1

    def tell(self) -> int:
        """Where the next byte goes."""
        return self.seek(0, io.SEEK_CUR)

    def close(self) -> None:
        """Close it; raises what was refused once, the first time."""
        super().close()
        refusal, self._refusal = self._refusal, None
        if refusal is not None:
            raise refusal
