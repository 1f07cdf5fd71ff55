"""What `samples` says of the samples of a project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from padsketch.cli.printing import say, tell
from padsketch.display import counted

if TYPE_CHECKING:
    from padsketch.model.samples import SampleIdentity
    from padsketch.storage.walking import Found

Row = dict[str, Any]
"""A sample: its file, its state, its size and hash as the project knows them, where it is found."""

LOST = ("missing", "found", "unreadable")


def sample_row(
    file: str, path: Path, known: SampleIdentity | None, found: Mapping[str, Path]
) -> Row:
    """A sample that should be at a path; found: where missing ones lie."""
    place = str(found[file]) if file in found else None
    facts = {"size": known and known.size, "sha256": known and known.sha256, "found": place}
    return {"file": file, "state": "found" if place else _state(path, known), **facts}


def is_lost(row: Row) -> bool:
    """Whether a sample cannot be played."""
    return row["state"] in LOST


def say_samples(rows: Sequence[Row], unused: Sequence[Found], folder: Path) -> None:
    """A line for every sample, then one for every file that is not played."""
    for row in rows:
        place = f"  is {row['found']}" if row["found"] else ""
        say(f"{row['state']:<10} {row['file']}{place}")
    for found in unused:
        say(f"{'unused':<10} {inside(found, folder)}  {found.size:,} bytes")
    if unused:
        tell("Older versions of the project may play what is unused now.")


def tell_done(brought: Sequence[str], collected: Sequence[str]) -> None:
    """What was brought back, and what was copied into the project."""
    for file in brought:
        tell(f"brought back: {file}")
    for file in collected:
        tell(f"copied: {file}")


def summary(rows: Sequence[Row]) -> str:
    """How many samples there are, how many are missing, and what to do."""
    if not rows:
        return "the project plays no samples of its own"
    samples = f"{counted(len(rows), 'sample')} of the project's own"
    lost = sum(map(is_lost, rows))
    if not lost:
        return f"{samples}, none is missing"
    found = sum(row["state"] == "found" for row in rows)
    what = "--relink brings back what was found" if found else "--search DIR looks elsewhere"
    return f"{samples}, {lost} missing, {found} found again: {what}"


def inside(found: Found, folder: Path) -> str:
    """A file by its name in the project's folder."""
    return found.path.relative_to(folder).as_posix()


def _state(path: Path, known: SampleIdentity | None) -> str:
    from padsketch.storage.files import is_file
    from padsketch.storage.safety.identities import identity_of

    if not is_file(path):
        return "missing"
    try:
        return "changed" if known not in (None, identity_of(path)) else "there"
    except OSError:
        return "unreadable"
