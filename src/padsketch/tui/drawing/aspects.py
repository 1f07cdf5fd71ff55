"""One aspect of a step as a cell of the grid shows it."""

from __future__ import annotations

from padsketch.model import Step
from padsketch.model.parameters import Parameter
from padsketch.model.step import parse_condition
from padsketch.tui.drawing.cells import CellLook
from padsketch.tui.drawing.controls import share
from padsketch.tui.drawing.glyphs import Glyphs

WORDS = {"fill": "fil", "first": "1st", "prev": "pre", "neighbour": "nei"}
"""Conditions in three letters."""
FAR = 100
"""Ticks that two digits cannot say."""


def velocity_look(step: Step, glyphs: Glyphs) -> CellLook:
    """A bar."""
    return CellLook(step.velocity, height=step.velocity / 127 if step.plays else None)


def chance_look(step: Step, glyphs: Glyphs) -> CellLook:
    """Its percentage, or a bar where there is room for one."""
    plain = plain_look(step, glyphs)
    if step.chance == 100:
        return plain._replace(height=1.0) if step.plays else plain
    return CellLook(step.velocity, height=step.chance / 100, text=f" {step.chance:<2}")


def condition_look(step: Step, glyphs: Glyphs) -> CellLook:
    """A ratio, or the beginning of a word: `1:2`, `!24`, `fil`, `!1s`."""
    if not step.when:
        return plain_look(step, glyphs)
    found = parse_condition(step.when)
    if found.kind == "ratio":
        text = f"!{found.a}{found.b}" if found.negated else f"{found.a}:{found.b}"
    else:
        text = f"!{WORDS[found.kind][:2]}" if found.negated else WORDS[found.kind]
    return CellLook(step.velocity, text=text)


def roll_look(step: Step, glyphs: Glyphs) -> CellLook:
    """How many hits, and whether they follow at a note value of their own: `/`, a triplet `T`."""
    if step.rolls == 1:
        return plain_look(step, glyphs)
    rate = "T" if step.roll_rate.endswith("T") else "/" if step.roll_rate else " "
    return CellLook(step.velocity, text=f" {step.rolls}{rate}")


def nudge_look(step: Step, glyphs: Glyphs) -> CellLook:
    """An arrow to where it is played, and by how many ticks; two arrows where it is far."""
    if not step.nudge:
        return plain_look(step, glyphs)
    ticks = abs(step.nudge)
    if step.nudge < 0:
        text = f"{glyphs.early}{ticks:<2}" if ticks < FAR else f" {glyphs.early * 2}"
    else:
        text = f"{ticks:>2}{glyphs.late}" if ticks < FAR else f" {glyphs.late * 2}"
    return CellLook(step.velocity, text=text)


def lock_look(step: Step, value: float | None, parameter: Parameter, glyphs: Glyphs) -> CellLook:
    """A bar over the range of the parameter, or the beginning of a word."""
    if value is None:
        return plain_look(step, glyphs)
    if parameter.choices:
        return CellLook(step.velocity, text=f"{parameter.choices[round(value)][:3]:<3}")
    return CellLook(step.velocity, height=share(parameter, value))


def plain_look(step: Step, glyphs: Glyphs) -> CellLook:
    """A hit of which there is nothing to say, or a rest."""
    return CellLook(step.velocity, text=f" {glyphs.hit} ") if step.plays else CellLook(0)
