"""Edits of the song: its sections, each named by its place from 0."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model.edits.change import (
    check_choice,
    check_pad,
    check_text,
    clamped_bpm,
    clamped_parameter,
    clamped_whole,
    pattern_of,
)
from padsketch.model.parameters import PAD
from padsketch.model.project import Project
from padsketch.model.song import MAX_REPEATS, Section


def set_song(project: Project, sections: Iterable[Section]) -> Project:
    """The song, section by section."""
    song = tuple(_fitted(project, section) for section in sections)
    return project if song == project.song else replace(project, song=song)


def insert_section(project: Project, at: int, section: Section) -> Project:
    """Let a section begin where another one began, or behind the last one."""
    if not 0 <= at <= len(project.song):
        raise _no_section(project, at)
    return set_song(project, (*project.song[:at], section, *project.song[at:]))


def append_sections(project: Project, sections: Iterable[Section]) -> Project:
    """Let the song go on with more sections."""
    return set_song(project, (*project.song, *sections))


def remove_section(project: Project, at: int) -> Project:
    """Take a section out of the song."""
    section_of(project, at)
    return set_song(project, (*project.song[:at], *project.song[at + 1 :]))


def duplicate_section(project: Project, at: int) -> Project:
    """Play a section once more behind itself, as a section of its own."""
    return insert_section(project, at + 1, section_of(project, at))


def move_section(project: Project, at: int, to: int) -> Project:
    """Take a section out, and let it be the one at another place, at most the last."""
    moved = section_of(project, at)
    others = (*project.song[:at], *project.song[at + 1 :])
    to = clamped_whole(to, 0, len(others))
    return set_song(project, (*others[:to], moved, *others[to:]))


def set_section(project: Project, at: int, **changes: Any) -> Project:
    """Change what a section says: its name, pattern, repeats, mutes, and the rest."""
    for name in changes:
        check_choice("a setting of a section", name, Section.__struct_fields__)
    changed = replace(section_of(project, at), **changes)
    return set_song(project, (*project.song[:at], changed, *project.song[at + 1 :]))


def toggle_section_mute(project: Project, at: int, pad: str) -> Project:
    """Let a lane be silent in one section, or play there again."""
    mute = section_of(project, at).mute
    kept = tuple(other for other in mute if other != pad)
    return set_section(project, at, mute=kept if pad in mute else (*mute, pad))


def split_section(project: Project, at: int, repeat: int) -> Project:
    """Make two sections of one: the first plays so many repeats, the second those that are left."""
    section = section_of(project, at)
    if not 1 <= clamped_whole(repeat, 0, MAX_REPEATS) < section.repeats:
        raise UsageError(
            f"A section of {section.repeats} cannot be split after repeat {repeat}",
            "Split between two repeats: + gives it more.",
        )
    parts = (replace(section, repeats=n) for n in (repeat, section.repeats - repeat))
    return set_song(project, (*project.song[:at], *parts, *project.song[at + 1 :]))


def section_of(project: Project, at: int) -> Section:
    """A section by its place; raises UsageError where there is none."""
    if not 0 <= at < len(project.song):
        raise _no_section(project, at)
    return project.song[at]


def _no_section(project: Project, at: int) -> UsageError:
    known = f"The song has {len(project.song)}." if project.song else "The song is empty."
    return UsageError(f"There is no section {at + 1}", known)


def _fitted(project: Project, section: Section) -> Section:
    pattern_of(project, section.pattern)
    for pad in section.mute:
        check_pad(pad)
    if not isinstance(section.fill, bool):
        raise UsageError(f"'{section.fill}' is neither on nor off", "fill is True or False.")
    check_text(section.section + section.note)
    return replace(
        section,
        mute=tuple(dict.fromkeys(section.mute)),
        repeats=clamped_whole(section.repeats, 1, MAX_REPEATS),
        transpose=clamped_parameter(PAD["tune"], section.transpose),
        bpm=None if section.bpm is None else clamped_bpm(section.bpm),
    )
