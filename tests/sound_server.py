"""A sound server of our own: a real device that plays nowhere and can be recorded."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
DEVICE = "pulse"
"""The name under which PortAudio knows the server that PULSE_SERVER points to."""
COMMANDS = ("pulseaudio", "pactl", "parec")
PATIENCE = 10.0

missing = [command for command in COMMANDS if shutil.which(command) is None]


class SoundServer:
    """A PulseAudio process of its own, in a folder of its own; `address` goes into PULSE_SERVER."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.address = f"unix:{folder / 'native'}"
        (folder / "home").mkdir(parents=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def environment(self) -> dict[str, str]:
        """What makes a process talk to this server and to no other."""
        folder = str(self._folder)
        return {
            **os.environ,
            "HOME": f"{folder}/home",
            "XDG_RUNTIME_DIR": folder,
            "PULSE_RUNTIME_PATH": folder,
            "PULSE_SERVER": self.address,
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        }

    def start(self, rate: int = RATE) -> None:
        """Return when the server answers; may be called again after `kill`."""
        (self._folder / "native").unlink(missing_ok=True)
        with (self._folder / "pulse.log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command(rate),
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        until(self._answers, "the sound server answers")

    def kill(self) -> None:
        """End it as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        """Let it live without doing anything."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def suspend(self, is_suspended: bool) -> None:
        """Let its device sleep, or wake it."""
        words = ["pactl", "suspend-sink", "pad", str(int(is_suspended))]
        subprocess.run(words, env=self.environment, check=True)

    @contextlib.contextmanager
    def recording(self) -> Iterator[Recording]:
        """Record what the sink plays until the block ends."""
        command = ["parec", "-d", "pad.monitor", "--raw", "--format=float32le"]
        command += [f"--rate={RATE}", "--channels=2", "--latency-msec=30"]
        with subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE) as process:
            recording = Recording(process)
            recording.await_frames(1)
            try:
                yield recording
            finally:
                process.terminate()

    def _answers(self) -> bool:
        asked = subprocess.run(["pactl", "info"], env=self.environment, capture_output=True)
        return asked.returncode == 0

    def _command(self, rate: int) -> list[str]:
        lasting = ["--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
        # It rises above ordinary processes where that is permitted, as servers on a desktop do.
        rise = ["--realtime=yes", "--high-priority=yes"]
        protocol = f"module-native-protocol-unix socket={self._folder}/native auth-anonymous=1"
        # With rewinds the sink stalls for up to two seconds.
        sink = f"sink_name=pad format=float32le rate={rate} channels=2 norewinds=1"
        modules = ["-L", protocol, "-L", f"module-null-sink {sink}"]
        return ["pulseaudio", "-n", *lasting, *rise, *modules]


class Recording:
    """Frames that arrive from a process, float32 (frames, 2)."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        self._pipe = process.stdout
        self._bytes = bytearray()
        threading.Thread(target=self._read, daemon=True).start()

    def await_frames(self, count: int) -> None:
        """Return when so many frames have been recorded."""
        patience = PATIENCE + 2 * count / RATE
        until(lambda: len(self._bytes) >= 8 * count, f"{count} frames are recorded", patience)

    def await_sound(self, count: int) -> NDArray[np.float32]:
        """The first frames from the first one that is not silent on."""
        until(lambda: self._frames().any(), "sound is recorded")
        first = int(self._frames().any(axis=1).argmax())
        self.await_frames(first + count)
        return self._frames()[first : first + count]

    def _frames(self) -> NDArray[np.float32]:
        whole = bytes(self._bytes[: len(self._bytes) // 8 * 8])
        return np.frombuffer(whole, dtype="<f4").reshape(-1, 2)

    def _read(self) -> None:
        while chunk := os.read(self._pipe.fileno(), 65_536):
            self._bytes += chunk


@contextlib.contextmanager
def running_server() -> Iterator[SoundServer]:
    """A server in a temporary folder: the path of a socket must be short."""
    with tempfile.TemporaryDirectory(prefix="pad") as folder, SoundServer(Path(folder)) as server:
        yield server


def until(condition: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Return as soon as a condition holds; AssertionError when it does not come to hold."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, f"waited {patience} s in vain until {what}"
        time.sleep(0.005)


def alive(*names: str) -> bool:
    """Whether a thread that is called so is still there."""
    return any(thread.name in names for thread in threading.enumerate())
