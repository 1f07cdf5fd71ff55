"""The manifest of a pack: every file of it, and what it was rendered from."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from padsketch.export.manifest import Performed, read_as
from padsketch.export.pack.delivery import PackedFile
from padsketch.export.pack.outcome import Outcome
from padsketch.storage.replacing import MANIFEST

PACK = "padsketch-pack"


class PackManifest(Performed, frozen=True, kw_only=True):
    """Of a pack: files by their path from its folder, with `/`; itself is not among them.

    targets: what became of every file that was made for one.
    """

    written_by = "padsketch export"
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
    return read_as(PackManifest, folder)
