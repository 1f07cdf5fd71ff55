"""Counting in: a recording begins with the next one of the music, to the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from padsketch.errors import AudioError
from padsketch.score.compiler import bar_positions
from padsketch.session.sounds.sampling_settings import one_after

if TYPE_CHECKING:
    from padsketch.engine.snapshot import Snapshot
    from padsketch.outputs.input import Listening
    from padsketch.session.session import Session
    from padsketch.session.sounds.incoming import Incoming


class One(NamedTuple):
    """The frame of a tape on which the next one comes in, and the tempo in thousandths there."""

    listening: Listening
    frame: int
    millibpm: int


class CountIn:
    """Starts the music where it does not play, with bars of clicks before it.

    A stream that has run dry keeps another distance from the music than was measured, and is
    opened anew before. Raises UsageError where what comes in has no distance from it at all.
    """

    def __init__(self, session: Session, incoming: Incoming, bars: int) -> None:
        self._session = session
        self._incoming = incoming
        self._bars = bars
        self._disturbed: Listening | None = None
        self._has_begun = False
        if not incoming.must_be_heard().plays_too:
            self._disturbed = incoming.listening
            incoming.join_music()
        elif incoming.is_disturbed():
            self._disturbed = incoming.listening
            incoming.reopen()

    def tick(self, snapshot: Snapshot) -> One | None:
        """The one, once it is known; it may still be to come. Raises AudioError for a lost input.

        What comes in is as late as the round trip, what goes out as late as the master.
        """
        listening = self._incoming.listening
        if listening is None:
            if self._incoming.deafness is not None:
                raise self._incoming.deafness
        elif listening is not self._disturbed and not listening.plays_too:
            raise AudioError("The device that plays does not listen too", "Take the threshold.")
        elif listening is not self._disturbed and (lead := listening.inlet.lead) is not None:
            if snapshot.playing:
                bar = bar_positions(self._session.project.meter)
                one = one_after(snapshot, self._session.player.rate, bar)
                late = snapshot.latency + self._incoming.round_trip.frames
                return One(listening, one - lead + late, snapshot.millibpm)
            self._begin()
        return None

    def _begin(self) -> None:
        if not self._has_begun:
            self._session.play_pattern(count_in=self._bars)
            self._has_begun = True
