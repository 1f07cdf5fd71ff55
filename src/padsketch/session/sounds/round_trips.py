"""Round trips: how much later what is played comes in again, measured once for every pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from padsketch.storage.round_trips import load_round_trips, round_trip_key, save_round_trip

if TYPE_CHECKING:
    from padsketch.outputs.input import Channels, Listening
    from padsketch.session.session import Session


class RoundTrip(NamedTuple):
    """Frames at a rate in hertz; what was not measured is what the devices say of themselves."""

    frames: int
    rate: int
    is_measured: bool

    @property
    def milliseconds(self) -> float:
        """The same as it is shown."""
        return 1000.0 * self.frames / self.rate


class RoundTrips:
    """What is known of the devices of a session; read once, when it is needed."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, int] | None = None

    def of(self, listening: Listening) -> RoundTrip:
        """That of what comes in now, by the stream that plays."""
        if self._known is None:
            self._known = load_round_trips()
        rate = self._session.player.rate
        measured = self._known.get(self._key(listening))
        if measured is not None:
            return RoundTrip(measured, rate, True)
        return RoundTrip(round(listening.latency * rate), rate, False)

    def measure(self, listening: Listening, channels: Channels) -> RoundTrip:
        """Measure it anew and keep it; from a worker. Raises AudioError, PadsketchError."""
        from padsketch.outputs.loopback import measure_round_trip

        output, rate = self._session.output, self._session.player.rate
        key, device = self._key(listening), output.wanted
        with output.away():
            frames = measure_round_trip(device, channels, rate)
        save_round_trip(key, frames)
        self._known = None
        return RoundTrip(frames, rate, True)

    def _key(self, listening: Listening) -> str:
        rate = self._session.player.rate
        return round_trip_key(self._session.output.status.name, listening.name, rate)
