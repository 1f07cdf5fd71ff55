"""Versions of a project: its texts as they were, kept byte for byte beside it."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Hashable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from padsketch.display import safe
from padsketch.errors import UsageError
from padsketch.storage.files import disk_errors, make_folders, write_atomic
from padsketch.storage.safety.lock import OWN_FOLDER

VERSIONS = "versions"
SAVED = "saved"
"""Kept when a save replaced it; thinned."""
STRANGE = "strange"
"""Not as padsketch writes: by hand, with comments, or by something else; never thinned."""
NAMED = "named"
"""Kept by a user under a name; never thinned."""

NEWEST = 20
"""So many automatic versions are never thinned, however old."""
HOURLY = timedelta(days=2)
DAILY = timedelta(days=60)
MAX_NAME = 48
"""Characters, so that the name of the file fits into 255 bytes whatever they are."""

_TITLES = {SAVED: "saved", STRANGE: "edited elsewhere", NAMED: "kept"}
_STAMP = "%Y%m%dT%H%M%S"
_FILE = re.compile(r"(\d{8}T\d{6})(\d{3})-([0-9a-f]{8})-(saved|strange|named)(?:-(.+))?\.toml")
_NOT_IN_FILE_NAMES = re.compile(r'[%/\\:*?"<>|.]')
_LATEST = datetime(9999, 1, 1, tzinfo=UTC).timestamp()


class Version(NamedTuple):
    """A text of a project and since when the project's file held it."""

    path: Path
    since: datetime
    digest: str
    kind: str
    name: str = ""

    @property
    def id(self) -> str:
        """The version in one word that no other has."""
        return self.path.stem

    @property
    def words(self) -> str:
        """Its name, else its time where the user is."""
        return safe(self.name) if self.name else f"{self.since.astimezone():%Y-%m-%d %H:%M:%S}"

    @property
    def title(self) -> str:
        """What it is: its name, or how it came to be."""
        return f"'{safe(self.name)}'" if self.name else _TITLES[self.kind]

    def read(self) -> bytes:
        """Its text; raises PadsketchError for a disk that refuses."""
        with disk_errors(self.path, "be read"):
            return self.path.read_bytes()


def versions_of(folder: Path) -> tuple[Version, ...]:
    """All versions of a project, the newest first; none where they cannot be looked at."""
    try:
        found = [_version(path) for path in (folder / OWN_FOLDER / VERSIONS).iterdir()]
    except OSError:
        return ()
    known = [version for version in found if version]
    return tuple(sorted(known, key=lambda version: (version.since, version.id), reverse=True))


def keep_version(folder: Path, text: bytes, since: float, kind: str, name: str = "") -> Version:
    """Keep a text that the project's file held since a time in seconds; one like the newest once.

    Raises PadsketchError for a disk that refuses.
    """
    digest = hashlib.sha256(text).hexdigest()[:8]
    newest = next(iter(versions_of(folder)), None)
    if newest and newest.digest == digest and kind in (SAVED, newest.kind) and not name:
        return newest
    time = datetime.fromtimestamp(min(max(since, 0), _LATEST), UTC)
    version = Version(Path(), time, digest, kind, name)
    path = folder / OWN_FOLDER / VERSIONS / _file_name(version)
    with disk_errors(path):
        make_folders(path.parent)
    write_atomic(path, text)
    return version._replace(path=path)


def checked_name(folder: Path, name: str) -> str:
    """The name of a new version; raises UsageError for one that cannot be, or is there."""
    name = name.strip()
    if not name.isprintable() or not 0 < len(name) <= MAX_NAME:
        raise UsageError(f"'{safe(name, 40)}' is no name", f"1 to {MAX_NAME} characters.")
    if any(version.name == name for version in versions_of(folder)):
        raise UsageError(f"There is a version '{safe(name)}' already", "Choose another name.")
    return name


def find_version(folder: Path, word: str) -> Version | None:
    """The version that a word means: a name, a number from 1, the newest, or the start of an id."""
    versions = versions_of(folder) if word else ()
    for version in versions:
        if version.name == word:
            return version
    if word.isdecimal() and 1 <= len(word) <= 6:
        return versions[int(word) - 1] if 1 <= int(word) <= len(versions) else None
    alike = [version for version in versions if version.id.startswith(word)]
    return alike[0] if len(alike) == 1 else None


def thin(folder: Path, now: datetime | None = None) -> None:
    """Remove the automatic versions that stand too close together; what the disk keeps stays."""
    for version in too_many(versions_of(folder), now or datetime.now(UTC)):
        with contextlib.suppress(OSError):
            version.path.unlink()


def too_many(versions: Sequence[Version], now: datetime) -> list[Version]:
    """The automatic versions to be thinned: of what is old one an hour stays, then a day, a month.

    versions: the newest first. The newest ones and the very first stay whatever their age.
    """
    automatic = [version for version in versions if version.kind == SAVED]
    return _but_the_last_of_each_span(automatic[NEWEST:-1], now)


def _but_the_last_of_each_span(versions: Iterable[Version], now: datetime) -> list[Version]:
    seen: set[Hashable] = set()
    superfluous = []
    for version in versions:
        span = _span(version.since, now)
        if span in seen:
            superfluous.append(version)
        seen.add(span)
    return superfluous


def _span(since: datetime, now: datetime) -> str:
    age = now - since
    if age < HOURLY:
        return f"{since:%Y%m%d%H}"
    return f"{since:%Y%m%d}" if age < DAILY else f"{since:%Y%m}"


def _file_name(version: Version) -> str:
    stamp = f"{version.since:{_STAMP}}{version.since.microsecond // 1000:03}"
    name = _NOT_IN_FILE_NAMES.sub(lambda char: f"%{ord(char[0]):02x}", version.name)
    return f"{stamp}-{version.digest}-{version.kind}{name and '-'}{name}.toml"


def _version(path: Path) -> Version | None:
    parts = _FILE.fullmatch(path.name)
    if parts is None:
        return None
    stamp, thousandths, digest, kind, name = parts.groups()
    try:
        since = datetime.strptime(f"{stamp}+0000", f"{_STAMP}%z")
    except ValueError:
        return None
    since += timedelta(milliseconds=int(thousandths))
    return Version(path, since, digest, kind, unquote(name or ""))
