"""The members of a zip or a tar, one by one, as streams that count what is read."""

from __future__ import annotations

import bz2
import gzip
import lzma
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, NamedTuple

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.storage.archive_names import refused
from padsketch.storage.files import is_file
from padsketch.storage.metered import Allowance, Metered, Readable

CHUNK = 1 << 16
MAX_DIRECTORY = 4 << 20
"""Bytes of a zip's own list of members, which is read in one go."""
TAR_HEADER_ROOM = 1 << 18
"""Bytes that may stand between two members of a tar."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ZIP_END = struct.Struct("<4s4xHHLLH")
_ZIP64 = b"PK\x06\x07"
_ZIP64_SIZE = 20
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_PACKED: dict[bytes, Callable[[Any], Any]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ\x00": lzma.open,
}
_FOREIGN = {b"7z\xbc\xaf\x27\x1c": "7z", b"Rar!": "RAR"}


class Member(NamedTuple):
    """A file with its stream and its size as the archive states it, or a folder without."""

    name: str
    size: int = 0
    stream: Readable | None = None

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.stream is None


class _StrictHeader(tarfile.TarInfo):
    """A broken header in the middle would end a tar in silence."""

    @classmethod
    def fromtarfile(cls, tarfile: tarfile.TarFile) -> _StrictHeader:
        try:
            return super().fromtarfile(tarfile)
        except _BROKEN_HEADERS as error:
            raise ValueError(str(error)) from error


_BROKEN_HEADERS = (
    tarfile.InvalidHeaderError,  # type: ignore[attr-defined]  # not among the typed names
    tarfile.TruncatedHeaderError,  # type: ignore[attr-defined]
)


def is_archive(path: Path) -> bool:
    """Whether a file is a zip, a tar, or packed as one, by its first bytes."""
    head = _head(path)
    return head.startswith((*_ZIP, *_PACKED, *_FOREIGN)) or _is_tar(head)


def members(path: Path, allowance: Allowance, stack: ExitStack) -> Iterator[Member]:
    """The members in their order; each must be read before the next is asked for.

    Raises InvalidFile for what must not be unpacked, and for broken bytes whatever the libraries
    raise.
    """
    head = _head(path)
    if kind := next((kind for magic, kind in _FOREIGN.items() if head.startswith(magic)), ""):
        raise InvalidFile(f"{safe(path.name)} is a {kind} archive", "Unpack it with its own tool.")
    file = stack.enter_context(path.open("rb"))
    if head.startswith(_ZIP):
        return _zip_members(file, allowance, stack)
    opened = next((opened for magic, opened in _PACKED.items() if head.startswith(magic)), None)
    return _tar_members(stack.enter_context(opened(file)) if opened else file, allowance, stack)


def _zip_members(file: IO[bytes], allowance: Allowance, stack: ExitStack) -> Iterator[Member]:
    _check_directory(file)
    archive = stack.enter_context(zipfile.ZipFile(file))
    for info in archive.infolist():
        # zipfile cuts names at a NUL, which another program may not do.
        name = info.orig_filename
        is_folder = name.endswith("/")
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFDIR if is_folder else stat.S_IFREG):
            raise refused(name, "is neither a file nor a folder")
        if info.flag_bits & _ENCRYPTED:
            raise refused(name, "is encrypted")
        stream = None if is_folder else Metered(archive.open(info), allowance)
        yield Member(name, info.file_size, stream)


def _check_directory(file: IO[bytes]) -> None:
    """How long the list of members is, before zipfile takes all of it into memory."""
    file.seek(max(0, file.seek(0, 2) - 65_535 - _ZIP_END.size - _ZIP64_SIZE))
    tail = file.read()
    at = tail.rfind(_ZIP[1])
    if at < 0 or len(tail) - at < _ZIP_END.size:
        raise ValueError("its end is missing")
    size = _ZIP_END.unpack_from(tail, at)[3]
    if size > MAX_DIRECTORY or tail[max(0, at - _ZIP64_SIZE) : at].startswith(_ZIP64):
        raise ValueError("its list of files is far longer than that of a kit")


def _tar_members(file: IO[bytes], allowance: Allowance, stack: ExitStack) -> Iterator[Member]:
    meter = Metered(file, allowance)
    with meter.at_most(TAR_HEADER_ROOM):
        archive = tarfile.open(  # noqa: SIM115
            fileobj=meter, mode="r|", tarinfo=_StrictHeader, encoding="utf-8"
        )
    stack.enter_context(archive)
    while True:
        with meter.at_most(TAR_HEADER_ROOM):
            header = archive.next()
        if header is None:
            break
        if not header.isdir() and (not header.isreg() or header.issparse()):
            raise refused(header.name, "is neither a file nor a folder")
        yield Member(header.name, header.size, archive.extractfile(header))
    # What packs a tar tells at its end only whether all of it was whole.
    while meter.read(CHUNK):
        pass


def _head(path: Path) -> bytes:
    if not is_file(path):
        return b""
    with path.open("rb") as file:
        return file.read(512)


def _is_tar(head: bytes) -> bool:
    """A tar of any age: only new ones have a mark, all have a sum."""
    if len(head) < 512 or not head[0]:
        return False
    try:
        tarfile.TarInfo.frombuf(head, "utf-8", "surrogateescape")
    except (tarfile.TarError, ValueError):
        return False
    return True
