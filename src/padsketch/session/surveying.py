"""The course of the song that is being edited, surveyed behind the music."""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple

from padsketch.analysis.course import Course
from padsketch.errors import Interrupted
from padsketch.export.course import Survey
from padsketch.model import Project
from padsketch.session.behind import Behind, Outdated
from padsketch.session.shelf import LoadedKit


class _Wish(NamedTuple):
    """A project, its kit, and the energies of those samples that are there."""

    project: Project
    loaded: LoadedKit
    energies: dict[str, float]


class Surveying:
    """Surveys the newest project once somebody looks; looking belongs to one thread."""

    def __init__(self) -> None:
        self._survey = Survey()
        self._behind = Behind(self._make, "survey")
        self._asked: tuple[Project, LoadedKit, int] | None = None
        self._made: tuple[_Wish, Course] | None = None

    def course(self, project: Project, loaded: LoadedKit) -> Course | None:
        """What the song plays; None while that is not known.

        After an edit it is what was known before, until the new course is there: only not where
        the sections or the pads would be mistaken for others.
        """
        self._ask(project, loaded)
        if self._made is None:
            return None
        wish, course = self._made
        before, now = wish.project.song, project.song
        is_like = [s.pattern for s in before] == [s.pattern for s in now]
        return course if is_like and wish.loaded is loaded else None

    def finish(self) -> None:
        """Wait until the newest course is there."""
        self._behind.finish()

    def give_up(self) -> None:
        """Survey nothing more."""
        self._behind.give_up()

    def _ask(self, project: Project, loaded: LoadedKit) -> None:
        asked = (project, loaded, len(loaded.outlines))
        if self._asked is None or any(a is not b for a, b in zip(asked, self._asked, strict=True)):
            self._asked = asked
            outlines = tuple(loaded.outlines.items())
            energies = {file: outline.energy for file, outline in outlines}
            self._behind.ask(_Wish(project, loaded, energies))

    def _make(self, wish: _Wish, is_outdated: Outdated) -> None:
        with suppress(Interrupted):
            course = self._survey.course(
                wish.project, wish.loaded.kit, wish.energies, cancelled=is_outdated
            )
            self._made = (wish, course)
