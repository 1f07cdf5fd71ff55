"""From a kit to its folder: kit.toml and FLAC files of 48 kHz and 24 bits."""

from collections.abc import Iterator, Mapping
from json import dumps
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from kitlab.listening import listen
from kitlab.measure import loudness
from kitlab.recipe import Kit, Layer, Pad
from kitlab.signal import RATE, Signal

FULL_SCALE = 1 << 23

HEAD = """\
format = "padsketch-kit"
version = 1
name = "{name}"
description = "{description}"
author = "padsketch"
licence = "CC0-1.0"
"""

CREDIT = """
[credits."{file}"]
author = "padsketch"
source = "synthesised by tools/make_kits.py"
licence = "CC0-1.0"
"""


def write_kit(kit: Kit, folder: Path) -> dict[str, Signal]:
    """Synthesise a kit into its folder, where FLAC files of older recipes go.

    Its levels are those of what the engine makes of the files, which is returned.
    """
    sounds = {layer.file: kit.synthesise(pad, layer) for pad in kit.pads for layer in pad.layers()}
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.flac"):
        old.unlink()
    for file, sound in sounds.items():
        soundfile.write(folder / file, to_int32(sound), RATE, subtype="PCM_24")
    write_toml(kit, folder, dict.fromkeys(sounds, 0.0))
    played = listen(folder)
    write_toml(kit, folder, {file: loudness(sound) for file, sound in played.items()})
    return played


def write_toml(kit: Kit, folder: Path, levels: Mapping[str, float]) -> None:
    """Write the text of a kit into its folder."""
    (folder / "kit.toml").write_text(kit_to_toml(kit, levels), encoding="utf-8")


def to_int32(sound: Signal) -> NDArray[np.int32]:
    """Round to 24 bits, in the upper bits of 32."""
    return np.round(sound * FULL_SCALE).astype(np.int32) << 8


def kit_to_toml(kit: Kit, levels: Mapping[str, float]) -> str:
    """Describe a kit whose files are as loud as given, in dB, where the engine plays them."""
    head = HEAD.format(name=kit.name, description=kit.description)
    pads = ("\n".join(["", "[[pads]]", *pad_to_toml(pad, levels), ""]) for pad in kit.pads)
    credits = (CREDIT.format(file=file) for file in levels)
    return head + "".join(pads) + "".join(credits)


def pad_to_toml(pad: Pad, levels: Mapping[str, float]) -> Iterator[str]:
    """Yield a pad's lines; its layers become as loud as the hardest, and that as it should be."""
    *_, hardest = pad.layers()
    yield from (f'id = "{pad.id}"', f'name = "{pad.name}"', f'mode = "{pad.mode}"')
    yield f"choke = {pad.choke}"
    yield f"level_db = {pad.loudness - levels[hardest.file]:.1f}"
    if pad.pan:
        yield f"pan = {pad.pan}"
    if pad.root:
        yield f'root = "{pad.root}"'
    for name, value in pad.shape.items():
        yield f"{name} = {dumps(value)}"
    if pad.takes > 1:
        yield f'layering = "{pad.layering}"'
    yield "layers = ["
    for layer in pad.layers():
        yield layer_to_toml(layer, levels[hardest.file] - levels[layer.file])
    yield "]"


def layer_to_toml(layer: Layer, level_db: float) -> str:
    """Write a layer on one line."""
    first, last = layer.velocity
    level = f", level_db = {level_db:.1f}" if abs(level_db) >= 0.05 else ""
    return f'  {{ file = "{layer.file}", velocity = [{first}, {last}]{level} }},'
