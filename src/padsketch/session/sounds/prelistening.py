"""Sounds that are listened to before they are used: read, levelled and fitted behind the music."""

from __future__ import annotations

import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Literal, NamedTuple

import soxr  # type: ignore[import-untyped]

from padsketch.analysis.key import key_of, root_of
from padsketch.analysis.matching import matching_gain
from padsketch.analysis.tempo import Tempo, tempo_of
from padsketch.engine.bank import Audio
from padsketch.engine.player import Player
from padsketch.engine.prelistening import ListenAt
from padsketch.errors import Interrupted, RingFull, SampleError
from padsketch.formats.riff import notes_in
from padsketch.session.behind import Behind, Outdated
from padsketch.session.outline import outline_of
from padsketch.session.sounds.crediting import known_credit
from padsketch.session.sounds.facts import SoundFacts, fitting_ratio
from padsketch.storage.decoding import Decoders
from padsketch.storage.stretching import stretch_cached

__all__ = ["Hearing", "ListenAt", "Prelistening", "TempoFit"]

TempoFit = Literal["as it is", "re-pitched", "stretched"]

HEARD_SECONDS = 60
"""A longer sound is heard, and judged, by its beginning."""
LEAST_SECONDS = 1.0
"""A shorter sound is one hit, which has a note at most."""
KEPT_SOUNDS = 24
"""Sounds that are kept after they were listened to: whoever compares goes to and fro."""
KEPT_FACTS = 500


class Hearing(NamedTuple):
    """How sounds are heard: level_db above the common level, in tempo or not, where they begin."""

    level_db: float = 0.0
    fit: TempoFit = "as it is"
    begins: ListenAt = "beat"
    loops: bool = False


class _Heard(NamedTuple):
    """The beginning of a sound at its own rate, and how many frames all of it has."""

    frames: Audio
    rate: int
    n_frames: int


class _Wish(NamedTuple):
    """A sound to be looked at, and heard unless hearing is None; path None: nothing.

    bpm is that of the music, factor what the tempo guess is multiplied by.
    """

    path: Path | None
    hearing: Hearing | None = None
    bpm: float = 0.0
    factor: float = 1.0


class Prelistening:
    """Lets a player play sounds that nothing of the project uses; asked from one thread.

    heard: the sound that was asked for last, None for silence; length: frames of the one that is
    heard, as it was made to fit; is_stretching: whether it is still being made to.
    """

    def __init__(self, player: Player) -> None:
        self._player = player
        self._behind = Behind(self._work, "prelistening")
        self._decoders = Decoders()
        self._facts: OrderedDict[Path, SoundFacts] = OrderedDict()
        self._sounds: OrderedDict[Path, _Heard] = OrderedDict()
        # What is outdated must not be heard behind the silence.
        self._mouth = threading.Lock()
        self.heard: Path | None = None
        self.length = 1
        self.is_stretching = False

    def hear(self, path: Path, hearing: Hearing, bpm: float, factor: float = 1.0) -> None:
        """Play a sound in place of the one before, as soon as it is read.

        factor: what the guess of its tempo is multiplied by.
        """
        self.heard = path
        self._behind.ask(_Wish(path, hearing, bpm, factor))

    def look(self, path: Path) -> None:
        """Find out about a sound that shall not be heard."""
        self.silence()
        self._behind.ask(_Wish(path))

    def silence(self) -> None:
        """Let what is heard fade; what is still being read will not be heard."""
        with self._mouth, suppress(RingFull):
            self._behind.ask(_Wish(None))
            if self.heard is not None:
                self.heard = None
                self._player.unlisten()

    def facts(self, path: Path) -> SoundFacts | None:
        """What is known of a sound by now."""
        return self._facts.get(path)

    def finish(self) -> None:
        """Wait until the newest sound is heard and known."""
        self._behind.finish()

    def give_up(self) -> None:
        """Read nothing more; a file that is being read is given up."""
        self._decoders.close()
        self._behind.give_up()

    def _work(self, wish: _Wish, is_outdated: Outdated) -> None:
        if wish.path is None:
            return
        try:
            heard = self._read(wish.path)
            self._hear(wish, heard, is_outdated)
            self._complete(wish.path, heard, is_outdated)
        except SampleError as error:
            known = self._facts.get(wish.path) or SoundFacts(wish.path)
            self._tell(replace(known, fault=error.faults[0].message, is_complete=True))
        except Interrupted:
            # Something else is listened to by now.
            return

    def _read(self, path: Path) -> _Heard:
        found = self._sounds.pop(path, None)
        found = found or _Heard(*self._decoders.listen(path, HEARD_SECONDS))
        self._sounds[path] = found
        if len(self._sounds) > KEPT_SOUNDS:
            self._sounds.popitem(last=False)
        if path not in self._facts:
            seconds, channels = found.n_frames / found.rate, found.frames.shape[1]
            outline = outline_of(found.frames, found.rate)
            self._tell(SoundFacts(path, seconds, found.rate, channels, outline))
        return found

    def _hear(self, wish: _Wish, heard: _Heard, is_outdated: Outdated) -> None:
        hearing, path = wish.hearing, wish.path
        if hearing is None or path is None:
            return
        ratio = self._ratio(wish, hearing, heard)
        _stop_if(is_outdated)
        frames = self._fitted(heard, hearing.fit, ratio, is_outdated)
        gain = matching_gain(frames, self._player.rate, hearing.level_db)
        with self._mouth, suppress(RingFull):
            _stop_if(is_outdated)
            self.length = len(frames)
            self._player.listen(frames, gain, hearing.begins, hearing.loops)

    def _ratio(self, wish: _Wish, hearing: Hearing, heard: _Heard) -> float:
        """How many times as long the sound shall last."""
        if hearing.fit == "as it is" or wish.path is None:
            return 1.0
        tempo = self._tempo(wish.path, heard)
        return fitting_ratio(tempo.bpm * wish.factor, wish.bpm) if tempo else 1.0

    def _fitted(self, heard: _Heard, fit: TempoFit, ratio: float, is_outdated: Outdated) -> Audio:
        """The sound at the player's rate."""
        rate = self._player.rate
        if fit != "stretched":
            return _resampled(heard.frames, heard.rate, rate * ratio)
        self.is_stretching = True
        try:
            stretched = stretch_cached(heard.frames, heard.rate, ratio, is_outdated)
        finally:
            self.is_stretching = False
        return _resampled(stretched, heard.rate, rate)

    def _tempo(self, path: Path, heard: _Heard) -> Tempo | None:
        facts = self._facts.get(path)
        if facts is not None and (facts.is_complete or facts.tempo):
            return facts.tempo
        notes = notes_in(path)
        tempo = tempo_of(heard.frames, heard.rate, path.name, notes.tempo, notes.beats)
        if facts is not None:
            self._tell(replace(facts, tempo=tempo))
        return tempo

    def _complete(self, path: Path, heard: _Heard, is_outdated: Outdated) -> None:
        """Find out what takes longer."""
        facts = self._facts.get(path)
        if facts is None or facts.is_complete:
            return
        _stop_if(is_outdated)
        tempo = self._tempo(path, heard)
        _stop_if(is_outdated)
        is_hit = facts.seconds < LEAST_SECONDS
        pitch = (root_of if is_hit else key_of)(heard.frames, heard.rate)
        credit = known_credit(path)
        self._tell(replace(facts, tempo=tempo, pitch=pitch, credit=credit, is_complete=True))

    def _tell(self, facts: SoundFacts) -> None:
        self._facts[facts.path] = facts
        if len(self._facts) > KEPT_FACTS:
            self._facts.popitem(last=False)


def _resampled(frames: Audio, rate: float, wanted: float) -> Audio:
    if rate == wanted:
        return frames
    found: Audio = soxr.resample(frames, rate, wanted, "VHQ")
    return found


def _stop_if(is_outdated: Outdated) -> None:
    if is_outdated():
        raise Interrupted("something else is listened to")
