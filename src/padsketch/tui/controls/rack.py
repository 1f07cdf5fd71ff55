"""What a view lets one turn: controls in sections."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from padsketch.model import Project
from padsketch.model.parameters import Parameter

Put = Callable[[Project, float | None], Project]
"""A pure edit that gives a control a value; None: as if untouched."""
Does = Callable[[float | None], None]
"""The same for a control of something that is no part of the project."""


def as_it_is(project: Project, _: float | None) -> Project:
    """No edit."""
    return project


class Control(NamedTuple):
    """A parameter of something and its value; untouched: what `put` of None makes of it.

    key: its name where the parameter's is not the only one of its rack; is_set: somebody set it,
    even to what it would be untouched; does: what is done in place of the edit.
    """

    parameter: Parameter
    value: float
    untouched: float
    put: Put = as_it_is
    key: str = ""
    is_set: bool = False
    does: Does | None = None

    @property
    def name(self) -> str:
        """Its name in its rack."""
        return self.key or self.parameter.name

    @property
    def is_changed(self) -> bool:
        """Whether it is not as if nobody had touched it."""
        return self.is_set or self.value != self.untouched


class Section(NamedTuple):
    """Controls that belong together, under a title."""

    title: str
    controls: tuple[Control, ...]


def sections(
    plan: Iterable[tuple[str, tuple[str, ...]]], controls: Iterable[Control]
) -> tuple[Section, ...]:
    """Controls in the order of a plan: titles, and the names under each."""
    by_name = {control.name: control for control in controls}
    return tuple(Section(title, tuple(by_name[name] for name in names)) for title, names in plan)


def choice(name: str, label: str, help: str, words: tuple[str, ...]) -> Parameter:
    """One of a few words, untouched the first, as a parameter that no table has."""
    return Parameter(name, "", 0.0, len(words) - 1.0, 0.0, label, help, choices=words)


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
