"""A found sound becomes part of the project: on a pad, under it, or as a pad of its own."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.display import safe
from padsketch.errors import UsageError
from padsketch.model import Kit, Layer, Pad, Project, edits
from padsketch.model.edits.layering import stack
from padsketch.model.kit import Credit
from padsketch.session.sounds.collecting import bring_in

if TYPE_CHECKING:
    from padsketch.session.session import Session

Change = Callable[[Project, Layer], Project]
"""An edit that gives a layer a place."""

_uses = itertools.count()


def put_on_pad(session: Session, path: Path, credit: Credit, pad: str) -> str:
    """Let a pad play a sound alone; returns its file. A lane without a pad gets one.

    Raises SampleError, UsageError, PadsketchError; all of it is undone as one.
    """
    known = _pad(session, pad)
    if known is None:
        return _add(session, path, credit, pad)
    label = f"{_stem(path)} on {known.name}"
    return _use(session, path, credit, label, lambda p, layer: edits.set_layers(p, pad, (layer,)))


def put_under_pad(session: Session, path: Path, credit: Credit, pad: str) -> str:
    """Stack a sound under what a pad plays; otherwise as `put_on_pad`."""
    known = _pad(session, pad)
    if known is None:
        return _add(session, path, credit, pad)
    kit, label = _kit(session), f"{_stem(path)} under {known.name}"
    return _use(session, path, credit, label, lambda p, layer: stack(p, kit, pad, layer))


def put_on_new_pad(session: Session, path: Path, credit: Credit) -> str:
    """Make a pad of a sound, behind all others; returns the id of the pad.

    Raises SampleError, UsageError where there is no room, PadsketchError.
    """
    pad = edits.free_pad_id(session.project, _kit(session), _stem(path))
    _add(session, path, credit, pad)
    return pad


def _add(session: Session, path: Path, credit: Credit, pad: str) -> str:
    kit, name = _kit(session), _stem(path)

    def add(project: Project, layer: Layer) -> Project:
        return edits.add_pad(project, kit, pad, name, (layer,))

    # A refusal comes before anything is copied.
    add(session.project, Layer(file=path.name))
    return _use(session, path, credit, f"pad {name}", add)


def _use(session: Session, path: Path, credit: Credit, label: str, change: Change) -> str:
    """Bring a sound in and let an edit use its layer."""
    merge = ("use", next(_uses))
    file = bring_in(session, path, credit, merge, label)
    session.edit(label, change, Layer(file=file), merge=merge)
    session.end_merge()
    return file


def _stem(path: Path) -> str:
    return safe(path.stem)


def _kit(session: Session) -> Kit:
    if session.kit is None:
        raise UsageError("The kit is not loaded yet", "Wait for it, or choose another.")
    return session.kit


def _pad(session: Session, pad: str) -> Pad | None:
    played = session.played_kit
    found = played.index(pad) if played else None
    return None if played is None or found is None else played.pads[found]
