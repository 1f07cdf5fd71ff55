"""Kits to write in the formats of others, with a sound for every file."""

import numpy as np
import soundfile

from padsketch.model import Credit, Kit, Layer, Pad

RATE = 44_100


def layer(file, low=1, high=127, **more):
    return Layer(file=file, velocity=(low, high), **more)


def pad(name, *layers, **more):
    made = tuple(one if isinstance(one, Layer) else layer(one) for one in layers)
    return Pad(id=name.lower().replace(" ", "-"), name=name, layers=made, **more)


def kit(*pads, name="Tin", **more):
    return Kit(name=name, pads=pads, **more)


FULL = kit(
    pad(
        "Kick", layer("kick_soft.wav", 1, 90, level_db=-3.0), layer("kick.wav", 91, 127, tune=-1.0)
    ),
    pad("Snare", "snare_1.wav", "snare_2.wav", layering="round-robin", level_db=-2.5, pan=0.25),
    pad("Closed hat", "hat.wav", choke=1, decay=80.0, attack=2.0),
    pad("Open hat", "open.wav", choke=1, tune=-2.0),
    pad("Pad", "pad.wav", mode="gate", release=120.0, cutoff=3000.0),
    pad("Stack", "low.wav", "high.wav"),
    author="Nobody",
    licence="CC0-1.0",
    description="What a kit can say",
    credits={"kick.wav": Credit(author="Someone", licence="CC-BY-4.0")},
)


def write_sounds(folder, made):
    """A short sound for every file of a kit, each of its own length."""
    for place, file in enumerate(made.files):
        ramp = np.linspace(0.5, 0.0, 200 + place, dtype=np.float32)
        soundfile.write(folder / file, ramp, RATE, "FLOAT")


def spoken(made):
    """What a kit says, pad by pad, in numbers that a text can hold."""
    return [
        (
            one.name,
            one.mode,
            one.choke,
            one.layering,
            [(each.velocity, round(each.level_db, 2), round(each.tune, 3)) for each in one.layers],
        )
        for one in made.pads
    ]
