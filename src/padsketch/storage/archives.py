"""Archives from strangers, unpacked within limits, all or nothing; and those of kits, packed."""

from __future__ import annotations

import shutil
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from lzma import LZMAError
from pathlib import Path

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.storage.archive_members import CHUNK, Member, members
from padsketch.storage.archive_names import Names, refused
from padsketch.storage.files import beside, disk_errors, is_file
from padsketch.storage.kits import KIT_FILE, load_kit
from padsketch.storage.metered import MAX_MEMBER, Allowance, Readable
from padsketch.storage.replacing import check_free, replacing

BIRTHDAY = (1980, 1, 1, 0, 0, 0)
"""The time of every packed file: the first that a zip can say."""

_DAMAGE = (
    OSError,
    EOFError,
    ValueError,
    ArithmeticError,
    LookupError,
    RuntimeError,
    MemoryError,
    struct.error,
    zlib.error,
    LZMAError,
    tarfile.TarError,
    zipfile.BadZipFile,
)
"""What the libraries raise for bytes that are no archive."""


def unpack(path: Path, into: Path) -> None:
    """Unpack a zip or a tar (plain, gz, bz2, xz) to a new folder, all of it or nothing.

    Within the limits of `padsketch.storage.metered`; no links, no devices, no encryption, no names
    that leave the folder, are there twice or mean something else elsewhere. Raises InvalidFile,
    OutputExists.
    """
    if not is_file(path):
        raise InvalidFile(f"There is no archive {safe(str(path))}", "Name a file.")
    check_free(into)
    staging = beside(into)
    with disk_errors(into):
        staging.mkdir()
    try:
        with _broken_bytes(path), ExitStack() as stack:
            _unpack(path, staging, stack)
        with disk_errors(into):
            staging.rename(into)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def pack_padkit(folder: Path, path: Path, force: bool = False) -> None:
    """Zip a kit's folder: what its file names and nothing else, the same bytes every time.

    Nothing is compressed: sounds hardly shrink, and a packed silence would look like a bomb.
    Raises InvalidFile for a folder that is no whole kit, OutputExists.
    """
    names = (KIT_FILE, *load_kit(folder).files)
    with (
        replacing(path, force) as temporary,
        disk_errors(path),
        zipfile.ZipFile(temporary, "x") as archive,
    ):
        for name in sorted(names):
            info = zipfile.ZipInfo(name, BIRTHDAY)
            info.external_attr = 0o100644 << 16
            info.file_size = (folder / name).stat().st_size
            with (folder / name).open("rb") as source, archive.open(info, "w") as target:
                shutil.copyfileobj(source, target)


def _unpack(path: Path, folder: Path, stack: ExitStack) -> None:
    names, allowance = Names(), Allowance(path.stat().st_size)
    for member in members(path, allowance, stack):
        allowance.enter()
        target = folder / names.path(member.name, member.is_folder)
        place = target if member.is_folder else target.parent
        with disk_errors(target):
            place.mkdir(parents=True, exist_ok=True)
        if member.stream is not None:
            _write(member, member.stream, target)


def _write(member: Member, stream: Readable, target: Path) -> None:
    """The bytes that come, counted as they come: what a header says may be a lie."""
    done = 0
    with ExitStack() as stack:
        with disk_errors(target):
            file = stack.enter_context(target.open("xb"))
        while data := stream.read(CHUNK):
            done += len(data)
            if done > MAX_MEMBER:
                raise refused(member.name, f"is larger than {MAX_MEMBER >> 20} MiB")
            with disk_errors(target):
                file.write(data)
    if done != member.size:
        raise ValueError(f"'{safe(member.name, 60)}' is cut off")


@contextmanager
def _broken_bytes(path: Path) -> Iterator[None]:
    """Turns what the libraries say of broken bytes into words."""
    try:
        yield
    except _DAMAGE as error:
        raise InvalidFile(
            f"{safe(path.name)} is no archive that can be unpacked ({safe(str(error), 80)})",
            "It may be damaged: fetch it again.",
        ) from error
