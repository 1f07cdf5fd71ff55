"""Damaged archives, unpacked: all of one within its folder, or nothing.

    python tests/soak/archives.py [--cases N] [--seed N]

The same seed gives the same cases. Ends with an error at the first case that went wrong.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter
from pathlib import Path
from random import Random

from mutations import damaged

from padsketch.display import safe
from padsketch.errors import PadsketchError
from padsketch.storage.archives import unpack

FILES = {"kit/drumkit.xml": b"<a/>" * 40, "kit/kick.wav": b"RIFF" * 60, "kit/snare.wav": b"x"}


def main() -> int:
    """Unpack so many damaged archives and say what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ends = run(Path(folder), options.cases, options.seed)
    told = ", ".join(f"{count} {end}" for end, count in sorted(ends.items()))
    print(f"{options.cases} damaged archives: {told}")
    return 0


def run(folder: Path, cases: int, seed: int) -> Counter[str]:
    """How often damaged archives were unpacked and refused."""
    place, archive = folder / "place", folder / "kit.h2drumkit"
    place.mkdir()
    whole, ends = whole_archives(), Counter[str]()
    for number in range(cases):
        archive.write_bytes(damaged(whole[number % len(whole)], Random(f"{seed}-{number}")))
        ends[_end(archive, place)] += 1
        assert sorted(path.name for path in folder.iterdir()) == ["kit.h2drumkit", "place"]
    return ends


def _end(archive: Path, place: Path) -> str:
    try:
        unpack(archive, place / "kit")
    except PadsketchError as error:
        words = str(error)
        assert safe(words) == words
        assert list(place.iterdir()) == []
        return "refused"
    assert [path.name for path in place.iterdir()] == ["kit"]
    inside = list((place / "kit").rglob("*"))
    assert not any(path.is_symlink() for path in inside)
    assert all(path.is_file() or path.is_dir() for path in inside)
    shutil.rmtree(place / "kit")
    return "unpacked"


def whole_archives() -> list[bytes]:
    """Of every kind that is unpacked, one."""
    methods = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    kinds = ("w:", "w:gz", "w:bz2", "w:xz")
    return [*map(_zip, methods), *map(_tar, kinds)]


def _zip(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in FILES.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def _tar(mode: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in FILES.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
