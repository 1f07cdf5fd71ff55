"""Writing a borrowed drum pattern over the drums of a pattern."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from padsketch.model.edits.change import pattern_of, with_pattern
from padsketch.model.grooves import Groove
from padsketch.model.pattern import Lane, Pattern
from padsketch.model.project import Project


def write_groove(
    project: Project, pattern: str, groove: Groove, pads: Mapping[str, str], drums: Collection[str]
) -> Project:
    """Replace the lanes of `drums` with those of a groove, by the pad of each role.

    Parts without a pad are left out. A pattern that is some times as long keeps its length and
    hears the groove as often; any other takes the groove's length and grid.
    """
    edited = pattern_of(project, pattern)
    times = _times(edited, groove.pattern)
    lanes = {
        pads[role]: _repeated(lane, groove.pattern, times)
        for role, lane in groove.pattern.lanes.items()
        if role in pads
    }
    kept = {pad: lane for pad, lane in edited.lanes.items() if pad not in drums}
    written = replace(
        groove.pattern,
        length=groove.pattern.length * times,
        name=edited.name or groove.name,
        lanes={**kept, **lanes},
    )
    return with_pattern(project, pattern, written)


def _times(pattern: Pattern, groove: Pattern) -> int:
    times, left = divmod(pattern.length, groove.length)
    return times if pattern.step == groove.step and not left else 1


def _repeated(lane: Lane, groove: Pattern, times: int) -> Lane:
    if lane.length is not None:
        return lane
    return replace(lane, steps=tuple(lane.step(at) for at in range(groove.length)) * times)
