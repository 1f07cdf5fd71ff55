"""One pass through a pattern while recording, and what was played in it so far."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from padsketch.model import Pattern, Project, Step, edits
from padsketch.model.edits import Cell
from padsketch.model.lane_grid import LaneGrid
from padsketch.model.pattern import MAX_STEPS
from padsketch.model.recording import Take

SHORTEST = 0.05
"""Steps: a length of zero would leave it to the pad how long a hit is."""


class Address(NamedTuple):
    """Which pass: of a pattern, in a section of the song (-1: none), counted from 0."""

    pattern: str
    section: int
    cycle: int


class Press(NamedTuple):
    """A pad that is held: the step it was written to, the grid of its lane, since when."""

    cell: Cell
    grid: LaneGrid
    position: int

    def steps(self, position: int) -> float:
        """How long it has been held at a position, in steps of its lane."""
        steps = round(float((position - self.position) / self.grid.step), 2)
        return min(max(steps, SHORTEST), float(MAX_STEPS))


class Pass:
    """What was played in one pass; number: of the take that it becomes.

    written: steps as they were played; held: pads that are down, by pad and transpose;
    cleared: per lane the place up to which old hits are gone.
    """

    def __init__(self, address: Address, number: int) -> None:
        self.address = address
        self.number = number
        self.written: dict[Cell, Step] = {}
        self.held: dict[tuple[int, float], Press] = {}
        self.cleared: dict[str, int] = {}

    @property
    def label(self) -> str:
        """What undo calls it."""
        return f"take {self.number}"

    @property
    def pads(self) -> set[str]:
        """The lanes that were played."""
        return {cell.pad for cell in self.written}

    def take(self, pattern: Pattern) -> Take:
        """The take, on the grid of its pattern as it is now."""
        name, cycle = self.address.pattern, self.address.cycle
        lanes = {pad: replace(pattern.lane(pad), steps=()) for pad in sorted(self.pads)}
        empty = Pattern(length=pattern.length, step=pattern.step, lanes=lanes)
        played = edits.put_steps(Project(patterns={name: empty}), name, self.written).pattern(name)
        return Take(pattern=name, number=self.number, at=cycle + 1, played=played)
