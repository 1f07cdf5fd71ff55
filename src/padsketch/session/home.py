"""Where a project lives on disk, and where its own samples are until it has a folder."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

from padsketch import storage
from padsketch.errors import UsageError
from padsketch.storage.safety.journal import undecided
from padsketch.storage.sources import (
    left_behind,
    nameless_home,
    remove_if_empty,
    sketches_folder,
    take_along,
)


class Home:
    """The folder of a project; a sketch without one gets a nameless one for its samples."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._nameless: Path | None = None
        self._sketches = sketches_folder()
        self._making = threading.Lock()

    @property
    def of_samples(self) -> Path | None:
        """The folder of the project's own samples, None while it has none."""
        return self.folder or self._nameless

    def made(self) -> Path:
        """The folder of the project's own samples, made if need be; from any thread.

        Raises PadsketchError for a disk that refuses.
        """
        with self._making:
            found = self.of_samples
            if found is None:
                found = self._nameless = nameless_home(self._sketches)
            return found

    def move_to(self, nameless: Path) -> None:
        """Live in the folder of another sketch without a name."""
        with self._making:
            self._nameless = nameless

    def clear(self) -> None:
        """Remove the folder of the time without a name where nothing in it is needed any more."""
        if self._nameless is None:
            return
        if self.folder is None:
            remove_if_empty(self._nameless)
        elif not left_behind(self._nameless, self.folder) and not undecided(self._nameless):
            shutil.rmtree(self._nameless, ignore_errors=True)

    def prepared(self, folder: Path | None, kit: str) -> Path:
        """The folder to save to, by default its own, with the project's own samples and kit in it.

        Raises UsageError without any, and where something else is in a new one; PadsketchError.
        """
        is_own = folder is None or (self.folder is not None and _is_same(folder, self.folder))
        target = self.folder if is_own else folder
        if target is None:
            raise UsageError("This sketch has no folder yet", "Save it under a name.")
        if target != self.folder:
            storage.check_vacant(target)
        if self.of_samples not in (None, target):
            take_along(self.of_samples, target, kit)
        return target


def _is_same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
