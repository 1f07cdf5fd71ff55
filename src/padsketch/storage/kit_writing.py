"""A kit as a text that can be read and changed by hand, and as a whole folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from padsketch.model.file_names import flat_names
from padsketch.model.kit import Kit, Layer, Pad
from padsketch.model.parameters import PAD
from padsketch.storage.files import disk_errors, sync_file
from padsketch.storage.kit_reading import KIT_FORMAT
from padsketch.storage.kits import KIT_FILE, named_files
from padsketch.storage.replacing import replacing_folder
from padsketch.storage.toml import toml_key, toml_pairs, toml_tables, toml_value
from padsketch.storage.writing import changed, layer_values, written

_ALWAYS_PAD = ("id", "name")
_PAD_KEYS = ("id", "name", "mode", "choke", "root", *PAD, "layering")
_PLAIN_PAD = Pad(id="", name="", layers=())
_WORDS = ("description", "author", "licence")


def kit_text(kit: Kit) -> str:
    """The text of a kit file; reading it again gives an equal kit."""
    return "\n".join(_kit_lines(kit)) + "\n"


def save_kit(folder: Path, kit: Kit, sources: Mapping[str, Path], force: bool = False) -> None:
    """Write a kit as a whole folder or not at all: its file, and a flat copy of every sound.

    sources: the audio file of every file that the kit names. Raises OutputExists where the folder
    is there and not `force`; with it, only what is a kit and nothing else is replaced.
    """
    names = flat_names(kit.files, taken=(KIT_FILE,))
    text = kit_text(renamed(kit, names))
    with replacing_folder(folder, force, named_files) as staging:
        for file, name in names.items():
            _copy(sources[file], staging / name)
        (staging / KIT_FILE).write_text(text, encoding="utf-8")
        sync_file(staging / KIT_FILE)


def renamed(kit: Kit, names: Mapping[str, str]) -> Kit:
    """The kit with other names for its files; credits of files that it does not play go."""
    pads = tuple(replace(pad, layers=_renamed(pad.layers, names)) for pad in kit.pads)
    credits = {names[file]: credit for file, credit in kit.credits.items() if file in names}
    return replace(kit, pads=pads, credits=credits)


def _renamed(layers: tuple[Layer, ...], names: Mapping[str, str]) -> tuple[Layer, ...]:
    return tuple(replace(layer, file=names[layer.file]) for layer in layers)


def _copy(source: Path, target: Path) -> None:
    with disk_errors(target):
        shutil.copyfile(source, target)
        sync_file(target)


def _kit_lines(kit: Kit) -> Iterator[str]:
    yield from toml_pairs(_head(kit))
    for pad in kit.pads:
        yield from ("", "[[pads]]")
        yield from _pad_lines(pad)
    for file, credit in kit.credits.items():
        yield from toml_tables(f"credits.{toml_key(file)}", changed(credit, type(credit)()))
    if kit.x:
        yield from toml_tables("x", kit.x)


def _head(kit: Kit) -> dict[str, Any]:
    words = {name: getattr(kit, name) for name in _WORDS if getattr(kit, name)}
    return {"format": KIT_FORMAT, "version": kit.version, "name": kit.name, **words}


def _pad_lines(pad: Pad) -> Iterator[str]:
    values = written(PAD, changed(pad, _PLAIN_PAD, _ALWAYS_PAD))
    yield from toml_pairs({name: values[name] for name in _PAD_KEYS if name in values})
    yield from _layer_lines(pad.layers)


def _layer_lines(layers: tuple[Layer, ...]) -> Iterator[str]:
    rows = [toml_value(layer_values(layer)) for layer in layers]
    if len(rows) == 1:
        yield f"layers = [{rows[0]}]"
        return
    yield "layers = ["
    yield from (f"  {row}," for row in rows)
    yield "]"
