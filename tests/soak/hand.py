"""What a restless user does, drawn by chance from everything that can be done."""

from __future__ import annotations

import random
import time

import numpy as np

from padsketch.engine.played import Played
from padsketch.engine.prelistening import ListenAt
from padsketch.model import PATTERN_NAMES, STEP_TICKS, edits
from padsketch.model.edits import Cell
from padsketch.model.edits.mixing import BUSES
from padsketch.model.kit import LAYERINGS, MODES
from padsketch.model.parameters import GROUPS, LOCKS, PAD, TRACK, Parameter
from padsketch.session import Session
from padsketch.session.performing import LANDINGS

LISTEN_AT: tuple[ListenAt, ...] = ("now", "beat", "bar")
KITS = ("eight", "dust")
PATTERNS = PATTERN_NAMES[:4]


class Hand:
    """A hand that turns to anything, by chance."""

    def __init__(self, session: Session, seed: int) -> None:
        self._session = session
        self._random = random.Random(seed)
        self.edits = 0
        self.triggers = 0
        self.told = 0
        session.listeners.append(self._listen)

    def edit(self) -> None:
        """One edit of any kind, or an undo or a redo."""
        kinds = (
            *(self._toggle, self._toggle, self._detail, self._lock, self._channel, self._bus),
            *(self._pad, self._pad_choice, self._mute, self._tempo, self._length),
            *(self._session.undo, self._session.redo),
        )
        self._random.choice(kinds)()
        self.edits += 1

    def gesture(self) -> None:
        """An edit, or something played or started."""
        played = (
            *(self._trigger, self._hold, self._release, self._go, self._transport, self._fill),
            *(self._repeat, self._metronome, self._hear, self._kit),
        )
        weights = (30, 10, 20, 4, 4, 2, 1, 1, 4, 0.1)
        if self._random.random() < 0.5:
            self.edit()
        else:
            self._random.choices(played, weights)[0]()

    def _listen(self, played: Played) -> None:
        self.told += not played.is_release

    def _cell(self) -> Cell:
        return Cell(self._a_pad(), self._random.randrange(16))

    def _a_pad(self) -> str:
        kit = self._session.kit
        assert kit is not None
        return self._random.choice(kit.pads).id

    def _value(self, parameter: Parameter) -> float:
        """Where it is loud and wide seldom: small values are likelier."""
        share = self._random.random() ** 3
        return parameter.low + share * (parameter.high - parameter.low)

    def _toggle(self) -> None:
        self._session.edit_pattern("toggle", edits.toggle_step, self._cell())

    def _detail(self) -> None:
        change = self._random.choice(
            ({"chance": 50}, {"rolls": 4}, {"when": "2:3"}, {"nudge": -20}, {"when": "!prev"})
        )
        cell = self._cell()
        if self._session.current_pattern.lane(cell.pad).step(cell.step).plays:
            self._session.edit_pattern("detail", edits.set_details, cell, **change)

    def _lock(self) -> None:
        name = self._random.choice(list(LOCKS))
        cell = self._cell()
        if self._session.current_pattern.lane(cell.pad).step(cell.step).plays:
            self._session.edit_pattern("lock", edits.set_lock, cell, name, self._value(LOCKS[name]))

    def _channel(self) -> None:
        name = self._random.choice(list(TRACK))
        value = self._value(TRACK[name])
        self._session.edit("track", edits.set_channel, self._a_pad(), **{name: value})

    def _bus(self) -> None:
        bus = self._random.choice(BUSES)
        name = self._random.choice(list(GROUPS[bus]))
        self._session.edit(bus, edits.set_bus, bus, **{name: self._value(GROUPS[bus][name])})

    def _pad(self) -> None:
        name = self._random.choice(list(PAD))
        self._session.edit("pad", edits.set_pad, self._a_pad(), **{name: self._value(PAD[name])})

    def _pad_choice(self) -> None:
        pad = self._a_pad()
        self._random.choice(
            (
                lambda: self._session.edit("mode", edits.set_pad_mode, pad, self._one(MODES)),
                lambda: self._session.edit("layers", edits.set_layering, pad, self._one(LAYERINGS)),
                lambda: self._session.edit("reset", edits.reset_pad, pad),
            )
        )()

    def _one(self, words: tuple[str, ...]) -> str:
        return self._random.choice(words)

    def _mute(self) -> None:
        change = self._random.choice((edits.toggle_mute, edits.toggle_mute, edits.clear_mutes))
        pads = () if change is edits.clear_mutes else (self._a_pad(),)
        self._session.edit("mute", change, *pads)

    def _tempo(self) -> None:
        self._session.edit("tempo", edits.set_bpm, self._random.uniform(60.0, 200.0))
        self._session.edit("swing", edits.set_swing, self._random.uniform(50.0, 75.0))

    def _length(self) -> None:
        length = self._random.choice((4, 7, 16, 16, 32))
        self._session.edit_pattern("length", edits.set_pattern_length, length)

    def _trigger(self) -> None:
        self._session.trigger(self._random.randrange(16), self._random.randint(1, 127))
        self.triggers += 1

    def _hold(self) -> None:
        self._session.hold(self._random.randrange(16), at=time.monotonic() - 0.01)

    def _release(self) -> None:
        self._session.release(self._random.randrange(16), at=time.monotonic())

    def _repeat(self) -> None:
        self._session.performing.set_rate(self._random.choice(tuple(STEP_TICKS)))
        self._session.performing.repeat(self._random.random() < 0.5)

    def _metronome(self) -> None:
        self._session.player.set_metronome(self._random.random() < 0.5)

    def _hear(self) -> None:
        """A sound that nothing uses, in place of the one before, or silence."""
        player, length = self._session.player, self._random.randrange(1, 20_000)
        if self._random.random() < 0.2:
            player.unlisten()
            return
        sound = np.full((length, self._random.choice((1, 2))), 0.01, dtype=np.float32)
        at = self._random.choice(LISTEN_AT)
        player.listen(sound, self._random.random(), at, loop=self._random.random() < 0.2)

    def _go(self) -> None:
        self._session.performing.landing = self._random.choice(tuple(LANDINGS))
        self._session.go_to_pattern(self._random.choice(PATTERNS))

    def _transport(self) -> None:
        session = self._session
        section = self._random.randrange(len(PATTERNS))
        self._random.choice(
            (
                session.play_pattern,
                lambda: session.play_pattern(count_in=1),
                lambda: session.performing.launch(section),
                session.play_song,
                session.stop,
            )
        )()

    def _fill(self) -> None:
        self._session.player.set_fill(self._random.random() < 0.5)

    def _kit(self) -> None:
        self._session.change_kit(self._random.choice(KITS))
