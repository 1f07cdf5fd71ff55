"""The supervisor: keeps the player pulled, by the device asked for or by the silent clock."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Iterator

from padsketch.engine.player import Player
from padsketch.errors import AudioError
from padsketch.outputs.device import DeviceOutput
from padsketch.outputs.ears import Ears
from padsketch.outputs.errands import within
from padsketch.outputs.input import Channels, Listening
from padsketch.outputs.silent import SilentOutput
from padsketch.outputs.status import OutputStatus

SILENT = "silent"
POLL = 0.1
OPEN_SECONDS = 5.0
CLOSE_SECONDS = 1.0
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 10.0
"""Seconds between two tries to get a lost device back: the first, doubled up to the longest."""

AGAIN = "It is opened again as soon as it is back."
ON_REQUEST = "Try again when there is a device; render and export work without one."


class Supervisor:
    """Owns every call to the sound system, on a thread of its own; no method waits for a device.

    The silent output pulls whenever no device does, so the position always goes on. A device that
    is lost or hangs is left at once and tried again with growing pauses. What shall come in has a
    stream of its own, unless it is wanted with the music and the device takes both.
    """

    def __init__(
        self, player: Player, device: str | int | None = None, silent: bool = False
    ) -> None:
        self._player = player
        self._wanted = SILENT if silent else device
        self._silent = SilentOutput(player)
        self._device: DeviceOutput | None = None
        self._listens: Channels | None = None
        self._ears = Ears(player.rate)
        self._next_try: float | None = None
        self._pause = FIRST_PAUSE
        self._ended = False
        self._inbox: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="output supervisor", daemon=True)
        self._status = OutputStatus("none", "", player.rate, 0.0)

    @property
    def status(self) -> OutputStatus:
        """What happens now; from any thread, at no cost."""
        return self._status

    @property
    def wanted(self) -> str | int | None:
        """The device that was asked for; None: the default."""
        return self._wanted

    @property
    def listening(self) -> Listening | None:
        """What comes in now; another one whenever its stream has been opened anew."""
        device = self._device
        return (device.listening if device else None) or self._ears.listening

    @property
    def deafness(self) -> AudioError | None:
        """Why nothing comes in that was asked for."""
        return self._ears.complaint

    def start(self) -> None:
        """Begin in silence and open the device; returns at once."""
        self._thread.start()

    def stop(self, timeout: float = 2.0) -> None:
        """End every output; returns after `timeout` seconds even if the sound system hangs."""
        if self._thread.is_alive():
            self._inbox.put(self._end)
            self._thread.join(timeout)

    def retry(self) -> None:
        """Try to open the device now."""
        self._inbox.put(self._try_now)

    def use(self, device: str | int | None) -> None:
        """Change to a device (None: the default), or to "silent"."""
        self._wanted = device
        if self._thread.is_alive():
            self._inbox.put(self._turn)

    def listen(self, channels: Channels | None) -> None:
        """Let an input come in, or nothing (None); the music goes on."""
        self._listens = channels
        if self._thread.is_alive():
            self._inbox.put(self._turn_ears)

    @contextlib.contextmanager
    def away(self) -> Iterator[None]:
        """Inside, the devices are free for another stream; the music goes on in silence."""
        wanted, listens = self._wanted, self._listens
        self._listens = None
        self.use(SILENT)
        self._await_inbox()
        try:
            yield
        finally:
            self._listens = listens
            self.use(wanted)

    def _await_inbox(self) -> None:
        """Return when all that has been asked for is done."""
        if self._thread.is_alive():
            done = threading.Event()
            self._inbox.put(done.set)
            done.wait(OPEN_SECONDS)

    def _run(self) -> None:
        self._silent.start()
        self._turn()
        while not self._ended:
            try:
                self._inbox.get(timeout=POLL)()
            except queue.Empty:
                self._watch()

    def _watch(self) -> None:
        self._player.collect()
        self._ears.watch()
        if self._device is not None:
            if not self._device.is_alive():
                self._lose(self._device)
        elif self._next_try is not None and time.monotonic() >= self._next_try:
            self._try_again()

    def _turn(self) -> None:
        self._next_try = None
        if self._wanted == SILENT:
            self._fall_silent("Sound is off", "Start without --silent to hear something.")
        else:
            self._fall_silent("The sound device is being opened", "")
            self._try_now()
        if self._device is None:
            self._tend_ears()

    @property
    def _heard_with_music(self) -> Channels | None:
        return self._listens if self._listens and self._listens.with_music else None

    def _turn_ears(self) -> None:
        """Beside the old stream, so that nothing is missed where the system mixes them."""
        old = self._device
        if old is not None and (old.listening or self._heard_with_music):
            try:
                self._replace(old, self._opened(self._heard_with_music))
            except AudioError:
                self._ears.close()
                return self._turn()
        self._ears.close()
        return self._tend_ears()

    def _replace(self, old: DeviceOutput, new: DeviceOutput) -> None:
        old.give_up()
        new.start()
        self._device, self._status = new, new.status
        _close(old)

    def _tend_ears(self) -> None:
        """What does not come in by the stream that plays has its own."""
        if self._listens is None or (self._device is not None and self._device.listening):
            self._ears.close()
        elif self._ears.listening is None:
            self._ears.open(self._listens)

    def _try_now(self) -> None:
        if self._wanted == SILENT or self._device is not None:
            return
        try:
            self._open()
        except AudioError as error:
            self._say(error.title, error.hint)

    def _try_again(self) -> None:
        try:
            self._open()
        except AudioError:
            self._pause = min(2.0 * self._pause, LONGEST_PAUSE)
            self._next_try = time.monotonic() + self._pause

    def _open(self) -> None:
        """The stream runs before the silent output ends: the position never waits for a device."""
        device = self._opened_with_ears()
        self._silent.stop()
        device.start()
        self._device = device
        self._next_try = None
        self._status = device.status
        self._tend_ears()

    def _opened_with_ears(self) -> DeviceOutput:
        """Where it does not listen as well, it plays at least."""
        if self._heard_with_music is not None:
            with contextlib.suppress(AudioError):
                return self._opened(self._heard_with_music)
        return self._opened(None)

    def _opened(self, listens: Channels | None) -> DeviceOutput:
        device = DeviceOutput(self._player, self._wanted, listens=listens)
        try:
            within(OPEN_SECONDS, device.open)
        except TimeoutError:
            _close(device)
            raise AudioError(f"{device.name} does not answer", ON_REQUEST) from None
        return device

    def _lose(self, device: DeviceOutput) -> None:
        self._pause = FIRST_PAUSE
        self._next_try = time.monotonic() + self._pause
        self._fall_silent(f"{device.name} was lost", AGAIN)
        if device.listening:
            self._ears.complaint = AudioError(f"{device.listening.name} was lost", AGAIN)

    def _fall_silent(self, message: str, hint: str) -> None:
        """At once: only when the silent output runs there is time for a device that hangs."""
        device, self._device = self._device, None
        if device is not None:
            device.give_up()
        self._silent.start()
        self._say(message, hint)
        if device is not None:
            _close(device)

    def _end(self) -> None:
        self._ended = True
        if self._device is not None:
            self._device.give_up()
            _close(self._device)
        self._ears.close()
        self._silent.stop()
        self._status = OutputStatus("none", "", self._player.rate, 0.0)

    def _say(self, message: str, hint: str) -> None:
        self._status = self._silent.status._replace(message=message, hint=hint)


def _close(device: DeviceOutput) -> None:
    """Where the device hangs its thread is left behind, and with it all that it holds."""
    with contextlib.suppress(TimeoutError):
        within(CLOSE_SECONDS, device.stop)
