"""The song's sections as rows."""

from __future__ import annotations

import numpy as np

from padsketch.model import PATTERN_NAMES, Kit, Project, Section
from padsketch.score.tables import SECTION, Table
from padsketch.units import bpm_to_millibpm


def compile_song(project: Project, kit: Kit) -> Table:
    """A row for every section; what it mutes as a bit for each pad."""
    rows = [_section_row(section, kit) for section in project.song]
    return np.array(rows, dtype=SECTION)


def _section_row(section: Section, kit: Kit) -> tuple[int, int, int, int, float, bool, int]:
    indices = {kit.index(pad) for pad in section.mute}
    mute = sum(1 << index for index in indices if index is not None)
    millibpm = bpm_to_millibpm(section.bpm) if section.bpm else 0
    pattern = PATTERN_NAMES.index(section.pattern)
    return (mute, pattern, section.repeats, millibpm, section.transpose, section.fill, 0)
