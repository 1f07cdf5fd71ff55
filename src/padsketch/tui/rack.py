"""What a view lets one turn: controls in sections."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from padsketch.model import Project
from padsketch.model.parameters import Parameter

Put = Callable[[Project, float | None], Project]
"""A pure edit that gives a control a value; None: as if untouched."""


class Control(NamedTuple):
    """A parameter of something and its value; untouched: what `put` of None makes of it."""

    parameter: Parameter
    value: float
    untouched: float
    put: Put

    @property
    def name(self) -> str:
        """The name of the parameter."""
        return self.parameter.name


class Section(NamedTuple):
    """Controls that belong together, under a title."""

    title: str
    controls: tuple[Control, ...]


class Rack(NamedTuple):
    """All controls of one thing.

    id: racks of one kind, in which the same control stays in hand; owner: whose they are;
    place: the row whose colour it has.
    """

    id: str
    owner: str
    place: int
    sections: tuple[Section, ...]

    @property
    def controls(self) -> tuple[Control, ...]:
        """The controls of all sections."""
        return tuple(control for section in self.sections for control in section.controls)
