"""A found sound becomes part of the project: on a pad, under it, or as a pad of its own."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any

from padsketch.display import safe
from padsketch.errors import UsageError
from padsketch.model import Kit, Layer, Pad, edits
from padsketch.model.kit import Credit
from padsketch.session.sounds.collecting import bring_in

if TYPE_CHECKING:
    from padsketch.session.session import Edit, Session

_uses = itertools.count()


def put_on_pad(session: Session, path: Path, credit: Credit, pad: str) -> str:
    """Let a pad play a sound alone; returns its file. A lane without a pad gets one.

    Raises SampleError, UsageError, PadsketchError; all of it is undone as one.
    """
    known = _pad(session, pad)
    if known is None:
        return _add(session, path, credit, pad)
    return _use(session, path, credit, f"{_stem(path)} on {known.name}", edits.set_layers, pad)


def put_under_pad(session: Session, path: Path, credit: Credit, pad: str) -> str:
    """Let a pad play a sound together with what it plays; otherwise as `put_on_pad`."""
    known = _pad(session, pad)
    if known is None:
        return _add(session, path, credit, pad)
    label = f"{_stem(path)} under {known.name}"
    return _use(session, path, credit, label, edits.set_layers, pad, above=known.layers)


def put_on_new_pad(session: Session, path: Path, credit: Credit) -> str:
    """Make a pad of a sound, behind all others; returns the id of the pad.

    Raises SampleError, UsageError where there is no room, PadsketchError.
    """
    pad = edits.free_pad_id(session.project, _kit(session), _stem(path))
    _add(session, path, credit, pad)
    return pad


def _add(session: Session, path: Path, credit: Credit, pad: str) -> str:
    kit, name = _kit(session), _stem(path)
    # A refusal comes before anything is copied.
    edits.add_pad(session.project, kit, pad, name, (Layer(file=path.name),))
    return _use(session, path, credit, f"pad {name}", edits.add_pad, kit, pad, name)


def _use(
    session: Session,
    path: Path,
    credit: Credit,
    label: str,
    change: Edit,
    *args: Any,
    above: tuple[Layer, ...] = (),
) -> str:
    """Bring a sound in and give the edit its layer, behind those that are above it."""
    merge = ("use", next(_uses))
    file = bring_in(session, path, credit, merge, label)
    session.edit(label, change, *args, (*above, Layer(file=file)), merge=merge)
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
