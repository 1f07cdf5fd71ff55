"""The layers of the pad in front: what of one can be turned, and what a key does to all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model import Layer, Project, edits
from padsketch.model.kit import LAYER_SWITCHES, MAX_VELOCITY
from padsketch.model.layers import Layers, swapped, with_velocity, without
from padsketch.model.parameters import LAYER, Parameter
from padsketch.tui.controls.rack import Control, Rack, choice, sections
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.drawing.layers import layer_text
from padsketch.tui.editing.rows import BANK_SIZE
from padsketch.tui.screens.chooser import Chooser, Option
from padsketch.tui.views.pad import PadInFront, pad_in_front, pad_rack

SECTIONS = (
    ("LAYER", ("file", "lowest", "highest", "level_db", "pan", "tune")),
    ("SAMPLE", ("start", "end", "reverse", "stretch", "fade_in", "fade_out", "delay")),
    ("SOUND", ("low_cut", "high_cut", "invert", "remove_dc")),
)
LOWEST = Parameter("lowest", "vel", 1.0, MAX_VELOCITY, 1.0, "from", "lowest velocity that plays it")
HIGHEST = LOWEST._replace(
    name="highest", default=MAX_VELOCITY, label="to", help="highest velocity that plays it"
)


def rack(desk: Desk) -> Rack:
    """The controls of the pad in front, or of its layer; raises UsageError where there is none."""
    found, place = pad_in_front(desk), desk.row % BANK_SIZE
    if found.layer is None:
        return pad_rack(found, place)
    return layer_rack(found, found.layer, kit_files(desk), place)


def layer_rack(found: PadInFront, at: int, files: tuple[str, ...], place: int) -> Rack:
    """The controls of one layer of a pad; files: what its sample is chosen from."""
    layer = LayerInFront(found, at)
    controls = (
        layer.file(files),
        layer.velocity(LOWEST, 0),
        layer.velocity(HIGHEST, 1),
        *map(layer.parameter, LAYER),
    )
    return Rack("layer", f"{found.own.name}, layer {at + 1}", place, sections(SECTIONS, controls))


class LayerInFront(NamedTuple):
    """A layer of a pad, by its place, and what makes controls of it."""

    found: PadInFront
    at: int

    @property
    def own(self) -> Layer:
        """What the kit has in this place; where it has none, a plain layer."""
        layers = self.found.own.layers
        file = self.found.layers[self.at].file
        return layers[self.at] if self.at < len(layers) else Layer(file=file)

    def file(self, files: tuple[str, ...]) -> Control:
        """Which sample it plays."""
        names = tuple(dict.fromkeys((*files, self.own.file, self.found.layers[self.at].file)))
        return self._control(
            choice("file", "file", "the sample that it plays", names),
            lambda layer: float(names.index(layer.file)),
            lambda value: self._with("file", names[round(value)]),
        )

    def velocity(self, parameter: Parameter, end: int) -> Control:
        """The lowest velocity that plays it, or the highest."""

        def write(value: float) -> Layers:
            ends = list(self.found.layers[self.at].velocity)
            ends[end] = round(value)
            return with_velocity(self.found.layers, self.at, *ends)

        return self._control(parameter, lambda layer: float(layer.velocity[end]), write)

    def parameter(self, name: str) -> Control:
        """What it adds to its pad, or does to its sample."""

        def write(value: float) -> Layers:
            return self._with(name, bool(round(value)) if name in LAYER_SWITCHES else value)

        return self._control(LAYER[name], lambda layer: float(getattr(layer, name)), write)

    def _control(
        self, parameter: Parameter, read: Callable[[Layer], float], write: Callable[[float], Layers]
    ) -> Control:
        untouched = read(self.own)

        def put(project: Project, value: float | None) -> Project:
            return _put(project, self.found, write(untouched if value is None else value))

        return Control(parameter, read(self.found.layers[self.at]), untouched, put)

    def _with(self, name: str, value: float | str | bool) -> Layers:
        layers, at = self.found.layers, self.at
        return (*layers[:at], replace(layers[at], **{name: value}), *layers[at + 1 :])


def _put(project: Project, found: PadInFront, layers: Layers) -> Project:
    """Layers like the kit's own need no entry."""
    changed = None if layers == found.own.layers and found.is_kits else layers
    return edits.set_layers(project, found.own.id, changed)


def tab_texts(desk: Desk, found: PadInFront) -> tuple[str, ...]:
    """The pad with the number of settings that are not its kit's, and its layers."""
    changes = len(desk.session.project.pad_settings(found.own.id).changes)
    name = f"{desk.lane.cap.upper()} {desk.glyphs.name(found.own.name, 16)}"
    pad = f"{name}, {changes} changed" if changes else name
    layers = enumerate(found.layers, start=1)
    return (pad, *(layer_text(number, layer, desk.glyphs) for number, layer in layers))


def choose_layer(by: int) -> Gesture:
    """Put the next layer in front; before the first one is the pad itself."""

    def gesture(desk: Desk) -> None:
        found = pad_in_front(desk)
        desk.layer = max(0, min(found.number + by, len(found.layers)))

    return gesture


def add(desk: Desk) -> None:
    """Choose a sample of the kit, and play it with the others."""
    found, files = pad_in_front(desk), kit_files(desk)
    options = [Option(file, file, ", ".join(_players(desk, file))) for file in files]
    dialog = Chooser(f"A layer for {found.own.name}", options, found.shown_layer.file)
    desk.stage.show(dialog, lambda file: _insert(desk, Layer(file=file), len(found.layers)))


def duplicate(desk: Desk) -> None:
    """Play the layer in front twice."""
    found, at = _in_front(desk)
    _insert(desk, found.layers[at], at + 1)


def remove(desk: Desk) -> None:
    """Take the layer in front away."""
    found, at = _in_front(desk)
    if len(found.layers) == 1:
        raise UsageError(f"{found.own.name} has one layer", "A pad needs one.")
    _edit(desk, f"layer {at + 1} away", found, without(found.layers, at))
    desk.layer = min(at + 1, len(found.layers) - 1)


def move(by: int) -> Gesture:
    """Let the layer in front change places with its neighbour."""

    def gesture(desk: Desk) -> None:
        found, at = _in_front(desk)
        there = at + by
        if not 0 <= there < len(found.layers):
            raise UsageError(f"This is the {'last' if by > 0 else 'first'} layer")
        _edit(desk, "order of layers", found, swapped(found.layers, at, there))
        desk.layer = there + 1

    return gesture


def kit_files(desk: Desk) -> tuple[str, ...]:
    """The samples that a layer can play: the kit's and the project's own."""
    kit, played = desk.session.kit, desk.session.played_kit
    return tuple(dict.fromkeys((*kit.files, *played.files))) if kit and played else ()


def _in_front(desk: Desk) -> tuple[PadInFront, int]:
    found = pad_in_front(desk)
    if found.layer is None:
        raise UsageError("The pad itself is in front", "L puts its first layer there.")
    return found, found.layer


def _insert(desk: Desk, layer: Layer, at: int) -> None:
    found = pad_in_front(desk)
    layers = (*found.layers[:at], layer, *found.layers[at:])
    _edit(desk, f"layer {at + 1}", found, layers)
    desk.layer = at + 1


def _edit(desk: Desk, what: str, found: PadInFront, layers: Layers) -> None:
    desk.session.edit(f"{what} ({found.own.name})", _put, found, layers)


def _players(desk: Desk, file: str) -> list[str]:
    """The names of the kit's pads that play a sample."""
    pads = desk.session.played_kit.pads if desk.session.played_kit else ()
    return [pad.name for pad in pads if any(layer.file == file for layer in pad.layers)]
