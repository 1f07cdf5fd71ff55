"""What a song will play, known from its hits before a frame has sounded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from numpy.typing import NDArray

from padsketch.engine.bank import SampleBank
from padsketch.engine.player import Player
from padsketch.model.parameters import LOCKS
from padsketch.score import Score
from padsketch.score.tables import MODES

HITS_BLOCK = 4096
"""Frames whose hits are asked for at once: few enough for the fastest rolls of every lane."""

KERNEL_RING = 256
"""Frames by which an interpolated sample may ring longer than it is."""

FADE_SECONDS = 0.01
"""The longest fade of a voice that is choked or released."""

_SOUND = ["pad", "velocity", "first_lock", "n_locks", "transpose"]
_TUNE = list(LOCKS).index("tune")


class Sound(NamedTuple):
    """A way in which a pad is hit; hits that share it ring equally long."""

    pad: int
    velocity: int
    first_lock: int
    n_locks: int
    transpose: float


def foresee(score: Score, rate: int, flags: int, frames: int) -> set[Sound]:
    """Every way in which a pad is hit in the first frames of the song."""
    player = Player(rate)
    player.publish(score, SampleBank({}))
    player.play_song(flags=flags)
    return {Sound(*row) for hits in _hits(player, frames) for row in set(hits[_SOUND].tolist())}


@dataclass(frozen=True)
class Rings:
    """How long sounds ring, in frames, when a song of `loop` frames goes round and round."""

    score: Score
    lengths: Sequence[int]
    rate: int
    loop: int

    def longest(self, sounds: set[Sound]) -> int:
        """Frames after which the last of the sounds is gone, rounded up generously."""
        return max(map(self._ring, sounds), default=0)

    def _ring(self, sound: Sound) -> int:
        pad = self.score.pads[sound.pad]
        # A pad in loop mode has no end of its own, but the same hit chokes it a pass later.
        if pad["mode"] == MODES["loop"]:
            return self.loop + round(FADE_SECONDS * self.rate)
        tune = self._tune(pad, sound) + sound.transpose
        return max((self._layer_ring(layer, tune) for layer in self._layers(pad, sound)), default=0)

    def _layers(self, pad: Any, sound: Sound) -> NDArray[Any]:
        layers = self.score.layers[pad["first_layer"] :][: pad["n_layers"]]
        return layers[(layers["low"] <= sound.velocity) & (sound.velocity <= layers["high"])]

    def _layer_ring(self, layer: Any, tune: float) -> int:
        ratio = 2.0 ** ((tune + float(layer["tune"])) / 12.0)
        return int((self.lengths[layer["sample"]] + KERNEL_RING) / ratio) + 1

    def _tune(self, pad: Any, sound: Sound) -> float:
        locks = self.score.locks[sound.first_lock :][: sound.n_locks]
        locked = locks["value"][locks["parameter"] == _TUNE]
        return float(locked[0] if len(locked) else pad["values"][_TUNE])


def _hits(player: Player, frames: int) -> Iterator[NDArray[Any]]:
    for start in range(0, frames, HITS_BLOCK):
        yield player.hits(min(HITS_BLOCK, frames - start))
