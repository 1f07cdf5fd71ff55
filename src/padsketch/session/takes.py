"""The takes of the open project: they outlive undo, and only a user throws one away."""

from __future__ import annotations

from pathlib import Path

from padsketch import storage
from padsketch.errors import UsageError
from padsketch.model.recording import Take, in_order


class Takes:
    """All takes, and those that the file holds."""

    def __init__(self, saved: tuple[Take, ...] = ()) -> None:
        self.all = saved
        self._saved = saved

    @classmethod
    def open(cls, folder: Path) -> Takes:
        """The takes of a project's folder; raises InvalidFile with every fault of their file."""
        return cls(storage.load_takes(folder))

    @property
    def are_dirty(self) -> bool:
        """Whether there are takes, or gaps, that no file holds."""
        return self.all != self._saved

    def of(self, pattern: str) -> tuple[Take, ...]:
        """The takes of a pattern, the first one first."""
        return tuple(take for take in self.all if take.pattern == pattern)

    def take(self, pattern: str, number: int) -> Take:
        """A take by its number; raises UsageError where there is none."""
        for take in self.of(pattern):
            if take.number == number:
                return take
        raise UsageError(f"Pattern {pattern} has no take {number}", "Record one with F8.")

    def keep(self, take: Take) -> None:
        """Add a take; one of its number is never replaced."""
        if any(take.number == other.number for other in self.of(take.pattern)):
            raise ValueError(f"there is a take {take.number} of {take.pattern} already")
        self.all = in_order((*self.all, take))

    def remove(self, take: Take) -> None:
        """Throw a take away."""
        self.all = tuple(other for other in self.all if other is not take)

    def save(self, folder: Path) -> None:
        """Write all takes beside the project; raises PadsketchError for a disk that refuses."""
        saved = self.all
        storage.save_takes(folder, saved)
        self._saved = saved
