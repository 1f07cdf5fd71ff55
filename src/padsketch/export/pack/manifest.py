"""The manifest of a pack: every file of it, and what it was rendered from."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Literal

import msgspec

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.export.manifest import Performed
from padsketch.export.pack.delivery import PackedFile
from padsketch.export.pack.outcome import Outcome
from padsketch.storage.replacing import MANIFEST

PACK = "padsketch-pack"


class PackManifest(Performed, frozen=True, kw_only=True):
    """Of a pack: files by their path from its folder, with `/`; itself is not among them.

    targets: what became of every file that was made for one.
    """

    format: Literal["padsketch-pack"] = "padsketch-pack"
    key: str
    meter: str
    targets: tuple[Outcome, ...]
    files: dict[str, PackedFile]


class _AnyManifest(msgspec.Struct):
    format: str = ""


def is_pack(folder: Path) -> bool:
    """Whether the manifest of a folder says that this is a pack."""
    try:
        found = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=_AnyManifest)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return found.format == PACK


def read_pack(folder: Path) -> PackManifest:
    """The manifest of a pack; raises InvalidFile where there is none that fits."""
    path = folder / MANIFEST
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=PackManifest)
    except OSError as error:
        raise InvalidFile(
            f"{safe(str(path))} cannot be read: {error.strerror}",
            "`padsketch export` writes a folder that can be verified.",
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _unfit(path, f"is no manifest of a pack: {safe(str(error))}") from None
    for name in (*manifest.files, *manifest.names):
        if not _is_own(name) or name not in manifest.files:
            raise _unfit(path, f"names a file that is not its own: '{safe(name)}'")
    return manifest


def _is_own(name: str) -> bool:
    """Whether a path stays in the folder that it starts from."""
    path = PurePosixPath(name)
    is_plain = str(path) == name and "\\" not in name and "\0" not in name
    return is_plain and not path.is_absolute() and ".." not in path.parts and name != "."


def _unfit(path: Path, what: str) -> InvalidFile:
    return InvalidFile(f"{safe(str(path))} {what}", "Export the pack again.")
