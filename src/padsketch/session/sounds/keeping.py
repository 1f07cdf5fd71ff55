"""Keeping: what was recorded becomes a sample of the project, as one edit."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

from padsketch.errors import UsageError
from padsketch.model import Layer, Project, edits
from padsketch.model.file_names import free_name
from padsketch.session.sounds.collecting import samples_folder
from padsketch.storage.files import disk_errors
from padsketch.storage.safety.identities import known_identity
from padsketch.storage.sources import SAMPLES

if TYPE_CHECKING:
    from padsketch.outputs.recorded import Recorded
    from padsketch.session.session import Session


def keep_sound(session: Session, recorded: Recorded, pad: str | None) -> str:
    """Take the papers of a recording into the project, and let a pad play it (None: no pad).

    Returns its layer file.
    """
    recorded = _brought_home(session, recorded)
    layers = (Layer(file=_file_of(recorded)),)
    label = f"record {pad or recorded.path.stem}"
    if pad is None:
        _keep(session, recorded, label, lambda project: project)
    else:
        _keep(session, recorded, label, lambda project: edits.set_layers(project, pad, layers))
    return _file_of(recorded)


def keep_on_new_pad(session: Session, recorded: Recorded, name: str) -> str:
    """`keep_sound`, on a pad that is added for it; returns the pad's id. Raises UsageError."""
    kit = session.kit
    if kit is None:
        raise UsageError("The kit is not loaded yet", "Wait for it, or choose another.")
    recorded = _brought_home(session, recorded)
    layers = (Layer(file=_file_of(recorded)),)
    pad = edits.free_pad_id(session.project, kit, name)
    _keep(session, recorded, f"record {pad}", lambda p: edits.add_pad(p, kit, pad, name, layers))
    return pad


def _keep(
    session: Session, recorded: Recorded, label: str, place: Callable[[Project], Project]
) -> None:
    file, credit = _file_of(recorded), recorded.credit

    def kept(project: Project) -> Project:
        return place(known_identity(edits.set_credit(project, file, credit), file, recorded.path))

    session.edit(label, kept)


def _brought_home(session: Session, recorded: Recorded) -> Recorded:
    """Among the project's samples also where the project was saved elsewhere meanwhile."""
    folder = samples_folder(session)
    if recorded.path.parent == folder:
        return recorded
    name = free_name(recorded.path.name, lambda name: (folder / name).exists())
    with disk_errors(folder):
        shutil.move(recorded.path, folder / name)
    return recorded._replace(path=folder / name)


def _file_of(recorded: Recorded) -> str:
    return f"{SAMPLES}/{recorded.path.name}"
