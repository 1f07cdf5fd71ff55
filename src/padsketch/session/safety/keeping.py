"""The files of the open project: who may write them, what replaces what, and their versions."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from padsketch import storage
from padsketch.display import safe
from padsketch.errors import ChangedOnDisk, UsageError
from padsketch.model import Project
from padsketch.session.home import Home
from padsketch.storage.files import disk_errors, file_sha256
from padsketch.storage.migrations import PROJECT_VERSION
from padsketch.storage.projects import (
    check_rewritable,
    load_project_file,
    project_bytes,
    write_project,
)
from padsketch.storage.safety.lock import Holder, Lock, in_use
from padsketch.storage.safety.versions import (
    NAMED,
    SAVED,
    STRANGE,
    Version,
    checked_name,
    find_version,
    keep_version,
    thin,
    versions_of,
)

if TYPE_CHECKING:
    from padsketch.session.session import Session

ANSWERS = "Keep yours, take what is there, or save elsewhere: none is lost."
GONE_ANSWERS = "Write yours again, or save elsewhere."


class Keeping:
    """Writes the open project where nothing of another's is lost; in the thread of the edits.

    holder is another process that held the project when it was last asked about.
    """

    def __init__(self, session: Session, home: Home) -> None:
        self.holder: Holder | None = None
        self._session = session
        self._home = home
        self._lock: Lock | None = None
        self._is_newer = False
        self._can_be_written = True
        # What the project's file may hold by our doing: read, or written at last.
        self._ours: set[str | None] = {None}

    def opened(self, sha256: str | None) -> None:
        """The project was read from its folder; sha256: of its file, taken before."""
        folder = self._home.folder
        if folder is None:
            return
        self._ours = {sha256}
        self._is_newer = self._session.project.version > PROJECT_VERSION
        self._can_be_written = os.access(folder, os.W_OK)
        self._lock = Lock(folder)
        self.holder = self._lock.take()

    @property
    def why_not(self) -> str:
        """Why the project cannot be saved where it is; nothing when it can."""
        if self._is_newer:
            return "read-only: written by a newer padsketch"
        if self.holder is not None:
            return f"read-only: open in {self.holder.words}"
        return "" if self._can_be_written else "read-only: its folder cannot be written"

    def write(self, folder: Path, project: Project, over: bool = False) -> None:
        """Write a project to its folder, or to a new one; what is replaced becomes a version.

        over: also what something else wrote. Raises InUse, ChangedOnDisk, ReadOnly, or
        PadsketchError for a disk that refuses: what was there is there.
        """
        if not over:
            self._check_there(folder)
        lock = self._taken(folder)
        try:
            self._replace(folder, project, over)
        except BaseException:
            if lock is not self._lock:
                lock.release()
            raise
        if lock is not self._lock:
            self.close()
            self._lock = lock
        self._is_newer, self._can_be_written = False, True
        thin(folder)

    def take_over(self) -> None:
        """Hold the project although a process holds it that nobody here can see.

        Raises InUse for one that runs on this machine.
        """
        if self._lock is None:
            return
        holder = self._lock.take()
        if holder is not None and holder.is_known:
            raise in_use(self._lock.folder, holder)
        self.holder = self._lock.take(over=holder)

    def take_theirs(self) -> None:
        """Make what is on the disk the project, as one edit: undo brings back what was here.

        Raises InvalidFile where it cannot be read.
        """
        folder = self._home.folder
        if folder is None:
            raise UsageError("This sketch has no folder yet", "Save it under a name.")
        sha256 = sum_of(folder)
        theirs = storage.load_project(folder)
        self._ours = {sha256}
        self._session.saved = theirs
        self._session.become("what is on the disk", theirs)

    @property
    def versions(self) -> tuple[Version, ...]:
        """All versions of the project, the newest first."""
        folder = self._home.folder
        return () if folder is None else versions_of(folder)

    def keep(self, name: str) -> Version:
        """Keep the project as it is now, with its edits, as a version of a new name.

        Raises UsageError without a folder and for a name that cannot be; PadsketchError.
        """
        folder = self._home.folder
        if folder is None:
            raise UsageError("A sketch without a folder has no versions", "Save it first.")
        text = project_bytes(self._session.history.kept)
        return keep_version(folder, text, time.time(), NAMED, checked_name(folder, name))

    def version(self, word: str) -> Version:
        """The version that a word means; raises UsageError where there is none."""
        found = find_version(self._home.folder, word) if self._home.folder else None
        if found is None:
            raise UsageError(f"There is no version '{safe(word, 60)}'", "Look at the list.")
        return found

    def restore(self, version: Version) -> None:
        """Make a version the project, as one edit; raises InvalidFile where it cannot be read."""
        project = load_project_file(version.path)
        self._session.become(f"version {version.words}", project)

    def close(self) -> None:
        """Let others write the project."""
        if self._lock is not None:
            self._lock.release()

    def _taken(self, folder: Path) -> Lock:
        """The lock of a folder, which is ours now; raises InUse."""
        lock = self._lock if self._lock and self._lock.folder == folder else Lock(folder)
        holder = lock.take()
        if lock is self._lock:
            self.holder = holder
        if holder is not None:
            raise in_use(folder, holder)
        return lock

    def _replace(self, folder: Path, project: Project, over: bool) -> None:
        check_rewritable(folder)
        present, text = _content(folder), project_bytes(project)
        if folder != self._home.folder:
            storage.check_vacant(folder)
        elif not over and _sum(present) not in self._ours:
            raise self._changed(folder)
        if present is not None and present != text:
            self._keep_replaced(folder, present)
        # After a failure nobody knows which of the two the disk holds.
        self._ours = {_sum(present), _sum(text)}
        write_project(folder, text)
        self._ours = {_sum(text)}

    def _keep_replaced(self, folder: Path, text: bytes) -> None:
        file = storage.project_file(folder)
        with disk_errors(file, "be read"):
            since = file.stat().st_mtime
        is_own = text == project_bytes(self._session.saved)
        keep_version(folder, text, since, SAVED if is_own else STRANGE)

    def _check_there(self, folder: Path) -> None:
        if folder == self._home.folder and None not in self._ours:
            with disk_errors(folder, "be read"):
                is_there = storage.project_file(folder).exists()
            if not is_there:
                raise self._changed(folder)

    def _changed(self, folder: Path) -> ChangedOnDisk:
        file = storage.project_file(folder)
        if file.exists():
            return ChangedOnDisk(f"{safe(str(file))} was changed by something else", ANSWERS)
        return ChangedOnDisk(f"{safe(str(file))} is not there any more", GONE_ANSWERS, True)


def sum_of(folder: Path) -> str | None:
    """SHA-256 of a project's file; None where there is none, or where it cannot be read."""
    try:
        return file_sha256(storage.project_file(folder))
    except OSError:
        return None


def _content(folder: Path) -> bytes | None:
    file = storage.project_file(folder)
    with disk_errors(file, "be read"):
        try:
            return file.read_bytes()
        except FileNotFoundError:
            return None


def _sum(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()
