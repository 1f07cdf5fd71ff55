"""Sounds on their way into a project: copied or written to its `samples/`, with their papers."""

from __future__ import annotations

import filecmp
from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.model import Project, edits
from padsketch.model.file_names import free_name, plain_name
from padsketch.model.kit import Credit
from padsketch.session.sounds.crediting import known_credit
from padsketch.session.sounds.writing import write_sound
from padsketch.storage.copying import copy_whole
from padsketch.storage.decoding import decode_safely
from padsketch.storage.files import disk_errors, make_folders
from padsketch.storage.safety.identities import known_identity
from padsketch.storage.samples import Audio
from padsketch.storage.sources import SAMPLES

if TYPE_CHECKING:
    from padsketch.session.session import Session


def bring_in(
    session: Session,
    path: Path,
    credit: Credit | None = None,
    merge: object = None,
    label: str = "",
) -> str:
    """Copy an audio file into the project; returns its name as layers say it.

    credit: what is known of it, by default what it says itself. Its credit is an edit, undone
    with those of the same `merge`; label: what undo calls them.
    Raises SampleError; PadsketchError for a disk that refuses.
    """
    folder = samples_folder(session)
    if path.parent == folder:
        return f"{SAMPLES}/{path.name}"
    decode_safely(path)
    own = _copy(path, folder)
    if f"{SAMPLES}/{own.name}" in session.project.credits:
        return f"{SAMPLES}/{own.name}"
    known = known_credit(path) if credit is None else credit
    return _with_papers(session, own, known, merge, label)


def write_in(
    session: Session,
    frames: Audio,
    rate: int,
    stem: str,
    credit: Credit,
    merge: object = None,
    label: str = "",
) -> str:
    """Write a sound of frames (frames, channels) at a rate in hertz into the project, as WAV.

    Returns its name as layers say it; its credit is an edit, undone with those of the same
    `merge`; label: what undo calls them. Raises PadsketchError for a disk that refuses.
    """
    own = write_sound(samples_folder(session), stem, frames, rate)
    return _with_papers(session, own, credit, merge, label)


def samples_folder(session: Session) -> Path:
    """The folder of the project's own sounds, made where it is not there yet."""
    folder = session.home() / SAMPLES
    with disk_errors(folder):
        make_folders(folder)
    return folder


def _copy(path: Path, folder: Path) -> Path:
    """The file in the folder under a free name; one that was copied before is there already."""
    name = f"{plain_name(path.stem)}{path.suffix.lower()}"
    if (folder / name).is_file() and filecmp.cmp(path, folder / name, shallow=False):
        return folder / name
    target = folder / free_name(name, lambda name: (folder / name).exists())
    copy_whole(path, target)
    return target


def _with_papers(
    session: Session, own: Path, credit: Credit, merge: object, label: str = ""
) -> str:
    file = f"{SAMPLES}/{own.name}"

    def known(project: Project) -> Project:
        return known_identity(edits.set_credit(project, file, credit), file, own)

    session.edit(label or f"papers of {own.name}", known, merge=merge)
    return file
