"""Files that are whole or not there: atomic writes, and the errors of the disk in plain words."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from padsketch.display import safe
from padsketch.errors import PadsketchError

_FULL = "Make room there, or use another folder."
_FORBIDDEN = "Change the permissions there, or use another folder."
_GONE = "Bring that disk or network back, or use another folder."
_FAILING = "Use a folder on another disk: this one may be failing."
_HINTS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: "That disk can only be read: use another folder.",
    errno.ENOENT: "Is the folder still there? Bring it back, or use another one.",
    errno.ENODEV: _GONE,
    errno.ENOTCONN: _GONE,
    errno.ESTALE: _GONE,
    errno.ETIMEDOUT: _GONE,
    errno.EHOSTDOWN: _GONE,
    errno.EIO: _FAILING,
}


def write_atomic(path: Path, data: bytes) -> None:
    """Replace the content of a file in one go; after a failure the old content is still there.

    A link is followed; the mode of an existing file is kept. Raises PadsketchError.
    """
    target = Path(os.path.realpath(path))
    with disk_errors(path), whole_file(target) as temporary:
        _write(temporary, data, _mode(target))


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A temporary path to write to, brought to the disk and renamed to `path` on success.

    A link at `path` is replaced, not followed. Raises OSError.
    """
    temporary = beside(path)
    try:
        yield temporary
        sync_file(temporary)
        temporary.replace(path)
    finally:
        discard(temporary)
    sync_folder(path.parent)


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_file(path: Path) -> bool:
    """Whether a file is there; False for a path that no file system can hold."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_there(path: Path) -> bool:
    """Whether a path leads to anything; False for one that no file system can hold."""
    try:
        path.stat()
    except (OSError, ValueError):
        return False
    return True


def beside(path: Path) -> Path:
    """A hidden temporary path in the same folder, with the same suffix."""
    return path.with_name(f".padsketch-{secrets.token_hex(6)}{path.suffix}")


def discard(temporary: Path) -> None:
    """Remove a temporary file, if it is there; one that the disk keeps harms nobody."""
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Bring a written file from the caches to the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network file systems cannot sync a folder; the file itself has been synced.
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(handle)


def make_folders(folder: Path) -> None:
    """Make a folder, and those above it that are not there, so that a power cut keeps them.

    Raises OSError.
    """
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for path in missing:
        sync_folder(path.parent)


@contextlib.contextmanager
def disk_errors(path: Path, what: str = "be written") -> Iterator[None]:
    """Turn what the disk refuses inside into an error that a user can read."""
    try:
        yield
    except OSError as error:
        raise refusal(error, f"{safe(str(path))} cannot {what}") from error


def refusal(error: OSError, what: str) -> PadsketchError:
    """The words for what the disk refuses: what that means here, the system's reason, a way out."""
    reason = safe(error.strerror or str(error))
    hint = _HINTS.get(error.errno or 0, "Check the folder, or use another one.")
    return PadsketchError(f"{what}: {reason}", hint)


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder among the system's temporary ones, until the block ends; raises PadsketchError."""
    with disk_errors(Path(tempfile.gettempdir())):
        folder = Path(tempfile.mkdtemp(prefix="padsketch-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode & 0o7777
    except FileNotFoundError:
        return None


def _write(path: Path, data: bytes, mode: int | None) -> None:
    with path.open("xb") as file:
        if mode is not None:
            os.fchmod(file.fileno(), mode)
        file.write(data)
