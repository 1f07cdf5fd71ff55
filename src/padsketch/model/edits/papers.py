"""Edits of who made the sounds that a project brings along, and of marks in them."""

from __future__ import annotations

from msgspec.structs import asdict, replace

from padsketch.errors import UsageError
from padsketch.model.edits.change import check_text
from padsketch.model.kit import Credit
from padsketch.model.project import Project


def set_credit(project: Project, file: str, credit: Credit | None) -> Project:
    """Say who made a sample of the project's own; None says nothing of it."""
    credits = {name: known for name, known in project.credits.items() if name != file}
    if credit is not None and credit != Credit():
        for text in (file, *asdict(credit).values()):
            check_text(text)
        credits[file] = credit
    return project if credits == project.credits else replace(project, credits=credits)


def set_markers(project: Project, file: str, frames: tuple[int, ...]) -> Project:
    """Mark a sample of the project's own at frames at its file's rate; none takes them away.

    Raises UsageError for a frame below 0.
    """
    marks = tuple(sorted(set(frames)))
    if marks and marks[0] < 0:
        raise UsageError(f"{marks[0]} is no frame of a sample")
    markers = {name: known for name, known in project.markers.items() if name != file}
    if marks:
        markers[check_text(file)] = marks
    return project if markers == project.markers else replace(project, markers=markers)
