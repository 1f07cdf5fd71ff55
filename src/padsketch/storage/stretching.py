"""Sounds of another length at the same pitch: made once in a process of its own, then kept."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired
from tempfile import TemporaryFile

import numpy as np
from numpy.typing import NDArray

from padsketch.errors import Fault, Interrupted, PadsketchError, SampleError
from padsketch.storage.files import write_atomic

Audio = NDArray[np.float32]

MAX_SECONDS = 600
"""No sample is longer, stretched or not."""
PATIENCE = 120.0
"""Seconds after which the process is given up; the longest sample takes a few."""
GLANCE = 0.05
"""Seconds between two looks at whether the work is still wanted."""
ROOM = 512 << 20
"""Bytes that are kept in the user's cache folder."""

_WORKER = Path(__file__).with_name("stretch_worker.py")
_DIGEST_SIZE = hashlib.sha256().digest_size


def stretch_cached(
    frames: Audio, rate: int, ratio: float, cancelled: Callable[[], bool] | None = None
) -> Audio:
    """A sound that lasts `ratio` times as long: exactly `round(frames * ratio)` frames.

    float32, `(frames, channels)`, channels stretched together; made once for the same frames, rate
    in hertz and ratio. Raises SampleError, or Interrupted once `cancelled` says so.
    """
    length = round(len(frames) * ratio)
    if length == len(frames):
        return frames
    _check(length, rate)
    entry = _folder() / _name(frames, rate, ratio)
    shape = (length, frames.shape[1])
    kept = _kept(entry, shape)
    if kept is None:
        kept = _stretched(frames, rate, ratio, shape, cancelled or (lambda: False))
        _keep(entry, kept)
    return kept


def _check(length: int, rate: int) -> None:
    if not length:
        raise _refusal("nothing would be left of it")
    if length > MAX_SECONDS * rate:
        raise _refusal(f"it would be longer than {MAX_SECONDS // 60} minutes")


def _stretched(
    frames: Audio, rate: int, ratio: float, shape: tuple[int, int], cancelled: Callable[[], bool]
) -> Audio:
    data = np.ascontiguousarray(frames, dtype=np.float32).tobytes()
    try:
        answer = _run(data, shape[1], rate, ratio, cancelled)
    except OSError as error:
        raise _refusal(f"the stretcher cannot run ({error.strerror})") from error
    made = np.frombuffer(answer, dtype=np.float32)
    if not made.size or made.size % shape[1] or not np.isfinite(made).all():
        raise _refusal("the stretcher gave no sound")
    # The library reckons the length in 32 bits, and may miss it by a frame.
    stretched = np.zeros(shape, dtype=np.float32)
    found = made.reshape(-1, shape[1])[: shape[0]]
    stretched[: len(found)] = found
    return stretched


def _run(
    data: bytes, n_channels: int, rate: int, ratio: float, cancelled: Callable[[], bool]
) -> bytes:
    # -P: the modules beside the worker are not in its way.
    command = [sys.executable, "-P", str(_WORKER), str(n_channels), str(rate), repr(ratio)]
    with TemporaryFile() as sound:
        sound.write(data)
        sound.seek(0)
        with Popen(command, stdin=sound, stdout=PIPE, stderr=DEVNULL) as worker:
            try:
                answer = _answer(worker, cancelled)
            except BaseException:
                worker.kill()
                raise
    if worker.returncode:
        raise _refusal(f"the stretcher ended with {worker.returncode}")
    return answer


def _answer(worker: Popen[bytes], cancelled: Callable[[], bool]) -> bytes:
    for _ in range(round(PATIENCE / GLANCE)):
        if cancelled():
            raise Interrupted("Stretching was stopped")
        with suppress(TimeoutExpired):
            return worker.communicate(timeout=GLANCE)[0]
    raise _refusal("the stretcher did not answer")


def _kept(entry: Path, shape: tuple[int, int]) -> Audio | None:
    """What was made before; None where there is nothing, or nothing that is whole."""
    try:
        data = entry.read_bytes()
        entry.touch()
    except OSError:
        return None
    digest, sound = data[:_DIGEST_SIZE], data[_DIGEST_SIZE:]
    if hashlib.sha256(sound).digest() != digest or len(sound) != 4 * shape[0] * shape[1]:
        return None
    return np.frombuffer(sound, dtype=np.float32).reshape(shape).copy()


def _keep(entry: Path, sound: Audio) -> None:
    """Write what was made, where the disk lets us: without it only time is lost."""
    data = sound.tobytes()
    with suppress(OSError, PadsketchError):
        entry.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(entry, hashlib.sha256(data).digest() + data)
        _tidy(entry.parent)


def _tidy(folder: Path) -> None:
    """Remove what was not used for the longest time, until the rest has room."""
    used = sorted(
        ((path.stat(), path) for path in folder.iterdir()), key=lambda entry: -entry[0].st_mtime
    )
    total = 0
    for status, path in used:
        total += status.st_size
        if total > ROOM:
            path.unlink(missing_ok=True)


def _name(frames: Audio, rate: int, ratio: float) -> str:
    """A name that is the same only where the result is."""
    # Loaded here, as below: most sounds are not stretched.
    from importlib import metadata

    version = metadata.version("python-stretch")
    made_of = hashlib.sha256(f"{version} {rate} {ratio!r} {frames.shape}".encode())
    made_of.update(np.ascontiguousarray(frames, dtype=np.float32).data)
    return made_of.hexdigest()


def _folder() -> Path:
    import platformdirs

    return platformdirs.user_cache_path("padsketch") / "stretched"


def _refusal(why: str) -> SampleError:
    fault = Fault("", f"it cannot be stretched: {why}")
    return SampleError(f"The sound cannot be stretched: {why}", "Choose another ratio.", (fault,))
