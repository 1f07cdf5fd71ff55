"""The manifest of a folder of stems: what was rendered, from what, and which files it became."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.export.job import Bits, Tail
from padsketch.storage.replacing import MANIFEST


class LeftOut(msgspec.Struct, frozen=True):
    """A track or return without a stem: it is "muted", or "silent" as nothing plays or feeds it."""

    track: str
    why: Literal["muted", "silent"]


class FileEntry(msgspec.Struct, frozen=True):
    """An audio file: its peak in dBFS, and values that its integer format could not hold."""

    sha256: str
    peak_db: float
    clipped: int


class Performed(msgspec.Struct, frozen=True, kw_only=True):
    """What was rendered, and from what: equal music is said in equal words.

    order: the stems in the order in which they sum to the mix; project_sha256: of the project's
    text as padsketch saves it; samples: SHA-256 of every audio file that the stems play.
    """

    format: str
    version: Literal[1] = 1
    padsketch: str
    title: str
    seed: int
    bpm: float
    what: str
    repeats: int
    tail: Tail
    rate: int
    frames: int
    audio: str
    bits: Bits
    order: tuple[str, ...]
    mix: str
    left_out: tuple[LeftOut, ...]
    project_sha256: str
    samples: dict[str, str]

    @property
    def names(self) -> Iterator[str]:
        """The stems, and the mix last."""
        yield from self.order
        yield self.mix


class Manifest(Performed, frozen=True, kw_only=True):
    """Of a folder of stems: neither times nor absolute paths are in here."""

    format: Literal["padsketch-stems"] = "padsketch-stems"
    files: dict[str, FileEntry]


def write_manifest(folder: Path, manifest: Performed) -> None:
    """Write the manifest into its folder."""
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    (folder / MANIFEST).write_bytes(text + b"\n")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder of stems; raises InvalidFile where there is none that fits."""
    path = folder / MANIFEST
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except OSError as error:
        raise InvalidFile(
            f"{safe(str(path))} cannot be read: {error.strerror}",
            "`padsketch stems` writes a folder that can be verified.",
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidFile(
            f"{safe(str(path))} is no manifest of stems: {safe(str(error))}",
            "Render the stems again.",
        ) from None
    _check_names(path, manifest)
    return manifest


def _check_names(path: Path, manifest: Manifest) -> None:
    """A manifest speaks of the files beside it, and of nothing else."""
    for name in manifest.names:
        if name not in manifest.files or not name or Path(name).name != name or "\0" in name:
            raise InvalidFile(
                f"{safe(str(path))} names a file that is not its own: '{safe(name)}'",
                "Render the stems again.",
            )
