"""What writes steps by a few numbers: its knobs, and the edit that they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple

from padsketch.model import Project
from padsketch.model.edits import Cell
from padsketch.model.parameters import Parameter
from padsketch.tui.controls.rack import choice
from padsketch.tui.desk import Desk

Values = Mapping[str, float]
"""What the knobs stand at, by name."""

SELECTION, LANE, PATTERN = "selection", "lane", "pattern"
MAX_TAKE = 9999


class Tool(NamedTuple):
    """id: under which its numbers are remembered; about: what there is to say of them.

    heading: what stands over it, where it does not write into the pattern that is seen.
    """

    id: str
    title: str
    knobs: tuple[Parameter, ...]
    write: Callable[[Project, Values], Project]
    about: Callable[[Values], str] = lambda _: ""
    heading: str = ""


def whole_knob(
    name: str, unit: str, low: int, high: int, default: int, label: str, help: str
) -> Parameter:
    """A knob of whole numbers, within its range from the beginning."""
    fitting = float(min(max(default, low), high))
    return Parameter(name, unit, float(low), float(high), fitting, label, help)


def percent_knob(name: str, default: int, label: str, help: str) -> Parameter:
    """A knob from nothing to everything."""
    return whole_knob(name, "%", 0, 100, default, label, help)


def velocity_knob(name: str, default: int, label: str, help: str) -> Parameter:
    """A knob of how hard a pad is hit."""
    return whole_knob(name, "vel", 1, 127, default, label, help)


def wholes(values: Values, *names: str) -> list[int]:
    """The whole numbers that some knobs stand at."""
    return [round(values[name]) for name in names]


TAKE = whole_knob("take", "hits", 1, MAX_TAKE, 1, "take", "other chances: t is the next take")


class Scope:
    """The cells that a tool may write, as they are when its knobs appear."""

    def __init__(self, desk: Desk, usual: str = LANE) -> None:
        pattern = desk.pattern
        written = [pad for pad, lane in pattern.lanes.items() if any(s.plays for s in lane.steps)]
        self._cells = {
            LANE: lane_cells(desk, desk.lane.pad),
            PATTERN: [cell for pad in written for cell in lane_cells(desk, pad)],
        }
        if desk.anchor is not None:
            self._cells = {SELECTION: desk.selected_cells, **self._cells}
            usual = SELECTION
        words = tuple(self._cells)
        place = float(words.index(usual))
        self.knob = choice("where", "where", "what is written", words)._replace(default=place)
        self.usual_steps = _longest(self._cells[usual])
        self.most_steps = max(map(_longest, self._cells.values()))

    def cells(self, values: Values) -> list[Cell]:
        """The cells that the knob says."""
        return self._cells[self.knob.choices[round(values["where"])]]


def lane_cells(desk: Desk, pad: str) -> list[Cell]:
    """All cells of a lane."""
    return [Cell(pad, step) for step in range(desk.pattern.lane_length(pad))]


def _longest(cells: list[Cell]) -> int:
    """Steps of the longest lane among cells; 1 where there is none."""
    return max(Counter(cell.pad for cell in cells).values(), default=1)


class Dial:
    """The knobs of a tool, one of them in hand, and digits that are being typed."""

    def __init__(self, tool: Tool, remembered: Values) -> None:
        self.tool = tool
        self.at = 0
        self._typed = ""
        self.values = {knob.name: _fitted(knob, remembered) for knob in tool.knobs}

    @property
    def knob(self) -> Parameter:
        """The knob in hand."""
        return self.tool.knobs[self.at]

    def choose(self, at: int) -> None:
        """Take a knob in hand; behind the last comes the first."""
        self.at = at % len(self.tool.knobs)
        self._typed = ""

    def put(self, value: float) -> None:
        """Give the knob in hand a value, as near as its range allows."""
        self._typed = ""
        self._put(value)

    def type(self, digit: str) -> None:
        """One more digit of a number; words are not typed."""
        if not self.knob.choices:
            self._typed += digit
            self._put(float(self._typed[-6:]))

    def erase(self) -> None:
        """Take the last digit back; without any the knob is as if untouched."""
        self._typed = self._typed[:-1]
        self._put(float(self._typed) if self._typed else self.knob.default)

    def _put(self, value: float) -> None:
        self.values[self.knob.name] = min(max(value, self.knob.low), self.knob.high)


def _fitted(knob: Parameter, remembered: Values) -> float:
    return min(max(remembered.get(knob.name, knob.default), knob.low), knob.high)
