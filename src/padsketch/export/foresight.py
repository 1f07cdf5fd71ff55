"""What a song will play, known from its hits before a frame has sounded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from numpy.typing import NDArray

from padsketch.engine.bank import SampleBank
from padsketch.engine.player import Player
from padsketch.engine.rings import pad_ring, returns_ring
from padsketch.model.parameters import GROUPS, LOCKS, PAD, SILENCE_DB
from padsketch.score import Score
from padsketch.score.tables import MODES

HITS_BLOCK = 4096
"""Frames whose hits are asked for at once: few enough for the fastest rolls of every lane."""

KERNEL_RING = 256
"""Frames by which an interpolated sample may ring longer than it is."""

EQUALISER_SECONDS = 1.5
"""By so much an equaliser may ring longer than what it is given."""

RELEASES = 14
"""Release times after which a compressor is open again to within the noise of 24 bits."""

SENDS = ("send_delay", "send_reverb")
"""The parameters of a track that feed the returns, in their order."""

RINGING = ("cutoff", "resonance", "drive")
"""Parameters of a pad that slide and say how long it rings; its tune does so beside them."""

PING_PONG = PAD["direction"].choices.index("ping-pong")
_NAMES = [parameter.name for parameter in LOCKS.values()]


class Sound(NamedTuple):
    """A way in which a pad is hit; hits that share it ring equally long.

    slide: frames in which it goes over to the target's locks, 0 where it stays.
    """

    pad: int
    velocity: int
    first_lock: int
    n_locks: int
    transpose: float
    slide: int
    first_target: int
    n_targets: int

    @property
    def ends(self) -> tuple[Sound, ...]:
        """What it is at first and, where it slides, at last."""
        if self.slide == 0:
            return (self,)
        return self, self._replace(first_lock=self.first_target, n_locks=self.n_targets)


_SOUND = list(Sound._fields)


def foresee(score: Score, rate: int, flags: int, frames: int) -> set[Sound]:
    """Every way in which a pad is hit in the first frames of the song."""
    tables = song_hits(score, rate, flags, frames)
    return {Sound(*row) for hits in tables for row in set(hits[_SOUND].tolist())}


def song_hits(score: Score, rate: int, flags: int, frames: int) -> Iterator[NDArray[Any]]:
    """The hits in the first frames of the song, as tables of `HIT` one after the other."""
    player = Player(rate)
    player.publish(score, SampleBank({}))
    player.play_song(flags=flags)
    for start in range(0, frames, HITS_BLOCK):
        yield player.hits(min(HITS_BLOCK, frames - start))


def fed_returns(score: Score, sounds: set[Sound]) -> set[int]:
    """The returns, by their place, that any of the sounds is sent to."""
    audible = {sound for sound in sounds if score.tracks[sound.pad]["audible"]}
    return {
        place
        for place, name in enumerate(SENDS)
        if any(
            track_values(score, end)[name] > SILENCE_DB for sound in audible for end in sound.ends
        )
    }


def pad_values(score: Score, sound: Sound) -> dict[str, float]:
    """The parameters of a pad as a sound has them."""
    return _locked(score, sound, "pad", score.pads[sound.pad]["values"])


def track_values(score: Score, sound: Sound) -> dict[str, float]:
    """The parameters of a track as a sound has them."""
    return _locked(score, sound, "track", score.tracks[sound.pad]["values"])


def layers_of(score: Score, sound: Sound) -> NDArray[Any]:
    """The layers of a pad that the velocity of a sound reaches, as a table of `LAYER`."""
    pad = score.pads[sound.pad]
    layers = score.layers[pad["first_layer"] :][: pad["n_layers"]]
    return layers[(layers["low"] <= sound.velocity) & (sound.velocity <= layers["high"])]


@dataclass(frozen=True)
class Rings:
    """How long sounds ring, in frames, when a song of `loop` frames goes round and round."""

    score: Score
    lengths: Sequence[int]
    rate: int
    loop: int

    def longest(self, sounds: set[Sound]) -> int:
        """Frames after which the last of the sounds is gone, rounded up generously."""
        longest = max((self._voice(sound) + self._strip(sound) for sound in sounds), default=0)
        return longest + self._returns(sounds) + self._master()

    def _voice(self, sound: Sound) -> int:
        values = pad_values(self.score, sound)
        layers = layers_of(self.score, sound)
        return max((self._layer(layer, values, sound) for layer in layers), default=0)

    def _layer(self, layer: Any, values: Mapping[str, float], sound: Sound) -> int:
        tune = min(self._tune(layer, end) for end in sound.ends)
        ring = max(self._ring(layer, sound, end) for end in sound.ends)
        fade = self._frames(values["release"] / 1000)
        # A pad in loop mode has no end of its own, but the same hit chokes it a pass later.
        if self.score.pads[sound.pad]["mode"] == MODES["loop"]:
            return self.loop + fade + ring
        times = 2 if values["direction"] == PING_PONG else 1
        frames = times * (self.lengths[layer["sample"]] + KERNEL_RING) / 2.0 ** (tune / 12.0)
        return int(frames) + 1 + fade + ring

    def _tune(self, layer: Any, sound: Sound) -> float:
        return pad_values(self.score, sound)["tune"] + sound.transpose + float(layer["tune"])

    def _ring(self, layer: Any, sound: Sound, end: Sound) -> int:
        """At one end of a slide; what the filter does beside its cutoff and resonance stays."""
        values = pad_values(self.score, sound)
        moved = pad_values(self.score, end)
        values |= {name: moved[name] for name in RINGING}
        return pad_ring(tuple(values.values()), self._tune(layer, end), sound.velocity, self.rate)

    def _strip(self, sound: Sound) -> int:
        values = track_values(self.score, sound)
        if all(track_values(self.score, end)["comp_ratio"] <= 1.0 for end in sound.ends):
            return self._frames(EQUALISER_SECONDS)
        return self._frames(EQUALISER_SECONDS + RELEASES * values["comp_release"] / 1000)

    def _returns(self, sounds: set[Sound]) -> int:
        rings = returns_ring(self.score)
        fed = fed_returns(self.score, sounds)
        return self._frames(max((rings[place] for place in fed), default=0.0))

    def _master(self) -> int:
        values = dict(zip(GROUPS["master"], self.score.master, strict=True))
        release = max(values["glue_release"], values["limiter_release"])
        is_moving = values["glue_ratio"] > 1.0 or values["limiter"] > 0.0
        return self._frames(RELEASES * release / 1000) if is_moving else 0

    def _frames(self, seconds: float) -> int:
        return round(seconds * self.rate) + 1


def _locked(score: Score, sound: Sound, group: str, values: NDArray[Any]) -> dict[str, float]:
    own = dict(zip(GROUPS[group], values.tolist(), strict=True))
    first = 0 if group == "pad" else len(PAD)
    for parameter, value in score.locks[sound.first_lock :][: sound.n_locks].tolist():
        if 0 <= parameter - first < len(own):
            own[_NAMES[parameter]] = value
    return own
