"""Writing whole lanes that came as text."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from padsketch.model.edits.change import pattern_of, with_lane, with_pattern
from padsketch.model.project import Project
from padsketch.model.step import Step


def write_lanes(project: Project, pattern: str, lanes: Mapping[str, tuple[Step, ...]]) -> Project:
    """Give lanes other steps; their options stay, and so does the length of the pattern."""
    edited = pattern_of(project, pattern)
    for pad, steps in lanes.items():
        edited = with_lane(edited, pad, replace(edited.lane(pad), steps=steps))
    return with_pattern(project, pattern, edited)
