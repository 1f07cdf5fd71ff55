"""The takes of the open project: they outlive undo, and only a user throws one away."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from padsketch import storage
from padsketch.errors import UsageError
from padsketch.model.recording import Take, in_order


class Takes:
    """All takes, and those that the file holds."""

    def __init__(self, saved: tuple[Take, ...] = ()) -> None:
        self.all = saved
        self._saved = saved
        self._newest: dict[str, int] = {}
        self._count(saved)

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

    def new_number(self, pattern: str) -> int:
        """A number for a take of a pattern that no take has had since the project was opened."""
        self._newest[pattern] = self._newest.get(pattern, 0) + 1
        return self._newest[pattern]

    def keep(self, take: Take) -> None:
        """Add a take; one of its number is never replaced."""
        if any(take.number == other.number for other in self.of(take.pattern)):
            raise ValueError(f"there is a take {take.number} of {take.pattern} already")
        self._count((take,))
        self.all = in_order((*self.all, take))

    def recover(self, takes: tuple[Take, ...], is_all: bool) -> None:
        """Bring back takes of another time; is_all: they are those of here, and later ones.

        Else those of here stay, and one of the same number gets another.
        """
        if is_all:
            self.all = ()
        for take in takes:
            if take not in self.all:
                is_free = all(take.number != other.number for other in self.of(take.pattern))
                number = take.number if is_free else self.new_number(take.pattern)
                self.keep(replace(take, number=number))

    def remove(self, take: Take) -> None:
        """Throw a take away."""
        self.all = tuple(other for other in self.all if other is not take)

    def save(self, folder: Path) -> None:
        """Write all takes beside the project, unless they stand there.

        What something else has put there since is kept among them. Raises PadsketchError for a
        disk that refuses, ReadOnly for a file of a newer version, InvalidFile for a damaged one.
        """
        if not self.are_dirty and storage.has_takes(folder):
            return
        self._receive(storage.load_takes(folder))
        saved = self.all
        storage.save_takes(folder, saved)
        self._saved = saved

    def _receive(self, takes: tuple[Take, ...]) -> None:
        self._count(takes)
        for take in takes:
            if take not in self._saved and take not in self.all:
                is_free = all(take.number != other.number for other in self.of(take.pattern))
                self.keep(take if is_free else replace(take, number=self.new_number(take.pattern)))

    def _count(self, takes: tuple[Take, ...]) -> None:
        for take in takes:
            self._newest[take.pattern] = max(take.number, self._newest.get(take.pattern, 0))
