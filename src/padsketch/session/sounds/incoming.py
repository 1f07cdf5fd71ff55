"""Incoming: the input that is open, how loud it is, and how late what it hears is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from padsketch.errors import AudioError, PadsketchError, UsageError
from padsketch.outputs.errands import within
from padsketch.outputs.input import Channels, Listening
from padsketch.session.sounds.round_trips import RoundTrip, RoundTrips

if TYPE_CHECKING:
    from padsketch.outputs.level import Level, Meter
    from padsketch.outputs.listing import DeviceInfo
    from padsketch.session.session import Session

PATIENCE = 5.0
"""Seconds that a sound server has to answer."""


class Incoming:
    """What comes in, seen anew with every `tick`; belongs to the thread of the session's.

    `listings` and `measure` may take seconds: from a worker. channels: what was asked for, None:
    nothing; listening: what comes in, None until it does, and when it is lost; level: since the
    last tick; refusal: what turned out not to be possible, until it is taken.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._meter: Meter | None = None
        self._round_trips = RoundTrips(session)
        self.channels: Channels | None = None
        self.listening: Listening | None = None
        self.level: Level | None = None
        self.monitor = 0.0
        self.refusal: PadsketchError | None = None

    @property
    def name(self) -> str:
        """The device that comes in, "" for none."""
        return self.listening.name if self.listening else ""

    @property
    def deafness(self) -> AudioError | None:
        """Why nothing comes in that was asked for."""
        return self._session.output.deafness if self.channels else None

    def listings(self, afresh: bool = False) -> list[DeviceInfo]:
        """The devices that listen; raises AudioError where there is none, or none answers.

        afresh: also those that came since the music plays, which is silent for a moment.
        """
        if afresh:
            with self._session.output.away():
                return self.listings()
        from padsketch.outputs.listing import list_inputs

        try:
            return within(PATIENCE, list_inputs)
        except TimeoutError:
            raise AudioError("The sound server does not answer", "Restart it.") from None

    def open(self, channels: Channels) -> None:
        """Ask for an input; the next ticks see it come."""
        self.channels = channels
        self._session.output.listen(channels)

    def reopen(self) -> None:
        """Let the same come in by a new stream."""
        self._session.output.listen(self.channels)

    def join_music(self) -> None:
        """Let the same come in by the stream that plays, at a distance from the music that stays.

        Raises UsageError where it does not take both.
        """
        if self.channels is None or self.channels.with_music:
            raise UsageError(
                "What comes in has no stream in common with the music",
                "Choose an input of the device that plays, or start with the threshold.",
            )
        self.open(replace(self.channels, with_music=True))

    def close(self) -> None:
        """Let nothing come in any more."""
        self.channels = None
        self._session.output.listen(None)
        self._hear(None)

    def must_be_heard(self) -> Listening:
        """What comes in; raises AudioError or UsageError where nothing does."""
        if self.listening is None:
            raise self.deafness or UsageError("Nothing comes in", "Open an input first.")
        return self.listening

    def is_heard(self, listening: Listening) -> bool:
        """Whether it still comes in; from any thread."""
        return self._session.output.listening is listening

    def is_disturbed(self) -> bool:
        """Whether its stream has lost frames: from then on the round trip may be another."""
        return self.listening is not None and self.listening.inlet.slips > 0

    def set_monitor(self, gain: float) -> None:
        """Hear what comes in at a linear gain (0: not), as late as the round trip.

        Raises UsageError where it comes in by another stream than the music goes out.
        """
        if gain and self.listening and not self.listening.plays_too:
            self.join_music()
        self.monitor = gain
        if self.listening:
            self.listening.inlet.set_monitor(gain)

    def reset_meter(self) -> None:
        """Forget the highest peak and the clips."""
        if self._meter:
            self._meter.reset()

    @property
    def round_trip(self) -> RoundTrip:
        """How long what is played takes to come in again; 0 while nothing comes in."""
        if self.listening is None:
            return RoundTrip(0, self._session.player.rate, False)
        return self._round_trips.of(self.listening)

    def measure(self) -> RoundTrip:
        """Play tones and see when they come back, which is kept for these devices.

        The music goes on in silence meanwhile. Raises AudioError where nothing comes back.
        """
        listening = self.must_be_heard()
        return self._round_trips.measure(listening, self.channels or Channels())

    def tick(self) -> None:
        """Once a screen frame: see what comes in, and how loud it is."""
        listening = self._session.output.listening if self.channels else None
        if listening is not self.listening:
            self._hear(listening)
        if self._meter:
            self.level = self._meter.look()

    def _hear(self, listening: Listening | None) -> None:
        from padsketch.outputs.level import Meter

        self.listening, self.level = listening, None
        self._meter = Meter(listening.inlet.tape) if listening else None
        if listening and self.monitor and not listening.plays_too:
            self.monitor = 0.0
            self.refusal = UsageError(
                "What comes in cannot be heard through", "Input and output need one sound system."
            )
        elif listening:
            listening.inlet.set_monitor(self.monitor)
