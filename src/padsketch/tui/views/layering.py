"""What keys do to the layers of a pad by what is heard of them: stack, part, align, order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model import Layer, Project
from padsketch.model.edits.layering import SIDES, set_crossover, stack, stacked_layers
from padsketch.model.edits.shaping import played_pad, shape_layer
from padsketch.model.parameters import LAYER
from padsketch.session.sounds import layering
from padsketch.session.sounds.layer_sounds import loaded_of
from padsketch.tui.controls.rack import choice
from padsketch.tui.controls.values import value_text
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.editing.tools import Tool, Values
from padsketch.tui.screens.chooser import Chooser, Option
from padsketch.tui.screens.live import LiveDialog
from padsketch.tui.views.layers import kit_files
from padsketch.tui.views.pad import pad_in_front
from padsketch.tui.waves.wave import layer_place

OWN = ""
"""The value of a choice: the files that the pad has already."""
USUAL_CROSSOVER = 200.0
CROSSOVER = LAYER["low_cut"]._replace(
    name="crossover", label="cross", help="where it parts from the others, 0: nowhere"
)
KEEPS = choice("keeps", "keeps", "what it has of both sides", SIDES)
POLARITY = choice("polarity", "polar", "which way it swings", ("as it is", "turned"))
TOOL = "parting"
ONE_TAKE = "; of takes by turns one plays"
"""What stacking does to a pad that plays its layers by turns."""


def stack_under(desk: Desk) -> None:
    """Choose a sound to play with all that the pad plays, and turn how they part."""
    found, files = pad_in_front(desk), sounds_of(desk)
    options = [Option(file, PurePosixPath(file).name, _where(file)) for file in files]
    dialog = Chooser(f"A sound under {found.own.name}", options, "")
    desk.stage.show(dialog, lambda file: _stack(desk, Layer(file=file)))


def part(desk: Desk) -> None:
    """Turn how the layer in front parts from the others."""
    found, at = pad_in_front(desk), layer_place(desk)
    desk.layer = at + 1
    name = f"Layer {at + 1} of {found.own.name}"
    _turn(desk, parting(desk, name, found.layers[at], at, lambda project: project))


def parting(
    desk: Desk,
    name: str,
    layer: Layer,
    at: int,
    before: Callable[[Project], Project],
    note: str = "",
) -> Tool:
    """The knobs of a layer's share of its pad: crossover, side, polarity, level.

    before: what is done to the project first; note: what is said of that.
    """
    kit, pad = loaded_of(desk.session).kit, pad_in_front(desk).own.id
    cut, keeps = (layer.high_cut, "low") if layer.high_cut else (layer.low_cut, "high")
    knobs = (
        CROSSOVER._replace(default=cut),
        KEEPS._replace(default=float(SIDES.index(keeps))),
        POLARITY._replace(default=float(layer.invert)),
        LAYER["level_db"]._replace(default=layer.level_db),
    )

    def write(project: Project, values: Values) -> Project:
        keeps = SIDES[round(values["keeps"])]
        project = set_crossover(before(project), kit, pad, at, values["crossover"], keeps)
        turned, level_db = round(values["polarity"]) == 1, values["level_db"]
        return shape_layer(project, kit, pad, at, invert=turned, level_db=level_db)

    def words(values: Values) -> str:
        return _parting_words(values) + note

    return Tool(TOOL, name, knobs, write, words, heading=name)


def _stack(desk: Desk, layer: Layer) -> None:
    found = pad_in_front(desk)
    kit, pad = loaded_of(desk.session).kit, found.own.id
    played = played_pad(desk.session.project, kit, pad)
    at = len(stacked_layers(played))
    name = f"{PurePosixPath(layer.file).name} under {found.own.name}"
    usual = replace(layer, high_cut=USUAL_CROSSOVER)
    note = ONE_TAKE if at < len(played.layers) else ""
    tool = parting(desk, name, usual, at, lambda project: stack(project, kit, pad, layer), note)
    desk.layer = at + 1
    _turn(desk, tool)


def _turn(desk: Desk, tool: Tool) -> None:
    # The knobs begin with what the layer has, not with what another one was given.
    desk.turned.pop(TOOL, None)
    desk.stage.show(LiveDialog(desk, tool), desk.say)


def _parting_words(values: Values) -> str:
    if not values["crossover"]:
        return "all of it"
    side = "below" if SIDES[round(values["keeps"])] == "low" else "above"
    return f"what is {side} {value_text(CROSSOVER, values['crossover'])}"


def align(desk: Desk) -> None:
    """Lay the layer in front on those that sound with it."""
    found = pad_in_front(desk)
    lying = layering.align(desk.session, found.own.id, layer_place(desk))
    turned = ", turned over" if lying.is_inverted else ""
    desk.say(f"moved by {lying.delay_ms:+.2f} ms{turned}, alike to {lying.correlation:.0%}")


def turn_over(desk: Desk) -> None:
    """Turn the polarity of the layer in front."""
    found = pad_in_front(desk)
    at = layer_place(desk)
    layering.turn_over(desk.session, found.own.id, at)
    is_inverted = pad_in_front(desk).layers[at].invert
    desk.say("polarity turned over" if is_inverted else "polarity as in the file")


def say_sum(desk: Desk) -> None:
    """Say what the layer in front does to those that sound with it."""
    found = pad_in_front(desk)
    change = layering.sum_of(desk.session, found.own.id, layer_place(desk))
    if change is None:
        raise UsageError("This layer sounds alone", "P stacks a sound with it.")
    desk.say(change.words)


def choose_takes(by_turns: bool) -> Gesture:
    """Make the pad of takes: by how hard they were played, or by turns."""

    def gesture(desk: Desk) -> None:
        found = pad_in_front(desk)
        groups = {OWN: tuple(layer.file for layer in found.layers), **takes_of(sounds_of(desk))}
        options = [
            Option(name, name or "its own layers", f"{len(set(files))} sounds")
            for name, files in groups.items()
        ]
        title = "Takes by turns" if by_turns else "Takes by velocity"
        put = _put_turns if by_turns else _put_takes
        dialog = Chooser(f"{title} on {found.own.name}", options, OWN)
        desk.stage.show(dialog, lambda name: put(desk, found.own.id, groups[name]))

    return gesture


def takes_of(files: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Files whose names differ in their numbers only, by what they share."""
    groups: dict[str, list[str]] = {}
    for file in files:
        path = PurePosixPath(file)
        shared = re.sub(r"[\s_-]*\d+$", "", path.stem)
        groups.setdefault(str(path.with_name(f"{shared}*{path.suffix}")), []).append(file)
    return {name: tuple(sorted(group)) for name, group in groups.items() if len(group) > 1}


def sounds_of(desk: Desk) -> tuple[str, ...]:
    """The sounds of the project, by credits and pads, then those of the kit."""
    project, kit = desk.session.project, kit_files(desk)
    played = (layer.file for pad in project.pads.values() for layer in pad.layers or ())
    own = dict.fromkeys((*project.credits, *project.markers, *played))
    return (*(file for file in own if file not in kit), *kit)


def _put_takes(desk: Desk, pad: str, files: tuple[str, ...]) -> None:
    desk.say(layering.layer_takes(desk.session, pad, files).words)
    desk.layer = 0


def _put_turns(desk: Desk, pad: str, files: tuple[str, ...]) -> None:
    takes = tuple(dict.fromkeys(files))
    layering.take_turns(desk.session, pad, takes)
    desk.layer = 0
    desk.say(f"{len(takes)} takes by turns")


def _where(file: str) -> str:
    return "of this project" if "/" in file else "of the kit"
