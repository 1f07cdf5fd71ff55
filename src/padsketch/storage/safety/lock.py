"""Who may write a project: one process at a time, which a file beside it names."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from padsketch.display import safe
from padsketch.errors import InUse

OWN_FOLDER = ".padsketch"
"""The folder in a project's folder that holds what padsketch keeps for itself."""
LOCK_FILE = "lock"

ENDED = "ended"
_MOST_BYTES = 1000
_MAX_PID = 2**31 - 1
_OPEN = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK


class Holder(NamedTuple):
    """A process that holds a project; started tells it from a later one of its number."""

    pid: int
    host: str
    started: str = ""

    @classmethod
    def here(cls) -> Holder:
        """This process."""
        pid = os.getpid()
        return cls(pid, os.uname().nodename, _started(pid))

    @property
    def is_known(self) -> bool:
        """Whether it can be seen from here if it is gone: not on another machine."""
        return self.host == os.uname().nodename

    @property
    def is_gone(self) -> bool:
        """Whether it has certainly ended."""
        return self.is_known and not _runs(self)

    @property
    def words(self) -> str:
        """The holder in words."""
        where = "" if self.is_known else f" on {safe(self.host, 60)}"
        return f"another padsketch (process {self.pid}{where})"


class Lock:
    """The right to write one project; a lock of a process that has ended is nobody's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / OWN_FOLDER / LOCK_FILE

    def take(self, over: Holder | None = None) -> Holder | None:
        """Hold the project; the other one who holds it and is not `over`, else None.

        Where the disk refuses to keep a lock nothing is held, and None says so as well: whoever
        cannot write there needs no right to.
        """
        here = Holder.here()
        with contextlib.suppress(OSError):
            (self.folder / OWN_FOLDER).mkdir(parents=True, exist_ok=True)
            with _guarded(self._path) as file:
                holder = _holder(file)
                if holder and holder not in (here, over) and not holder.is_gone:
                    return holder
                if holder != here:
                    _write(file, here)
        return None

    def other(self) -> Holder | None:
        """Another process that holds the project now; whoever asks gets no right by it."""
        with contextlib.suppress(OSError):
            file = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                holder = _holder(file)
            finally:
                os.close(file)
            if holder and holder != Holder.here() and not holder.is_gone:
                return holder
        return None

    def release(self) -> None:
        """Hold it no longer; the lock of another stays, one that nobody could write goes."""
        with contextlib.suppress(OSError):
            if not self._path.exists():
                return
            with _guarded(self._path) as file:
                if _holder(file) in (Holder.here(), None):
                    self._path.unlink()


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a project while a command writes it; raises InUse where another one does."""
    lock = Lock(folder)
    holder = lock.take()
    if holder is not None:
        raise in_use(folder, holder)
    try:
        yield
    finally:
        lock.release()


def in_use(folder: Path, holder: Holder) -> InUse:
    """The error of a project that another process holds."""
    if holder.is_known:
        hint = "Close it there first, or save elsewhere."
    else:
        hint = "If that one is gone, take the project over; else save elsewhere."
    title = f"{safe(str(folder))} is open in {holder.words}"
    return InUse(title, hint, may_be_gone=not holder.is_known)


@contextlib.contextmanager
def _guarded(path: Path) -> Iterator[int]:
    """The file of a lock, which nobody else reads or writes meanwhile."""
    file = _opened(path)
    try:
        yield file
    finally:
        os.close(file)


def _opened(path: Path) -> int:
    while True:
        file = os.open(path, _OPEN, 0o666)
        try:
            # Some network file systems have no such guard; the lock itself works there as well.
            with contextlib.suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_EX)
            found = os.fstat(file)
            if not stat.S_ISREG(found.st_mode):
                raise OSError(f"{path} is no file")
            if found.st_nlink:
                return file
        except BaseException:
            os.close(file)
            raise
        # Its last holder removed it while we waited.
        os.close(file)


def _holder(file: int) -> Holder | None:
    try:
        said = json.loads(os.pread(file, _MOST_BYTES, 0))
    except (ValueError, RecursionError):
        return None
    return _holder_of(said) if isinstance(said, dict) else None


def _holder_of(said: dict[str, Any]) -> Holder | None:
    match said:
        case {"pid": int(pid), "host": str(host), "started": str(started)} if 0 < pid <= _MAX_PID:
            return Holder(pid, host, started)
    return None


def _write(file: int, holder: Holder) -> None:
    os.ftruncate(file, 0)
    os.pwrite(file, json.dumps(holder._asdict()).encode() + b"\n", 0)


def _runs(holder: Holder) -> bool:
    try:
        os.kill(holder.pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        # It is another user's: there is one.
        pass
    now = _started(holder.pid)
    return now != ENDED and (now == holder.started or not (now and holder.started))


def _started(pid: int) -> str:
    """When a process started, in ticks since which boot; ENDED for one that only lingers.

    "" where the system does not tell.
    """
    try:
        # Behind the name, which may hold anything: proc(5), fields 3 and 22.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""
    return ENDED if fields[0] in "ZX" else f"{boot} {fields[19]}"
