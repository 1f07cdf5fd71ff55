"""The supervisor: keeps the player pulled, by the device asked for or by the silent clock."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable

from padsketch.engine.player import Player
from padsketch.errors import AudioError
from padsketch.outputs.device import DeviceOutput
from padsketch.outputs.errands import within
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
    is lost or hangs is left at once and tried again with growing pauses.
    """

    def __init__(
        self, player: Player, device: str | int | None = None, silent: bool = False
    ) -> None:
        self._player = player
        self._wanted = SILENT if silent else device
        self._silent = SilentOutput(player)
        self._device: DeviceOutput | None = None
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
        device = DeviceOutput(self._player, self._wanted)
        try:
            within(OPEN_SECONDS, device.open)
        except TimeoutError:
            _close(device)
            raise AudioError(f"{device.name} does not answer", ON_REQUEST) from None
        self._silent.stop()
        device.start()
        self._device = device
        self._next_try = None
        self._status = device.status

    def _lose(self, device: DeviceOutput) -> None:
        self._pause = FIRST_PAUSE
        self._next_try = time.monotonic() + self._pause
        self._fall_silent(f"{device.name} was lost", AGAIN)

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
        self._silent.stop()
        self._status = OutputStatus("none", "", self._player.rate, 0.0)

    def _say(self, message: str, hint: str) -> None:
        self._status = self._silent.status._replace(message=message, hint=hint)


def _close(device: DeviceOutput) -> None:
    """Where the device hangs its thread is left behind, and with it all that it holds."""
    with contextlib.suppress(TimeoutError):
        within(CLOSE_SECONDS, device.stop)
