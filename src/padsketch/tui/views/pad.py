"""The pad in front: what of it, and of its layers, can be turned."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from padsketch.errors import UsageError
from padsketch.model import Layer, Pad, Project, edits
from padsketch.model.kit import LAYERINGS, MAX_CHOKE, MODES
from padsketch.model.parameters import PAD
from padsketch.tui.controls.rack import Control, Rack, choice, sections
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.keyboard.fingers import VELOCITY

PAD_SECTIONS = (
    ("PAD", ("tune", "level_db", "pan", "mode", "choke", "layering")),
    ("CHARACTER", ("drive", "drive_curve", "bits", "crush_rate")),
    ("SAMPLE", ("start", "end", "direction", "loop_start", "loop_end", "loop_fade")),
    ("ENVELOPE", ("attack", "hold", "decay", "sustain", "release")),
    (
        "FILTER",
        (
            "filter",
            "cutoff",
            "resonance",
            "filter_env",
            "filter_attack",
            "filter_decay",
            "filter_key",
            "filter_velocity",
        ),
    ),
)
CHOKES = ("off", *map(str, range(1, MAX_CHOKE + 1)))


class PadInFront(NamedTuple):
    """A pad of the kit, and as the project plays it; layer: the place of the one in front.

    A pad that only the project has is its own as it was made: is_kits is False.
    """

    own: Pad
    played: Pad
    layer: int | None
    is_kits: bool

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers that play."""
        return self.played.layers

    @property
    def number(self) -> int:
        """Which tab is in front: 0 the pad's own, then those of its layers."""
        return 0 if self.layer is None else self.layer + 1

    @property
    def shown_layer(self) -> Layer:
        """The layer in front; else the one that a hit of middling velocity plays."""
        if self.layer is not None:
            return self.layers[self.layer]
        hit = (layer for layer in self.layers if layer.velocity[1] >= VELOCITY)
        return next(hit, self.layers[-1])


def pad_in_front(desk: Desk) -> PadInFront:
    """The pad under the cursor; raises UsageError where the kit has none."""
    row, own, played = desk.lane, desk.session.kit, desk.session.played_kit
    if own is None or played is None or row.pad_index is None:
        raise UsageError(f"This kit has no pad for the lane {row.name}", "F2 chooses another.")
    pad = played.pads[row.pad_index]
    layer = min(desk.layer, len(pad.layers))
    is_kits = row.pad_index < len(own.pads)
    made = Pad(id=pad.id, name=pad.name, layers=pad.layers)
    untouched = own.pads[row.pad_index] if is_kits else made
    return PadInFront(untouched, pad, layer - 1 if layer else None, is_kits)


def pad_rack(found: PadInFront, place: int) -> Rack:
    """The controls of a pad."""
    own, played = found.own, found.played
    values = [
        Control(p, getattr(played, p.name), getattr(own, p.name), partial(_put_value, own, p.name))
        for p in PAD.values()
    ]
    words = [_word_control(own, played, word) for word in WORDS]
    return Rack("pad", own.name, place, sections(PAD_SECTIONS, [*values, *words]))


def reset_pad(desk: Desk) -> None:
    """Make the whole pad as its kit has it."""
    found = pad_in_front(desk)
    own, edit = found.own, edits.reset_pad if found.is_kits else edits.plain_pad
    if not desk.session.edit(f"the kit's own {own.name}", edit, own.id):
        raise UsageError(f"{own.name} is as its kit has it")


def step_pad(by: int) -> Gesture:
    """Put the next pad in front."""
    return lambda desk: desk.go_to_row(desk.row + by)


def _put_value(own: Pad, name: str, project: Project, value: float | None) -> Project:
    """A value like the kit's own needs no entry."""
    changed = None if value == getattr(own, name) else value
    return edits.set_pad(project, own.id, **{name: changed})


class Word(NamedTuple):
    """A setting of a pad that is one of a few words, and the edit that takes its place."""

    name: str
    label: str
    help: str
    words: tuple[str, ...]
    place: Callable[[Pad], int]
    edit: Callable[[Project, str, int | None], Project]


def _set_mode(project: Project, pad: str, place: int | None) -> Project:
    return edits.set_pad_mode(project, pad, None if place is None else MODES[place])


def _set_layering(project: Project, pad: str, place: int | None) -> Project:
    return edits.set_layering(project, pad, None if place is None else LAYERINGS[place])


WORDS = (
    Word("mode", "mode", "how it ends", MODES, lambda p: MODES.index(p.mode), _set_mode),
    Word("choke", "choke", "group that it ends", CHOKES, lambda p: p.choke, edits.set_pad_choke),
    Word(
        "layering",
        "layers",
        "which of its layers play",
        LAYERINGS,
        lambda p: LAYERINGS.index(p.layering),
        _set_layering,
    ),
)


def _word_control(own: Pad, played: Pad, word: Word) -> Control:
    untouched = word.place(own)

    def put(project: Project, value: float | None) -> Project:
        place = None if value is None or round(value) == untouched else round(value)
        return word.edit(project, own.id, place)

    parameter = choice(word.name, word.label, word.help, word.words)
    return Control(parameter, float(word.place(played)), float(untouched), put)
