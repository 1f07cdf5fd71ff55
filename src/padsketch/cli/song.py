"""What `padsketch check --song` says of a song."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from padsketch.errors import UsageError

if TYPE_CHECKING:
    from padsketch.analysis.course import Course
    from padsketch.model import Project

RATE = 48_000


class SongNote(NamedTuple):
    """A sentence about a song; section and bars count from 1, the last bar is one of them."""

    section: int
    first_bar: int
    last_bar: int
    words: str


def song_notes(path: Path) -> list[SongNote]:
    """What a producer would notice about the song of a project, in the order of its bars.

    Raises UsageError for a project without a song, and what its kit and its samples raise.
    """
    from padsketch.analysis.remarks import remarks
    from padsketch.storage import load_project

    project = load_project(path)
    if not project.song:
        raise UsageError("The song is empty", "There is nothing to be said of it.")
    course = _course(project, path)
    return [
        SongNote(course.section_at(first) + 1, first + 1, end, words)
        for first, end, words in remarks(course, [section.called for section in project.song])
    ]


def _course(project: Project, path: Path) -> Course:
    from padsketch.analysis.course import energy_of
    from padsketch.export.course import song_course
    from padsketch.model import dressed
    from padsketch.model.pad_settings import sounds_of
    from padsketch.storage import find_kit, load_kit, project_folder
    from padsketch.storage.samples import Audio, stream_samples
    from padsketch.storage.sources import SampleFolders

    own = project_folder(path)
    folder = find_kit(project.kit, own)
    kit = load_kit(folder)
    energies: dict[str, float] = {}

    def take(key: str, frames: Audio) -> None:
        energies[key] = energy_of(frames, RATE)

    sounds = sounds_of(kit, dressed(kit, project.pads)).values()
    stream_samples(SampleFolders.of(folder, kit, own), sounds, RATE, take)
    return song_course(project, kit, energies)
