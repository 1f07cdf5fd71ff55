"""The last state of a project or a sketch, as its journal tells it."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from padsketch.display import counted, safe
from padsketch.errors import InvalidFile
from padsketch.model.project import Project
from padsketch.model.recording import Take
from padsketch.storage.files import file_sha256
from padsketch.storage.projects import PROJECT_FILE, load_project, project_from_text
from padsketch.storage.safety.journal import THROWN_AWAY, home_of
from padsketch.storage.safety.lock import OWN_FOLDER
from padsketch.storage.safety.records import (
    JOURNAL_FORMAT,
    JOURNAL_VERSION,
    Base,
    Change,
    Closed,
    Record,
    Stand,
    records,
)
from padsketch.storage.safety.texts import Hunk, Texts, applied, to_lines, to_text
from padsketch.storage.takes import TAKES_FILE, load_takes, takes_from_text

MOST_BYTES = 64 << 20
"""What is longer was written by something else, and is not looked at."""
_OPEN = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK


class Recovered(NamedTuple):
    """The last state of a journal.

    folder: the project that it belongs to, None for a sketch without a name; edits: since the
    last save; at: of the last one, in seconds since 1970; is_closed: the user has left it so;
    is_changed: the project's files are others than those that were edited.
    """

    journal: Path
    folder: Path | None
    texts: Texts
    edits: int
    at: float
    is_closed: bool
    is_changed: bool

    @property
    def home(self) -> Path:
        """The folder that the journal was kept in."""
        return home_of(self.journal)

    @property
    def source(self) -> Path:
        """The folder of the samples that belong to it."""
        return self.folder or self.home

    @property
    def thrown_away(self) -> Path:
        """Where it is kept for a while once nobody wants it."""
        return self.home / OWN_FOLDER / THROWN_AWAY

    @property
    def headline(self) -> str:
        """What it is called, and how fast it is."""
        try:
            project = self.project()
        except InvalidFile:
            return "what cannot be read"
        return f"{safe(project.title, 60)}, {project.bpm:g} BPM"

    @property
    def words(self) -> str:
        """How much there is, and of when."""
        since = " after the last save" if self.folder else ""
        changed = "; the project was changed by something else since" if self.is_changed else ""
        return f"{counted(self.edits, 'edit')}{since}, the last {_when(self.at)}{changed}"

    def project(self) -> Project:
        """The project of this state; raises InvalidFile where it cannot be read."""
        return project_from_text(to_text(self.texts.project))

    def takes(self) -> tuple[Take, ...]:
        """The takes of this state; raises InvalidFile where they cannot be read."""
        return takes_from_text(to_text(self.texts.takes)) if self.texts.takes else ()

    def is_saved(self) -> bool:
        """Whether the project's files say the same."""
        if self.folder is None:
            return False
        try:
            files = load_project(self.folder), load_takes(self.folder)
            return files == (self.project(), self.takes())
        except InvalidFile:
            return False


def read_journal(path: Path, folder: Path | None = None) -> Recovered | None:
    """The last whole state of a journal; None where there is none that could be understood.

    folder: of the project that the journal is about, unless it tells itself.
    """
    lines = records(_read(path))
    base = next(lines, None)
    if not isinstance(base, Base) or not _is_known(base):
        return None
    replay = _Replay(base)
    with suppress(ValueError):
        for record in lines:
            replay.follow(record)
    if folder is None and base.origin is not None:
        folder = Path(base.origin)
    is_changed = folder is not None and stand_of(folder) != base.saved
    return Recovered(
        path, folder, replay.texts, replay.edits, replay.at, replay.is_closed, is_changed
    )


def stand_of(folder: Path) -> Stand:
    """The files of a project as they are on the disk now."""
    return Stand(_sum(folder / PROJECT_FILE), _sum(folder / TAKES_FILE))


class _Replay:
    """The states of a journal, one after the other."""

    def __init__(self, base: Base) -> None:
        self._project, self._takes = list(to_lines(base.project)), list(to_lines(base.takes))
        self.edits, self.at, self.is_closed = base.edits, base.at, False

    @property
    def texts(self) -> Texts:
        return Texts(tuple(self._project), tuple(self._takes))

    def follow(self, record: Record) -> None:
        """Go on to the next state; raises ValueError where this one has no such lines."""
        self.is_closed = isinstance(record, Closed)
        if isinstance(record, Change):
            _apply(record.project, self._project)
            _apply(record.takes, self._takes)
            self.edits, self.at = self.edits + record.edits, record.at


def _apply(hunk: Hunk | None, lines: list[str]) -> None:
    if hunk is not None:
        applied(lines, hunk)


def _is_known(base: Base) -> bool:
    return (base.format, base.version) == (JOURNAL_FORMAT, JOURNAL_VERSION)


def _read(path: Path) -> bytes:
    """What a file holds; nothing where there is none, or none that a journal could be."""
    try:
        file = os.open(path, _OPEN)
    except (OSError, ValueError):
        return b""
    try:
        found = os.fstat(file)
        if not stat.S_ISREG(found.st_mode) or found.st_size > MOST_BYTES:
            return b""
        with os.fdopen(file, "rb", closefd=False) as opened:
            return opened.read(MOST_BYTES)
    except OSError:
        return b""
    finally:
        os.close(file)


def _sum(path: Path) -> str | None:
    try:
        return file_sha256(path)
    except (OSError, ValueError):
        return None


def _when(at: float) -> str:
    last = datetime.fromtimestamp(at)
    is_today = last.date() == datetime.now().date()
    return f"at {last:%H:%M}" if is_today else f"on {last:%Y-%m-%d} at {last:%H:%M}"
