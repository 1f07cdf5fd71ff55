"""The last state of a project or a sketch, as its journal tells it."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from padsketch.display import counted, safe
from padsketch.errors import Fault
from padsketch.model.project import Project
from padsketch.model.recording import Take
from padsketch.storage.documents import read_text
from padsketch.storage.files import file_sha256, is_file
from padsketch.storage.projects import PROJECT_FILE, project_from_text
from padsketch.storage.safety.journal import THROWN_AWAY, home_of
from padsketch.storage.safety.lock import OWN_FOLDER
from padsketch.storage.safety.records import (
    JOURNAL_FORMAT,
    JOURNAL_VERSION,
    LONGEST_END,
    Base,
    Change,
    Closed,
    Record,
    Stand,
    is_closing,
    records,
)
from padsketch.storage.safety.texts import Files, Hunk, applied, to_lines, to_text
from padsketch.storage.takes import TAKES_FILE, takes_from_text
from padsketch.storage.toml import parse_toml

MOST_BYTES = 256 << 20
"""What is longer was written by something else, and is not looked at."""
_OPEN = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK


class Recovered(NamedTuple):
    """The last state of a journal.

    folder: the project that it belongs to, None for a sketch without a name; edits: since the
    last save; at: of the last one, in seconds since 1970; is_closed: the user has left it so;
    is_changed: the project's files are others than those that were edited; is_saved: they say
    the same as this.
    """

    journal: Path
    folder: Path | None
    files: Files
    edits: int
    at: float
    is_closed: bool
    is_changed: bool
    is_saved: bool

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
        # The rest of a project takes long to read.
        head = parse_toml(self.files.project.partition("\n[")[0])
        if isinstance(head, Fault):
            return "what cannot be read"
        title, bpm = safe(str(head.get("title", "Untitled")), 60), head.get("bpm")
        return f"{title}, {bpm:g} BPM" if isinstance(bpm, int | float) else title

    @property
    def words(self) -> str:
        """How much there is, and of when."""
        since = " after the last save" if self.folder else ""
        changed = "; the project was changed by something else since" if self.is_changed else ""
        return f"{counted(self.edits, 'edit')}{since}, the last {_when(self.at)}{changed}"

    def project(self) -> Project:
        """The project of this state; raises InvalidFile where it cannot be read."""
        return project_from_text(self.files.project)

    def takes(self) -> tuple[Take, ...]:
        """The takes of this state; raises InvalidFile where they cannot be read."""
        return takes_from_text(self.files.takes) if self.files.takes else ()


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
    known = replay.edits, replay.at, replay.is_closed
    if folder is None:
        return Recovered(path, None, replay.files, *known, is_changed=False, is_saved=False)
    is_changed = stand_of(folder) != base.saved
    begun = Files(base.project, base.takes) if not (is_changed or base.edits) else None
    is_saved = replay.files in (begun, _files_of(folder))
    return Recovered(path, folder, replay.files, *known, is_changed, is_saved)


def ends_closed(path: Path) -> bool:
    """Whether a journal ends as one does that was closed, which is soon seen."""
    return is_closing(_read(path, LONGEST_END))


def stand_of(folder: Path) -> Stand:
    """The files of a project as they are on the disk now."""
    return Stand(_sum(folder / PROJECT_FILE), _sum(folder / TAKES_FILE))


class _Replay:
    """The states of a journal, one after the other."""

    def __init__(self, base: Base) -> None:
        self._project, self._takes = list(to_lines(base.project)), list(to_lines(base.takes))
        self.edits, self.at, self.is_closed = base.edits, base.at, False

    @property
    def files(self) -> Files:
        return Files(to_text(self._project), to_text(self._takes))

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


def _read(path: Path, last: int = MOST_BYTES) -> bytes:
    """The last bytes of a file; none where there is no file, or none that a journal could be."""
    try:
        file = os.open(path, _OPEN)
    except (OSError, ValueError):
        return b""
    try:
        found = os.fstat(file)
        if not stat.S_ISREG(found.st_mode) or found.st_size > MOST_BYTES:
            return b""
        with os.fdopen(file, "rb", closefd=False) as opened:
            opened.seek(max(0, found.st_size - last))
            return opened.read(last)
    except OSError:
        return b""
    finally:
        os.close(file)


def _files_of(folder: Path) -> Files:
    return Files(*(_text(folder / name) for name in (PROJECT_FILE, TAKES_FILE)))


def _text(path: Path) -> str:
    text = read_text(path) if is_file(path) else ""
    return text if isinstance(text, str) else ""


def _sum(path: Path) -> str | None:
    try:
        return file_sha256(path)
    except (OSError, ValueError):
        return None


def _when(at: float) -> str:
    last = datetime.fromtimestamp(at)
    is_today = last.date() == datetime.now().date()
    return f"at {last:%H:%M}" if is_today else f"on {last:%Y-%m-%d} at {last:%H:%M}"
