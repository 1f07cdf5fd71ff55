"""A changed archive is unpacked whole, within its limits and its folder, or not at all."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

from mutation import mutants, n_cases

from padsketch.errors import PadsketchError
from padsketch.storage.archives import unpack

FILES = {"kit/drumkit.xml": b"<a/>" * 40, "kit/kick.wav": b"RIFF" * 60, "kit/snare.wav": b"x"}


def zipped(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in FILES.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def tarred(mode: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in FILES.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def error_of(archive: Path, into: Path) -> PadsketchError | None:
    try:
        unpack(archive, into)
    except PadsketchError as error:
        return error
    return None


def test_a_changed_archive_leaves_nothing_half(tmp_path: Path) -> None:
    zips = [zipped(method) for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)]
    seeds = [*zips, *(tarred(f"w:{kind}") for kind in ("", "gz", "bz2", "xz"))]
    place = tmp_path / "place"
    place.mkdir()
    archive, into = tmp_path / "kit.h2drumkit", place / "kit"
    unpacked = 0
    for content in mutants(seeds, n_cases(400)):
        archive.write_bytes(content)
        error = error_of(archive, into)
        assert str(error or "").isprintable()
        if error is not None:
            assert list(place.iterdir()) == []
            continue
        unpacked += 1
        assert list(place.iterdir()) == [into]
        assert all(path.is_file() or path.is_dir() for path in into.rglob("*"))
        assert not any(path.is_symlink() for path in into.rglob("*"))
        into.rename(tmp_path / f"done {unpacked}")
    assert unpacked > 0
    assert sorted(path.name for path in tmp_path.iterdir() if path.name[:4] != "done") == [
        "kit.h2drumkit",
        "place",
    ]
