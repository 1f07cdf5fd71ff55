"""Borrowing: grooves of the library, accents and feels, and a feel taken from what is written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from padsketch.errors import UsageError
from padsketch.model import Project, edits
from padsketch.model.edits import Cell
from padsketch.model.grooves import Feel, Groove
from padsketch.model.parameters import Parameter
from padsketch.model.roles import PadName, drums_among, pads_for, plays
from padsketch.storage.grooves import add_feel, load_library
from padsketch.tui.controls.rack import choice
from padsketch.tui.desk import Desk
from padsketch.tui.editing.tools import (
    PATTERN,
    Scope,
    Tool,
    Values,
    percent_knob,
    velocity_knob,
    wholes,
)
from padsketch.tui.screens.chooser import Option
from padsketch.tui.screens.live_chooser import LiveChooser
from padsketch.tui.screens.prompt import Prompt


def choose_groove(desk: Desk) -> None:
    """Choose a groove of the library; the one in front is seen and heard in the pattern."""
    desk.follows = False
    name, grooves = desk.session.pattern, {found.name: found for found in load_library().grooves}
    options = [Option(found.name, found.name, _about(desk, found)) for found in grooves.values()]

    def write(project: Project, chosen: str) -> Project:
        return write_groove(desk, project, name, grooves[chosen])

    dialog = LiveChooser(desk, "Groove", options, write)
    desk.stage.show(dialog, lambda chosen: _say(desk, grooves[chosen]))


def _say(desk: Desk, groove: Groove) -> None:
    meter = desk.session.project.meter
    other = f"; the sketch is in {meter}" if groove.meter != meter else ""
    desk.say(f"{groove.name}: {_about(desk, groove)}{other}")


def write_groove(desk: Desk, project: Project, pattern: str, groove: Groove) -> Project:
    """A groove in a pattern, each part on the pad that the kit has for it."""
    pads = _pad_names(desk)
    found = pads_for(groove.pattern.lanes, pads)
    return edits.write_groove(project, pattern, groove, found, drums_among(pads, found))


def accents_tool(desk: Desk) -> Tool:
    """Velocities by a template."""
    name, scope, accents = desk.session.pattern, Scope(desk), load_library().accents
    knobs = (
        _template(accent.name for accent in accents),
        velocity_knob("loud", 120, "loud", "velocity of the accents"),
        velocity_knob("soft", 75, "soft", "velocity of what lies between"),
        percent_knob("strength", 100, "strong", "how far velocities move"),
        scope.knob,
    )

    def write(project: Project, values: Values) -> Project:
        template, soft, loud = wholes(values, "template", "soft", "loud")
        like, strength = accents[template], values["strength"]
        return edits.set_accents(project, name, scope.cells(values), like, soft, loud, strength)

    return Tool("accents", "Accents", knobs, write)


def feel_tool(desk: Desk) -> Tool:
    """Time and accents by a template."""
    name, scope, feels = desk.session.pattern, Scope(desk, PATTERN), load_library().feels
    knobs = (
        _template(feel.name for feel in feels),
        percent_knob("timing", 100, "timing", "how far hits move in time"),
        percent_knob("velocity", 100, "vel", "how far velocities move"),
        scope.knob,
    )

    def chosen(values: Values) -> Feel:
        return feels[round(values["template"])]

    def write(project: Project, values: Values) -> Project:
        cells = _played_by(desk, chosen(values), scope.cells(values))
        strengths = values["timing"], values["velocity"]
        return edits.apply_feel(project, name, cells, chosen(values), *strengths)

    return Tool("feel", "Feel", knobs, write, lambda values: _whom(chosen(values)))


def extract_feel(desk: Desk) -> None:
    """Take the feel of the selected lanes, or of the pattern, and keep it under a name."""
    rows, _ = desk.selection
    chosen = {row.pad for row in desk.rows[rows.start : rows.stop]}
    pads = chosen if desk.anchor is not None else set(desk.pattern.lanes)
    extract = partial(edits.extract_feel, desk.session.project, desk.session.pattern, pads)
    extract("")
    hint = "it is kept for all projects, and n f puts it on"
    prompt = Prompt("Call this feel", "", hint, _parse_name)
    desk.ask(prompt, lambda name: _keep(desk, extract(name)))


def _keep(desk: Desk, feel: Feel) -> None:
    path = add_feel(feel)
    desk.say(f"kept the feel {feel.name} in {path}")


def _parse_name(text: str) -> str:
    name = text.strip()
    if not name or not name.isprintable():
        raise UsageError("A feel needs a name", "Type letters.")
    return name


def _template(names: Iterable[str]) -> Parameter:
    return choice("template", "like", "what it shall be like", tuple(names))


def _played_by(desk: Desk, feel: Feel, cells: list[Cell]) -> list[Cell]:
    """The cells of the lanes that a feel is for."""
    names = {pad.id: pad for pad in _pad_names(desk)}
    return [
        cell
        for cell in cells
        if not feel.roles or any(plays(role, names[cell.pad]) for role in feel.roles)
    ]


def _whom(feel: Feel) -> str:
    return f"for {', '.join(feel.roles)}" if feel.roles else ""


def _pad_names(desk: Desk) -> list[PadName]:
    return [PadName(row.pad, row.name) for row in desk.rows]


def _about(desk: Desk, groove: Groove) -> str:
    """Style, tempo and size of a groove, and what the kit has no pad for."""
    low, high = groove.bpm
    found = pads_for(groove.pattern.lanes, _pad_names(desk))
    missing = [role for role in groove.pattern.lanes if role not in found]
    without = f", without {', '.join(missing)}" if missing else ""
    size = f"{groove.meter}, {groove.pattern.length} of {groove.pattern.step}"
    return f"{groove.style}, {low:g} to {high:g} BPM, {size}{without}"
