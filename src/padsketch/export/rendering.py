"""A rendering: everything that a job makes sound, slice after slice, in flat memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from padsketch.engine.bank import Audio, SampleBank
from padsketch.engine.player import N_RETURNS, SONG_LOOPS_EXACT, SONG_ONCE, Player
from padsketch.engine.snapshot import Snapshot
from padsketch.export.foresight import Rings, fed_returns, foresee
from padsketch.export.job import RenderJob, Watch
from padsketch.export.length import reach_frames, song_frames
from padsketch.model.pad_settings import sounds_of
from padsketch.score import Score, compile_score
from padsketch.storage.samples import stream_samples

SLICE = 8192
"""Frames that are handed on at once, about: more would not stay in the processor's caches."""


class Slice(NamedTuple):
    """Frames of the mix, float32 (frames, 2), and of every stem, (stems, frames, 2).

    The stems are the tracks, then the returns. They are written over when the next slice is asked
    for.
    """

    mix: Audio
    stems: Audio

    def window(self, start: int, frames: int) -> Slice:
        """Some of its frames, in its own memory."""
        end = start + frames
        return Slice(self.mix[start:end], self.stems[:, start:end])

    def copied(self) -> Slice:
        """The same frames in memory of their own."""
        return Slice(self.mix.copy(), self.stems.copy())


class Rendering:
    """One performance of a job, given out once by `slices`.

    With `stems` every track and return comes along, and the mix does not pass the master chain:
    what the chain does to a sum cannot be divided among stems. Without, there are no stems. The
    first frame is the first of the music: by what the chain is late, all begins earlier.
    """

    def __init__(self, job: RenderJob, watch: Watch, stems: bool = False) -> None:
        self._job = job
        self._watch = watch
        self._score = compile_score(job.song_project, job.kit)
        self._length = song_frames(job.song_project, job.rate)
        self._reach = 0 if job.tail == "cut" else reach_frames(job.song_project, job.rate)
        self._flags = SONG_LOOPS_EXACT if job.tail == "wrap" else SONG_ONCE
        foreseen = self._length + self._reach if stems or job.tail == "wrap" else 0
        self._sounds = foresee(self._score, job.rate, self._flags, foreseen)
        self._bank = self._new_bank()
        self._player = _new_player(job, self._score, self._bank)
        self._player.set_master(job.master and not stems)
        self._n_stems = len(job.played_kit.pads) + N_RETURNS if stems else 0
        self._slice = job.block * max(1, SLICE // job.block)
        self._lead_in = self._settling_frames() if job.tail == "wrap" else 0
        self._lead_in += self._latency()
        self._total = None if job.tail == "ring" else self._lead_in + self._length

    @property
    def hit_tracks(self) -> set[int]:
        """The tracks that are hit at all; foreseen for stems and loops only."""
        return {sound.pad for sound in self._sounds}

    @property
    def fed_returns(self) -> set[int]:
        """The returns that anything audible is sent to; foreseen like `hit_tracks`."""
        return fed_returns(self._score, self._sounds)

    def is_audible(self, track: int) -> bool:
        """Whether mute and solo let a track be heard."""
        return bool(self._score.tracks[track]["audible"])

    @property
    def dropped(self) -> int:
        """Hits for which the engine had no room so far."""
        return self._player.snapshot().dropped

    def slices(self) -> Iterator[Slice]:
        """The frames of the rendering."""
        self._player.play_song(flags=self._flags)
        for _ in self._rendered(self._lead_in):
            pass
        yield from self._rendered(self._length)
        if self._job.tail == "ring":
            yield from self._ring_out()

    def _latency(self) -> int:
        """A block of no frames lets the engine obey, and say how late it will be."""
        self._player.render(0)
        return self._player.snapshot().latency

    def _new_bank(self) -> SampleBank:
        """The samples of the kit; what the score pitches is read once, before it plays."""
        job = self._job
        bank = SampleBank.reserved(self._score.sounds)
        sounds = sounds_of(job.kit, job.played_kit).values()
        stream_samples(job.folders, sounds, job.rate, bank.fill, room=bank.room)
        bank.prepare(self._score, job.rate)
        return bank

    def _settling_frames(self) -> int:
        """Frames of the passes after which every pass is the same, tails and chokes included."""
        rings = Rings(self._score, self._bank.lengths, self._job.rate, self._length)
        passes = -(-(self._reach + rings.longest(self._sounds)) // self._length)
        return passes * self._length

    def _ring_out(self) -> Iterator[Slice]:
        """What sounds after the end; what cannot be heard waits until something can again."""
        held: list[Slice] = []
        for part in self._until_silence():
            state = self._player.snapshot()
            sounding = max(0, len(part.mix) - (state.frame - state.sounding_until))
            if sounding:
                yield from held
                yield part.window(0, sounding)
                held.clear()
            if sounding < len(part.mix):
                held.append(part.window(sounding, len(part.mix) - sounding).copied())

    def _until_silence(self) -> Iterator[Slice]:
        yield from self._rendered(self._reach)
        while _sounds(self._player.snapshot()):
            yield from self._rendered(self._slice)

    def _rendered(self, frames: int) -> Iterator[Slice]:
        part = _new_slice(self._n_stems, min(frames, self._slice))
        for count in _portions(frames, self._slice):
            if count < len(part.mix):
                part = _new_slice(self._n_stems, count)
            self._render_into(part)
            self._watch.tell(self._player.snapshot().frame, self._total)
            yield part

    def _render_into(self, part: Slice) -> None:
        if len(part.mix) <= self._job.block:
            self._render_block(part)
            return
        # The engine writes the stems of a block behind each other.
        for start in range(0, len(part.mix), self._job.block):
            window = part.window(start, self._job.block)
            block = _new_slice(self._n_stems, len(window.mix))
            self._render_block(block)
            window.mix[:], window.stems[:] = block

    def _render_block(self, block: Slice) -> None:
        self._player.render_into(block.mix, block.stems if self._n_stems else None)


def _new_player(job: RenderJob, score: Score, bank: SampleBank) -> Player:
    player = Player(job.rate)
    player.publish(score, bank)
    player.set_meters(False)
    return player


def _sounds(state: Snapshot) -> bool:
    return state.voices > 0 or state.ringing or state.sounding_until > state.frame


def _new_slice(n_stems: int, frames: int) -> Slice:
    mix = np.zeros((frames, 2), dtype=np.float32)
    return Slice(mix, np.zeros((n_stems, frames, 2), dtype=np.float32))


def _portions(frames: int, most: int) -> Iterator[int]:
    """A number of frames in portions of at most so many."""
    for start in range(0, frames, most):
        yield min(most, frames - start)
