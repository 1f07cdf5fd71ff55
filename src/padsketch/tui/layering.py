"""What keys do to the layers of a pad by what is heard of them: stack, part, align, order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

from padsketch.errors import UsageError
from padsketch.model import Layer
from padsketch.model.edits.layering import set_crossover, stack
from padsketch.model.parameters import LAYER
from padsketch.session import layering
from padsketch.session.layer_sounds import loaded_of
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.layers import kit_files
from padsketch.tui.pad import pad_in_front
from padsketch.tui.screens.chooser import Chooser, Option
from padsketch.tui.screens.prompt import Prompt
from padsketch.tui.values import parsed, value_text
from padsketch.tui.wave import layer_place

CROSSOVER_HELP = "Hz, then low or high for the side that it keeps; off"
OWN = ""
"""The value of a choice: the files that the pad has already."""
_SIDE = re.compile(r"(.*?)\s*(low|high)?")


class Crossing(NamedTuple):
    """A crossover in hertz, 0 for none, and the side that the layer in front keeps."""

    hertz: float
    keeps: str


def stack_under(desk: Desk) -> None:
    """Choose a sound to play with all that the pad plays, and where they part."""
    found, files = pad_in_front(desk), sounds_of(desk)
    options = [Option(file, PurePosixPath(file).name, _where(file)) for file in files]
    dialog = Chooser(f"A sound under {found.own.name}", options, "")
    desk.stage.show(dialog, lambda file: _ask_crossing(desk, "200 low", _stacker(desk, file)))


def ask_crossover(desk: Desk) -> None:
    """Type where the layer in front and the others part."""
    found = pad_in_front(desk)
    _ask_crossing(desk, crossing_text(found.layers[layer_place(desk)]), _crosser(desk))


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
        groups.setdefault(str(path.with_name(f"{shared}..{path.suffix}")), []).append(file)
    return {name: tuple(sorted(group)) for name, group in groups.items() if len(group) > 1}


def sounds_of(desk: Desk) -> tuple[str, ...]:
    """The sounds of the project, by credits and pads, then those of the kit."""
    project, kit = desk.session.project, kit_files(desk)
    played = (layer.file for pad in project.pads.values() for layer in pad.layers or ())
    own = dict.fromkeys((*project.credits, *project.markers, *played))
    return (*(file for file in own if file not in kit), *kit)


def crossing_text(layer: Layer) -> str:
    """Where a layer parts from the others, as it is typed."""
    cut, side = (layer.high_cut, "low") if layer.high_cut else (layer.low_cut, "high")
    return f"{cut:g} {side}" if cut else "off"


def parse_crossing(text: str) -> Crossing:
    """A frequency and a side: `200 low`, `1.2k high`, `off`."""
    match = _SIDE.fullmatch(text.strip().lower())
    typed, side = (match[1], match[2]) if match else (text, None)
    return Crossing(parsed(LAYER["low_cut"], typed), side or "low")


def _ask_crossing(desk: Desk, text: str, then: Callable[[Crossing], None]) -> None:
    desk.ask(Prompt("Where the sounds part", text, CROSSOVER_HELP, parse_crossing), then)


def _stacker(desk: Desk, file: str) -> Callable[[Crossing], None]:
    found = pad_in_front(desk)

    def put(crossing: Crossing) -> None:
        kit = loaded_of(desk.session).kit
        label = f"{PurePosixPath(file).name} under {found.own.name}"
        desk.session.edit(label, stack, kit, found.own.id, Layer(file=file), *crossing)
        desk.layer = len(found.layers) + 1
        desk.say(f"{label}, {_crossing_words(crossing)}")

    return put


def _crosser(desk: Desk) -> Callable[[Crossing], None]:
    found = pad_in_front(desk)

    def put(crossing: Crossing) -> None:
        kit, at = loaded_of(desk.session).kit, layer_place(desk)
        desk.session.edit(
            f"crossover ({found.own.name})", set_crossover, kit, found.own.id, at, *crossing
        )
        desk.say(f"layer {at + 1}: {_crossing_words(crossing)}")

    return put


def _crossing_words(crossing: Crossing) -> str:
    if not crossing.hertz:
        return "all of it"
    side = "below" if crossing.keeps == "low" else "above"
    return f"what is {side} {value_text(LAYER['low_cut'], crossing.hertz)}"


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
