"""A kit as other programs can play it: every sound a plain file, all that is done to it done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from padsketch.model import Kit, Layer, Pad
from padsketch.model.file_names import free_name, plain_name
from padsketch.model.treatment import Treatment
from padsketch.session.sounds.writing import write_sound
from padsketch.storage.samples import decode
from padsketch.storage.sources import SampleFolders
from padsketch.storage.treatment import treated

KNOWN_SUFFIXES = (".wav", ".flac", ".aif", ".aiff", ".ogg")
"""Files that other programs read as well."""
_FORWARD, _REVERSE = 0.0, 1.0
"""Places in the words of the direction."""


@dataclass
class PlainKit:
    """A kit without treatments, starts, ends and reversals; its files, and their rates in hertz."""

    kit: Kit
    sources: dict[str, Path]
    rates: dict[str, int]


class _Cut(NamedTuple):
    """What a pad plays of a layer's sound: milliseconds, an end of 0 is the sound's own."""

    file: str
    treatment: Treatment | None
    start: float
    end: float
    is_reversed: bool

    @property
    def is_whole(self) -> bool:
        """Whether it is the file as it stands."""
        return self[1:] == (None, 0.0, 0.0, False)


@dataclass
class _Forge:
    """Makes the files of a plain kit, each once."""

    folders: SampleFolders
    scratch: Path
    names: dict[_Cut, str] = field(default_factory=dict)
    sources: dict[str, Path] = field(default_factory=dict)
    rates: dict[str, int] = field(default_factory=dict)

    def name(self, cut: _Cut) -> str:
        """The file of a sound."""
        if cut not in self.names:
            self.names[cut] = self._made(cut)
        return self.names[cut]

    def _made(self, cut: _Cut) -> str:
        path = self.folders.path(cut.file)
        frames, rate = decode(path)
        if not cut.is_whole or path.suffix.lower() not in KNOWN_SUFFIXES:
            sound = treated(frames, rate, cut.treatment) if cut.treatment else frames
            part = Treatment(start=cut.start, end=cut.end, reverse=cut.is_reversed)
            path = write_sound(self.scratch, Path(cut.file).stem, treated(sound, rate, part), rate)
        wanted = plain_name(f"{Path(cut.file).stem}{path.suffix}")
        taken = {name.casefold() for name in self.sources}
        name = free_name(wanted, lambda name: name.casefold() in taken)
        self.sources[name], self.rates[name] = path, rate
        return name


def plain_kit(kit: Kit, folders: SampleFolders, scratch: Path) -> PlainKit:
    """Render what no other format can say about a sound into new files in a scratch folder.

    Raises SampleError.
    """
    forge = _Forge(folders, scratch)
    pads = tuple(_plain_pad(pad, forge) for pad in kit.pads)
    credits = {
        name: kit.credits[cut.file] for cut, name in forge.names.items() if cut.file in kit.credits
    }
    return PlainKit(replace(kit, pads=pads, credits=credits), forge.sources, forge.rates)


def _plain_pad(pad: Pad, forge: _Forge) -> Pad:
    is_reversed = pad.direction == _REVERSE and pad.mode != "loop"
    layers = tuple(_plain_layer(pad, layer, is_reversed, forge) for layer in pad.layers)
    return replace(
        pad,
        layers=layers,
        start=0.0,
        end=0.0,
        direction=_FORWARD if is_reversed else pad.direction,
        **_moved_loop(pad),
    )


def _plain_layer(pad: Pad, layer: Layer, is_reversed: bool, forge: _Forge) -> Layer:
    start, end = layer.played
    cut = _Cut(layer.file, layer.treatment, pad.start + start, end or pad.end, is_reversed)
    return Layer(
        file=forge.name(cut),
        velocity=layer.velocity,
        level_db=layer.level_db,
        pan=layer.pan,
        tune=layer.tune,
    )


def _moved_loop(pad: Pad) -> Mapping[str, float]:
    """The loop's times, which count from the start of the sound, as that of the file is now."""
    shift = pad.start + max((layer.played[0] for layer in pad.layers), default=0.0)
    return {name: max(0.0, getattr(pad, name) - shift) for name in ("loop_start", "loop_end")}
