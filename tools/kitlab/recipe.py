"""What a kit is made of before it is a folder."""

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from kitlab.effects import unit
from kitlab.filters import highpass
from kitlab.measure import columns, envelope
from kitlab.signal import RATE, Rng, Signal, dice, rise

Sound = Callable[[Rng, float], Signal]
"""Synthesises one blow; the force is 1 for the hardest. Returns (frames,) or (frames, 2)."""

Shape = Mapping[str, float | str]
"""What the engine does to the sounds of a pad: its parameters, in their units."""

PEAK = 10.0 ** (-1.0 / 20)
FLOOR_DB = -72.0
EDGE_DB = -54.0


@dataclass(frozen=True)
class Touch:
    """How hard a layer is struck, and the highest velocity it answers to."""

    name: str
    force: float
    up_to: int


TOUCHES = {
    1: (Touch("", 1.0, 127),),
    2: (Touch("soft", 0.3, 84), Touch("hard", 1.0, 127)),
    3: (Touch("soft", 0.2, 70), Touch("medium", 0.65, 112), Touch("hard", 1.0, 127)),
}
"""Three layers are split so that the steps o, x and X of a grid (50, 100, 127) each have one."""


TAKES = (1.0, 0.94, 0.97)
"""Force of one take after the other: no hand strikes twice alike."""


@dataclass(frozen=True)
class Layer:
    """One file to be written, with the first and last velocity it answers to; takes from 0."""

    file: str
    force: float
    velocity: tuple[int, int]
    take: int


@dataclass(frozen=True)
class Pad:
    """One sound of a kit; `loudness` is where it stands in the mix, in dB (K-weighted).

    Every touch is played `takes` times over, of which `layering` chooses one for a hit.
    """

    id: str
    name: str
    sound: Sound
    loudness: float
    touches: int = 1
    choke: int = 0
    pan: float = 0.0
    root: str = ""
    takes: int = 1
    layering: str = "random"
    mode: str = "one-shot"
    shape: Shape = field(default_factory=dict)

    def layers(self) -> Iterator[Layer]:
        """Yield the layers from soft to hard, take by take; their velocities cover 1..127."""
        first = 1
        for touch in TOUCHES[self.touches]:
            for take in range(self.takes):
                number = str(take + 1) if self.takes > 1 else ""
                stem = "_".join(filter(None, (self.id, touch.name, number)))
                yield Layer(f"{stem}.flac", touch.force, (first, touch.up_to), take)
            first = touch.up_to + 1


@dataclass(frozen=True)
class Kit:
    """Sixteen pads in order, pad 1 at the bottom left."""

    id: str
    name: str
    description: str
    pads: tuple[Pad, ...]

    def synthesise(self, pad: Pad, layer: Layer) -> Signal:
        """Return the finished sound of a layer; all layers of a pad strike the same thing."""
        seed = zlib.crc32(f"{self.id}/{pad.id}".encode())
        force = layer.force * TAKES[layer.take]
        return finish(pad.sound(dice(seed, layer.take), force))


def brighter(cutoff: float, softer: float) -> Shape:
    """Let pass what is below a frequency in Hz, and `softer` semitones less of the softest hit."""
    return {"cutoff": cutoff, "filter_velocity": softer}


def finish(sound: Signal) -> Signal:
    """Free a sound of DC, silence and clicks at its ends, and set its peak to -1 dBFS."""
    clean = trim(unit(highpass(sound, 20.0)))
    seconds = np.arange(clean.shape[0]) / RATE
    fade_out = rise(seconds[-1] - seconds, min(0.1, 0.25 * seconds[-1]))
    edges = (rise(seconds, 0.0003) * fade_out)[:, None]
    faded = columns(clean) * edges
    centred = faded - edges * np.sum(faded, axis=0) / np.sum(edges)
    return PEAK * unit(centred.reshape(clean.shape))


def trim(sound: Signal) -> Signal:
    """Cut what comes before the onset and what falls below the floor for good."""
    audible = np.max(np.abs(columns(sound)), axis=1) > 10 ** (EDGE_DB / 20)
    alive = np.flatnonzero(envelope(sound, 0.01) > 10 ** (FLOOR_DB / 20))
    return sound[int(np.argmax(audible)) : (alive[-1] + 1) * RATE // 100]
