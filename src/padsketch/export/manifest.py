"""The manifest of a folder of stems: what was rendered, from what, and which files it became."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Annotated, ClassVar, Literal, TypeVar

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

    written_by: ClassVar[str]
    format: str
    version: Literal[1] = 1
    padsketch: str
    title: str
    seed: int
    bpm: Annotated[float, msgspec.Meta(ge=1)]
    what: str
    repeats: int
    tail: Tail
    rate: Annotated[int, msgspec.Meta(ge=1)]
    frames: int
    audio: str
    bits: Bits
    order: tuple[str, ...]
    mix: str
    left_out: tuple[LeftOut, ...]
    project_sha256: str
    samples: dict[str, str]
    files: Mapping[str, object]

    @property
    def names(self) -> Iterator[str]:
        """The stems, and the mix last."""
        yield from self.order
        yield self.mix


class Manifest(Performed, frozen=True, kw_only=True):
    """Of a folder of stems: neither times nor absolute paths are in here."""

    written_by = "padsketch stems"
    format: Literal["padsketch-stems"] = "padsketch-stems"
    files: dict[str, FileEntry]


M = TypeVar("M", bound=Performed)


def write_manifest(folder: Path, manifest: Performed) -> None:
    """Write the manifest into its folder."""
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    (folder / MANIFEST).write_bytes(text + b"\n")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder of stems; raises InvalidFile where there is none that fits."""
    return read_as(Manifest, folder)


def read_as(kind: type[M], folder: Path) -> M:
    """A folder's manifest of a kind; raises InvalidFile where there is none that fits."""
    path = folder / MANIFEST
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=kind)
    except OSError as error:
        raise InvalidFile(
            f"{safe(str(path))} cannot be read: {error.strerror}",
            "`padsketch export` and `padsketch stems` write folders that can be verified.",
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        words = f"is not what `{kind.written_by}` writes: {safe(str(error))}"
        raise _unfit(path, kind, words) from None
    for name in (*manifest.files, *manifest.names):
        if not _is_own(name) or name not in manifest.files:
            raise _unfit(path, kind, f"names a file that is not its own: '{safe(name)}'")
    return manifest


def _is_own(name: str) -> bool:
    """Whether a path stays in the folder that it starts from."""
    path = PurePosixPath(name)
    is_plain = str(path) == name and "\\" not in name and "\0" not in name
    return is_plain and not path.is_absolute() and ".." not in path.parts and name != "."


def _unfit(path: Path, kind: type[Performed], what: str) -> InvalidFile:
    return InvalidFile(f"{safe(str(path))} {what}", f"`{kind.written_by}` writes it again.")
