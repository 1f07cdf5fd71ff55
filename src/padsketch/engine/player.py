"""The player: a score and a bank go in, commands go in, frames come out."""

from __future__ import annotations

import threading
from collections import deque
from typing import Any

import numpy as np
from numpy.typing import NDArray

from padsketch.engine.bank import Audio, SampleBank
from padsketch.engine.native import HIT, aligned, ffi, kernels, lib
from padsketch.engine.played import MAX_UNREAD, Played, played_of
from padsketch.engine.prelistening import ListenAt, prelisten_struct
from padsketch.engine.scores import score_struct
from padsketch.engine.snapshot import Snapshot, snapshot_of
from padsketch.engine.tape import Tape
from padsketch.errors import RingFull
from padsketch.score import Score

MAX_BLOCK: int = lib.PS_MAX_BLOCK
MAX_VOICES: int = lib.PS_MAX_VOICES
MAX_TRACKS: int = lib.PS_MAX_TRACKS
N_RETURNS: int = lib.PS_RETURNS
HEARD_NOW = -1
"""In place of the frame that was heard: that at which the pad sounds."""
MAX_HITS = 65_536
"""Hits that can be asked for at once."""
AT_END: int = lib.PS_AT_END
AT_BAR: int = lib.PS_AT_BAR
AT_ONCE: int = lib.PS_AT_ONCE
SONG_ONCE: int = lib.PS_SONG_ONCE
SONG_LOOPS: int = lib.PS_SONG_LOOPS
SONG_LOOPS_EXACT: int = lib.PS_SONG_LOOPS_EXACT


class Player:
    """One engine at one sample rate; the master chain is off until it is switched on.

    Commands may come from any thread; `render` belongs to one driver at a time. A command that
    finds the ring full raises RingFull. live: all of its memory is there before it starts, so that
    the audio thread never waits for a page, and a `tape` keeps what was heard last: its frames are
    those of the player, as the master gives them, without clicks and what is only listened to.
    """

    def __init__(self, rate: int, live: bool = False) -> None:
        self.rate = rate
        self._keeper, address = aligned(lib.ps_player_size())
        if live:
            self._keeper.fill(0)
        self._kernels = kernels()
        self.pointer: Any = ffi.cast("ps_player *", address)
        lib.ps_player_init(self.pointer, self._kernels[1], rate)
        self.tape = Tape(rate, 2) if live else None
        if self.tape is not None:
            lib.ps_player_set_tape(self.pointer, self.tape.pointer)
        self._held: dict[int, tuple[int, object]] = {}
        self._bank: SampleBank | None = None
        self._n_tracks = 0
        self._books = threading.Lock()
        self._played: deque[Played] = deque()
        self._unheard = 0

    def publish(self, score: Score, bank: SampleBank) -> None:
        """Play this score with these samples from the next block on."""
        pointer, keep = score_struct(score)
        with self._books:
            self._push(lib.PS_PUBLISH, score=pointer, bank=bank.pointer)
            self._hold(pointer, (pointer, keep, score))
            if bank is not self._bank:
                self._hold(bank.pointer, bank)
            self._bank = bank
            self._n_tracks = len(score.pads)

    def play_pattern(self, pattern: int, position: int = 0, count_in: int = 0) -> None:
        """Loop a pattern from a position (thousandths of a tick) on, after bars of clicks."""
        self._push(lib.PS_PLAY_PATTERN, a=pattern, b=count_in, position=position)

    def play_song(self, section: int = 0, flags: int = SONG_LOOPS) -> None:
        """Play the song from a section on; flags one of the SONG_ values."""
        self._push(lib.PS_PLAY_SONG, a=section, b=flags)

    def stop(self) -> None:
        """Stop the transport; what rings rings out, what is held is released."""
        self._push(lib.PS_STOP)

    def panic(self) -> None:
        """Stop, and fade everything that sounds."""
        self._push(lib.PS_PANIC)

    def queue(self, pattern: int, at: int = AT_END) -> None:
        """Change to a pattern at one of the AT_ points; -1 takes a queued one back."""
        self._push(lib.PS_QUEUE, a=pattern, b=at)

    def queue_section(self, section: int, at: int = AT_END, goes_on: bool = False) -> None:
        """Change to a section as a scene, which plays over and over; at once where nothing plays.

        Its mutes, its transpose and its tempo are those of the song, which `goes_on` behind it.
        """
        self._push(lib.PS_QUEUE_SECTION, a=section, b=at, position=int(goes_on))

    def trigger(
        self, pad: int, velocity: int = 100, transpose: float = 0.0, heard: int = HEARD_NOW
    ) -> None:
        """Play a pad at once, transposed by semitones.

        heard: the frame of the music that was heard when the key went down; `played` tells of it.
        """
        self._push(lib.PS_TRIGGER, a=pad, b=velocity, position=heard, value=transpose)

    def hold(
        self, pad: int, velocity: int = 100, transpose: float = 0.0, heard: int = HEARD_NOW
    ) -> None:
        """`trigger`; with note repeat on, hit the pad again and again until its `release`.

        Once more for a pad that is held: its repeats go on with another velocity.
        """
        self._push(lib.PS_HOLD, a=pad, b=velocity, position=heard, value=transpose)

    def release(self, pad: int, transpose: float = 0.0, heard: int = HEARD_NOW) -> None:
        """Let go of what was played by hand of a pad with a transpose."""
        self._push(lib.PS_RELEASE, a=pad, position=heard, value=transpose)

    def set_repeat(self, positions: int) -> None:
        """Thousandths of a tick from one repeat of a held pad to the next; 0 is off.

        The grid is that of the playing pattern; sixteenths swing with it, other rates by pairs of
        their own, triplets not at all. While nothing plays it begins with the press.
        """
        self._push(lib.PS_SET_REPEAT, position=positions)

    def set_metronome(self, on: bool) -> None:
        """A click on every beat, behind the master; what is counted in clicks without it too."""
        self._push(lib.PS_SET_METRONOME, a=int(on))

    def set_metronome_level(self, level_db: float) -> None:
        """Level of the clicks, -12 dB unless it is set, at most +6."""
        self._push(lib.PS_SET_METRONOME_LEVEL, value=level_db)

    def listen(
        self, frames: Audio, gain: float = 1.0, at: ListenAt = "now", loop: bool = False
    ) -> None:
        """Hear a sound before it is used, in place of the one before, behind the master.

        frames: float32 (frames, 1) or (frames, 2) at the player's rate, finite, not changed from
        here on; gain: linear; at: where the next beat or bar lies, at once where nothing plays;
        loop: over and over until `unlisten`, `panic` or another sound. No export, stem or meter
        has it. Raises ValueError for frames that are no sound.
        """
        pointer, keep = prelisten_struct(frames, gain, at, loop)
        with self._books:
            self._push(lib.PS_LISTEN, prelisten=pointer)
            self._hold(pointer, (pointer, keep))

    def unlisten(self) -> None:
        """Fade the sound that is listened to; one that waits for its beat is not heard."""
        self._push(lib.PS_LISTEN)

    def played(self) -> list[Played]:
        """What was played by hand, also by note repeat, since it was asked for last."""
        self.collect()
        with self._books:
            played = list(self._played)
            self._played.clear()
        return played

    def set_fill(self, on: bool) -> None:
        """Hold or let go of the fill that conditions ask for."""
        self._push(lib.PS_SET_FILL, a=int(on))

    def set_master(self, on: bool) -> None:
        """Pass the mix through the master chain, or past it."""
        self._push(lib.PS_SET_MASTER, a=int(on))

    def restart_meters(self) -> None:
        """Measure integrated loudness and the highest true peak from here on."""
        self._push(lib.PS_RESTART_METERS)

    def set_meters(self, on: bool) -> None:
        """Measure, or save the time."""
        self._push(lib.PS_SET_METERS, a=int(on))

    def render(self, frames: int, stems: Audio | None = None) -> Audio:
        """The next frames of the mix, float32 (frames, 2).

        stems: float32 (tracks + N_RETURNS, frames, 2), filled with every track and every return
        in the same pass; in this order they sum to the mix when it does not pass the master chain.
        """
        mix = np.empty((frames, 2), dtype=np.float32)
        self.render_into(mix, stems)
        return mix

    def render_into(self, mix: Audio, stems: Audio | None = None) -> None:
        """`render` into arrays of the caller's."""
        frames = _checked_frames(mix)
        n_stems = 0 if stems is None else _checked_stems(stems, self._n_tracks, frames)
        pointer = _floats(stems) if stems is not None else ffi.NULL
        lib.ps_player_render(self.pointer, _floats(mix), pointer, n_stems, frames)
        self.collect()

    def pull_into(self, mix: Audio, time: float = 0.0) -> bool:
        """For a driver: `render_into`, or silence and False while another one still renders.

        time: when the first frame is heard, in seconds of `time.monotonic`; 0 where nobody knows.
        """
        done = lib.ps_player_pull(self.pointer, _floats(mix), _checked_frames(mix), time)
        return bool(done)

    def hits(self, frames: int) -> NDArray[Any]:
        """The hits of the next frames without their sound, as a table of `HIT`; time moves on."""
        room = np.empty(MAX_HITS, dtype=HIT)
        rows = ffi.from_buffer("ps_hit[]", room, require_writable=True)
        count = lib.ps_player_hits(self.pointer, frames, rows, MAX_HITS)
        if count > MAX_HITS:
            raise ValueError(f"{count} hits in {frames} frames: ask for fewer frames")
        return room[:count].copy()

    def collect(self) -> None:
        """Let go of what the engine has returned, keep what was played."""
        result = ffi.new("ps_result *")
        with self._books:
            while lib.ps_player_collect(self.pointer, result):
                if result.kind == lib.PS_PLAYED:
                    self._keep(played_of(result.played))
                else:
                    self._let_go(_address(result.pointer))

    @property
    def held(self) -> int:
        """How many scores, banks and sounds to listen to the engine has not returned yet."""
        return len(self._held)

    def snapshot(self) -> Snapshot:
        """The state after the last block; from any thread."""
        s = ffi.new("ps_snapshot *")
        lib.ps_player_snapshot(self.pointer, s)
        s.lost += self._unheard
        return snapshot_of(s, self._n_tracks)

    def _keep(self, played: Played) -> None:
        """The oldest is lost where nobody has asked for a long time."""
        if len(self._played) == MAX_UNREAD:
            self._played.popleft()
            self._unheard += 1
        self._played.append(played)

    def _hold(self, pointer: Any, value: object) -> None:
        """A bank may be published again before its first return: the engine returns it twice."""
        count, _ = self._held.get(_address(pointer), (0, None))
        self._held[_address(pointer)] = (count + 1, value)

    def _let_go(self, address: int) -> None:
        count, value = self._held.pop(address)
        if count > 1:
            self._held[address] = (count - 1, value)

    def _push(
        self,
        kind: int,
        a: int = 0,
        b: int = 0,
        position: int = 0,
        value: float = 0.0,
        score: Any = ffi.NULL,
        bank: Any = ffi.NULL,
        prelisten: Any = ffi.NULL,
    ) -> None:
        command = ffi.new(
            "ps_command *",
            {
                "kind": kind,
                "a": a,
                "b": b,
                "position": position,
                "value": value,
                "score": score,
                "bank": bank,
                "prelisten": prelisten,
            },
        )
        if not lib.ps_player_push(self.pointer, command):
            raise RingFull("The engine takes no commands", "Sound has stopped: see the outputs")


def _address(pointer: Any) -> int:
    return int(ffi.cast("uintptr_t", pointer))


def _floats(array: Audio) -> Any:
    return ffi.cast("float *", ffi.from_buffer(array, require_writable=True))


def _checked_stems(stems: Audio, n_tracks: int, frames: int) -> int:
    shape = (n_tracks + N_RETURNS, frames, 2)
    if stems.dtype != np.float32 or stems.shape != shape:
        raise ValueError(f"stems are float32 {shape}, not {stems.dtype} {stems.shape}")
    return len(stems)


def _checked_frames(mix: Audio) -> int:
    if mix.dtype != np.float32 or mix.ndim != 2 or mix.shape[1] != 2:
        raise ValueError(f"a mix is float32 (frames, 2), not {mix.dtype} {mix.shape}")
    if len(mix) > MAX_BLOCK:
        raise ValueError(f"a block has at most {MAX_BLOCK} frames, not {len(mix)}")
    return len(mix)
