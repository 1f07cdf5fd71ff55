"""Folders of exported kits: what lies in them, and how they are packed."""

from __future__ import annotations

import gzip
import json
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from padsketch.formats.parting import credit_lines
from padsketch.session.kits.plain import PlainKit
from padsketch.storage.files import disk_errors
from padsketch.storage.replacing import MANIFEST, replacing_folder

CREDITS = "CREDITS.txt"
PACKING = 6
"""How hard sounds are packed, of 9: more takes long and saves little."""


@contextmanager
def export_folder(path: Path, force: bool) -> Iterator[Path]:
    """A folder that appears whole, with a manifest of all that is put into it."""
    with replacing_folder(path, force) as staging:
        yield staging
        files = sorted(file.name for file in staging.iterdir())
        manifest = {"format": "padsketch-kit-export", "files": files}
        with disk_errors(path):
            (staging / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n")


def fill(folder: Path, plain: PlainKit, name: str = "", text: str = "") -> None:
    """The sounds of a kit, its credits, and the text that says how they are played."""
    for file, path in plain.sources.items():
        with disk_errors(folder / file):
            shutil.copyfile(path, folder / file)
    write_credits(folder, credit_lines(plain.kit))
    if name:
        with disk_errors(folder / name):
            (folder / name).write_text(text, encoding="utf-8")


def write_credits(folder: Path, lines: Iterator[str]) -> None:
    """Who made what, where anything is known of it."""
    if text := "".join(f"{line}\n" for line in lines):
        with disk_errors(folder / CREDITS):
            (folder / CREDITS).write_text(text, encoding="utf-8")


def pack(folder: Path, path: Path) -> None:
    """A folder as a packed tar, the same bytes every time."""

    def without_time(info: tarfile.TarInfo) -> tarfile.TarInfo:
        info.mtime, info.mode = 0, 0o755 if info.isdir() else 0o644
        info.uid = info.gid = 0
        info.uname = info.gname = ""
        return info

    with (
        path.open("wb") as raw,
        gzip.GzipFile("", "wb", PACKING, raw, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive,
    ):
        archive.add(folder, folder.name, recursive=False, filter=without_time)
        for file in sorted(folder.iterdir()):
            archive.add(file, f"{folder.name}/{file.name}", filter=without_time)
