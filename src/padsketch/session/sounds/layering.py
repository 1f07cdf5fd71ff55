"""Sounds that shall be one: laid on each other by what is heard, ordered by how loud they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from padsketch.analysis.alignment import Alignment, SumChange, alignment, sum_change
from padsketch.analysis.matching import loudest_moment
from padsketch.errors import UsageError
from padsketch.model.edits.layering import move_layer, set_takes
from padsketch.session.sounds.layer_sounds import (
    loaded_of,
    partners_of,
    path_of,
    sound_of,
    uncrossed_sound_of,
)
from padsketch.storage.samples import decode
from padsketch.units import gain_to_db

if TYPE_CHECKING:
    from padsketch.session.session import Session

ALIKE_DB = 3.0
"""Takes that differ by less were played equally hard: they sound by turns."""
LEAST_CORRELATION = 0.2
"""Below it two sounds have too little in common for a best place, unless their sum gains by it."""


class Groups(NamedTuple):
    """Files of takes, softest first, those that are equally loud together; loudness of each."""

    files: tuple[tuple[str, ...], ...]
    loudnesses_db: tuple[float, ...]

    @property
    def words(self) -> str:
        """What a user is told."""
        takes, layers = sum(map(len, self.files)), len(self.files)
        by_turns = ", some by turns" if takes > layers else ""
        return f"{takes} takes in {layers} layer{'s' if layers > 1 else ''}{by_turns}"


def sum_of(session: Session, pad: str, at: int) -> SumChange | None:
    """What a layer's sum with those that sound with it lost or gained; None where it is alone.

    Raises UsageError where the layer is not there, or a sound not read yet.
    """
    others = partners_of(session, pad, at)
    this = sound_of(session, pad, at)
    return None if others is None else sum_change(others, this.heard(), this.rate)


def align(session: Session, pad: str, at: int) -> Alignment:
    """Lay a layer on those that sound with it, polarity too; says by what it was moved.

    Crossovers leave the attacks where they are, and are not listened to. Raises UsageError where
    it is alone, or has nothing in common with them.
    """
    others = partners_of(session, pad, at, uncrossed_sound_of)
    this = uncrossed_sound_of(session, pad, at)
    if others is None:
        raise UsageError("This layer sounds alone", "Stack a sound with it first.")
    heard = this.heard()
    found = alignment(others, heard, this.rate)
    if found.correlation < LEAST_CORRELATION and not sum_change(others, heard, this.rate).advice:
        raise UsageError(
            "These sounds have too little in common to be aligned", "Move one by its delay."
        )
    later = round(found.delay_ms * this.speed, 2)
    session.edit(
        f"align ({pad})",
        move_layer,
        loaded_of(session).kit,
        pad,
        at,
        later,
        turns=found.is_inverted,
    )
    return found


def turn_over(session: Session, pad: str, at: int) -> bool:
    """Turn the polarity of a layer."""
    label = f"polarity ({pad})"
    return session.edit(label, move_layer, loaded_of(session).kit, pad, at, 0.0, turns=True)


def by_loudness(session: Session, files: Sequence[str]) -> Groups:
    """Takes in the order of their loudness; those that are alike are one group."""
    measured = sorted((_loudness(session, file), file) for file in dict.fromkeys(files))
    groups: list[list[tuple[float, str]]] = []
    for loudness, file in measured:
        if groups and loudness - groups[-1][0][0] < ALIKE_DB:
            groups[-1].append((loudness, file))
        else:
            groups.append([(loudness, file)])
    names = tuple(tuple(file for _, file in group) for group in groups)
    return Groups(names, tuple(group[-1][0] for group in groups))


def layer_takes(session: Session, pad: str, files: Sequence[str]) -> Groups:
    """Let a pad play takes by velocity as they were played, and by turns where they are alike.

    files: as layers name them. Raises UsageError for none; SampleError.
    """
    groups = by_loudness(session, files)
    loudnesses = groups.loudnesses_db if len(groups.files) > 1 else None
    session.edit(f"takes ({pad})", set_takes, loaded_of(session).kit, pad, groups.files, loudnesses)
    return groups


def take_turns(session: Session, pad: str, files: Sequence[str]) -> bool:
    """Let a pad play files one after the other, whatever the velocity."""
    return session.edit(
        f"takes by turns ({pad})", set_takes, loaded_of(session).kit, pad, [list(files)]
    )


def _loudness(session: Session, file: str) -> float:
    return gain_to_db(loudest_moment(*decode(path_of(session, file))))
