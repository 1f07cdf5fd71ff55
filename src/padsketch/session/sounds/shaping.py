"""One layer of a pad that is shaped by what is heard of it: levels, edges, loops, a file anew."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace

from padsketch.analysis.crossings import crossing_before
from padsketch.analysis.loops import LOOK_SECONDS, LoopGuess, find_loops
from padsketch.analysis.matching import COMMON_DB, loudest_moment
from padsketch.errors import UsageError
from padsketch.model import Credit, Kit, Layer, Project
from padsketch.model.edits.pads import set_pad, set_pad_mode
from padsketch.model.edits.shaping import played_layer, put_layer, shape_layer
from padsketch.model.treatment import FIELDS, UNTREATED, Treatment
from padsketch.session.sounds.collecting import write_in
from padsketch.session.sounds.layer_sounds import LayerSound, loaded_of, path_of, sound_of
from padsketch.storage.samples import decode
from padsketch.storage.treatment import treated
from padsketch.units import db_to_gain, gain_to_db

if TYPE_CHECKING:
    from padsketch.session.session import Session

SILENT_DB = -60.0
"""Below its peak by more than this a sound is taken for silence."""
LEAD_SECONDS, REST_SECONDS = 0.001, 0.02
"""What is kept before the first and behind the last frame that sounds."""
LOOPED = (0.3, 0.9)
"""Where a loop is looked for that nobody marked: as shares of the sound."""


class Shaping:
    """A layer of a session's pad, by its place from 0, and gestures that listen to it.

    Each is one edit. They raise UsageError where the layer is not there, or not read yet.
    """

    def __init__(self, session: Session, pad: str, at: int) -> None:
        self.session = session
        self.pad = pad
        self.at = at

    @property
    def sound(self) -> LayerSound:
        """What is heard now."""
        return sound_of(self.session, self.pad, self.at)

    @property
    def layer(self) -> Layer:
        """What the pad says of the layer now."""
        return played_layer(self.session.project, self._kit, self.pad, self.at)

    def normalise(self, peak_db: float = 0.0) -> bool:
        """Let its highest peak reach a level in dBFS."""
        found = self._played()
        return self._level("normalise", peak_db - gain_to_db(float(np.abs(found).max())))

    def normalise_loudness(self, level_db: float = COMMON_DB) -> bool:
        """Let its loudest moment reach a level in dBFS, whatever the peaks are."""
        moment = loudest_moment(self._played(), self.sound.rate)
        return self._level("normalise loudness", level_db - gain_to_db(moment))

    def trim(self, silent_db: float = SILENT_DB) -> bool:
        """Cut off what is silent at both ends, below its peak by so much."""
        found = self._played()
        levels = np.abs(found).max(axis=1)
        loud = np.flatnonzero(levels > levels.max() * db_to_gain(silent_db))
        rate = self.sound.rate
        lead = round(LEAD_SECONDS * rate)
        first = crossing_before(found, max(int(loud[0]) - lead, 0), lead)
        last = min(int(loud[-1]) + round(REST_SECONDS * rate), len(found))
        milliseconds = 1000.0 / rate
        ends = first * milliseconds, (len(found) - last) * milliseconds
        length = self.sound.pad.start + len(found) * milliseconds
        changed = _trimmed(self.layer, *ends, length)
        return self._put("trim", changed)

    def loops(self) -> tuple[LoopGuess, ...]:
        """Where it could go round, best first, in frames at the player's rate.

        Near the loop that the pad has, else in what follows the attack.
        """
        sound = self.sound
        start, end = sound.span
        if sound.pad.mode == "loop" and sound.pad.loop_end:
            wanted = (sound.pad.loop_start, sound.pad.loop_end)
            first, last = (round(t * sound.rate / 1000) for t in wanted)
        else:
            first, last = (start + round(share * (end - start)) for share in LOOPED)
        guesses = find_loops(sound.frames[:end], sound.rate, first, last)
        return tuple(guess for guess in guesses if guess.start >= start)

    def loop(self, guess: LoopGuess | None = None) -> LoopGuess:
        """Let the pad go round in a loop, the best one unless another is given; returns it."""
        found = guess or next(iter(self.loops()), None)
        if found is None:
            raise UsageError("There is no loop in this sound", "It is too short, or silent.")
        self.session.edit(self._called("loop"), _looped, self.pad, found, self.sound.rate)
        return found

    def consolidate(self) -> str:
        """Write what is played of the sample, treated, to a new file and play that; returns it.

        24 bits, or floats where these would clip; the credit says what it was made of. One undo.
        Raises UsageError where nothing is done to the sample; SampleError, PadsketchError.
        """
        layer = self.layer
        treatment = Treatment(**{name: getattr(layer, name) for name in FIELDS})
        if treatment == UNTREATED:
            raise UsageError("This layer plays its file as it is", "There is nothing to write.")
        frames, rate = decode(path_of(self.session, layer.file))
        stem = PurePosixPath(layer.file).stem
        label, merge = "consolidate", ("consolidate", self.pad, self.at, layer)
        self.session.end_merge()
        made, credit = treated(frames, rate, treatment), self._credit(layer)
        file = write_in(self.session, made, rate, stem, credit, merge, self._called(label))
        plain = replace(layer, file=file, **{name: getattr(UNTREATED, name) for name in FIELDS})
        self._put(label, plain, merge)
        self.session.end_merge()
        return file

    @property
    def _kit(self) -> Kit:
        return loaded_of(self.session).kit

    def _credit(self, layer: Layer) -> Credit:
        known = self.session.project.credits.get(layer.file) or self._kit.credits.get(layer.file)
        credit = known or Credit()
        edited = f"edited from {layer.file}"
        return replace(credit, note=f"{credit.note}; {edited}" if credit.note else edited)

    def _played(self) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        """The frames that are played, without the layer's level; refused where all is silent."""
        sound = self.sound
        start, end = sound.span
        found = sound.frames[start:end]
        if not len(found) or not found.any():
            raise UsageError("This layer is silent", "Look at its start and its end.")
        return found

    def _level(self, label: str, level_db: float) -> bool:
        return self.session.edit(
            self._called(label), shape_layer, self._kit, self.pad, self.at, level_db=level_db
        )

    def _put(self, label: str, layer: Layer, merge: object = None) -> bool:
        called = self._called(label)
        return self.session.edit(
            called, put_layer, self._kit, self.pad, self.at, layer, merge=merge
        )

    def _called(self, label: str) -> str:
        return f"{label} ({self.pad})"


def _trimmed(layer: Layer, lead: float, rest: float, length: float) -> Layer:
    """The layer without so many milliseconds of what is played of it, at either end.

    A delay is kept; length: where what is played of the treated sample ends.
    """
    lead = max(lead - layer.delay, 0.0) / layer.stretch
    rest /= layer.stretch
    end = layer.start + (length - layer.delay) / layer.stretch
    if layer.reverse:
        lead, rest = rest, lead
    return replace(layer, start=layer.start + lead, end=end - rest if rest or layer.end else 0.0)


def _looped(project: Project, pad: str, guess: LoopGuess, rate: int) -> Project:
    fade = min(LOOK_SECONDS * rate, guess.start, (guess.end - guess.start) / 2)
    start, end, fade = (1000.0 * frames / rate for frames in (guess.start, guess.end, fade))
    project = set_pad(project, pad, loop_start=start, loop_end=end, loop_fade=fade)
    return set_pad_mode(project, pad, "loop")
