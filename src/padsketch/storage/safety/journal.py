"""The journal of a project: every state of its texts since the last save, on the disk at once."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from padsketch.storage.files import disk_errors, sync_folder, write_atomic
from padsketch.storage.safety.lock import OWN_FOLDER
from padsketch.storage.safety.records import Base, Change, Closed, Record, Stand, sealed
from padsketch.storage.safety.texts import Texts, hunk_between

JOURNAL_FILE = "journal.jsonl"
UNSAVED, THROWN_AWAY = "unsaved", "thrown-away"
MOST_THROWN_AWAY = 20
MOST_BYTES = 1 << 20
"""A journal is written anew when it is longer than this, and twice as long as its base."""


class _Written(NamedTuple):
    """A file as this process left it; whatever else stands under its name is somebody else's."""

    device: int
    inode: int
    size: int
    base_size: int
    total: bytes


class Journal:
    """Takes the states of a project, one after the other; in one thread.

    It stands in `.padsketch` of a folder. What lies there under its name is set aside, never
    replaced. After a refusal of the disk the next state is written as if nothing had been.
    """

    def __init__(
        self, folder: Path, texts: Texts, saved: Stand, origin: Path | None = None
    ) -> None:
        self.path = journal_of(folder)
        self._texts = texts
        self._edits = 0
        self._saved = saved
        self._origin = origin
        self._written: _Written | None = None

    @property
    def is_written(self) -> bool:
        """Whether anything stands on the disk."""
        return self._written is not None

    def add(self, texts: Texts, edits: int, label: str, at: float) -> None:
        """Bring a state to the disk.

        edits: how many there were since the last save; at: seconds since 1970. Raises
        PadsketchError for a disk that refuses.
        """
        change = Change(
            at=at,
            edits=edits - self._edits,
            label=label,
            project=hunk_between(self._texts.project, texts.project),
            takes=hunk_between(self._texts.takes, texts.takes),
        )
        if self._is_ours() and not self._is_long():
            self._append(change)
        else:
            self._write_anew(change)
        self._texts, self._edits = texts, edits

    def close(self) -> None:
        """Say that the user has closed the project; raises PadsketchError."""
        if self._is_ours():
            self._append(Closed())

    def remove(self) -> None:
        """Take the file away: what it holds is saved."""
        if self._is_ours():
            with suppress(OSError):
                self.path.unlink()
        self._written = None

    def throw_away(self) -> None:
        """Put the file where what a user threw away is; raises PadsketchError."""
        if self._is_ours():
            throw_away(self.path)
        self._written = None

    def _is_ours(self) -> bool:
        if self._written is None:
            return False
        try:
            found = self.path.lstat()
        except OSError:
            return False
        known = self._written
        is_same = (found.st_dev, found.st_ino) == (known.device, known.inode)
        return is_same and found.st_size >= known.size

    def _is_long(self) -> bool:
        known = self._written
        return known is not None and known.size > max(MOST_BYTES, 2 * known.base_size)

    def _append(self, record: Record) -> None:
        assert self._written is not None
        line, total = sealed(record, self._written.total)
        with disk_errors(self.path), self.path.open("r+b") as file:
            # A line that was refused half-way may stand behind the last whole one.
            file.truncate(self._written.size)
            file.seek(self._written.size)
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        self._written = self._written._replace(size=self._written.size + len(line), total=total)

    def _write_anew(self, change: Change) -> None:
        """The last state as a base, and what became of it."""
        base, total = sealed(self._base(change.at), b"")
        line, total = sealed(change, total)
        _make_own_folder(self.path.parent)
        _sweep(self.path)
        if not self._is_ours():
            set_aside(self.path)
        write_atomic(self.path, base + line)
        with disk_errors(self.path):
            found = self.path.lstat()
        size = len(base) + len(line)
        self._written = _Written(found.st_dev, found.st_ino, size, len(base), total)

    def _base(self, at: float) -> Base:
        files = self._texts.whole
        return Base(
            at=at,
            edits=self._edits,
            saved=self._saved,
            origin=os.fsdecode(self._origin.resolve()) if self._origin else None,
            project=files.project,
            takes=files.takes,
        )


def journal_of(folder: Path) -> Path:
    """Where the journal of what lives in a folder is."""
    return folder / OWN_FOLDER / JOURNAL_FILE


def home_of(path: Path) -> Path:
    """The folder that a journal is kept in, wherever in its `.padsketch`."""
    return _own_folder(path).parent


def undecided(folder: Path) -> list[Path]:
    """The journals of a folder that were set aside, the oldest first."""
    return sorted((folder / OWN_FOLDER / UNSAVED).glob("*.jsonl"))


def set_aside(path: Path) -> Path:
    """Keep a journal that nobody has decided about; where it is now. Raises PadsketchError."""
    return _moved(path, UNSAVED)


def throw_away(path: Path) -> None:
    """Keep a journal that nobody wants among the last ones of its kind; raises PadsketchError."""
    moved = _moved(path, THROWN_AWAY)
    with suppress(OSError):
        for old in sorted(moved.parent.iterdir())[:-MOST_THROWN_AWAY]:
            old.unlink()


def _moved(path: Path, name: str) -> Path:
    with disk_errors(path):
        if not os.path.lexists(path):
            return path
        folder = _own_folder(path) / name
        folder.mkdir(exist_ok=True)
        last = datetime.fromtimestamp(path.lstat().st_mtime)
        target = folder / f"{last:%Y-%m-%d-%H%M%S}-{secrets.token_hex(3)}.jsonl"
        path.rename(target)
        # The new name first: a journal under both is better than one under none.
        sync_folder(target.parent)
        sync_folder(path.parent)
    return target


def _own_folder(path: Path) -> Path:
    """The `.padsketch` that a journal stands in, itself or in a folder of it."""
    return path.parent if path.parent.name == OWN_FOLDER else path.parent.parent


def _make_own_folder(folder: Path) -> None:
    with disk_errors(folder):
        folder.mkdir(exist_ok=True)
        # Whoever made it may not have waited for the disk.
        sync_folder(folder.parent)


def _sweep(path: Path) -> None:
    """Remove what a process that was killed had begun to write beside a journal."""
    with disk_errors(path):
        for begun in path.parent.glob(f".padsketch-*{path.suffix}"):
            begun.unlink()
