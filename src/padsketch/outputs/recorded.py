"""What was recorded: the finished file, its papers in it, and what there is to be said of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import soundfile

from padsketch.analysis.take_check import take_check
from padsketch.display import safe
from padsketch.engine.bank import Audio
from padsketch.engine.tape import Tape
from padsketch.errors import PadsketchError, UsageError
from padsketch.formats.riff import Bext, WaveNotes, write_chunks
from padsketch.model.file_names import free_name
from padsketch.model.kit import Credit
from padsketch.outputs.wave_stream import WaveStream
from padsketch.storage.files import disk_errors, sync_folder
from padsketch.storage.samples import MAX_SECONDS

SOURCE = "recorded"
SOFTWARE = "padsketch"


class Recorded(NamedTuple):
    """A finished WAV file: its frames at a rate in hertz, and its check in finished sentences."""

    path: Path
    frames: int
    rate: int
    credit: Credit
    check: tuple[str, ...] = ()

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.frames / self.rate


def free_path(folder: Path, stem: str, now: datetime | None = None) -> Path:
    """A path for a new recording in a folder, named after what it is and when it was made."""
    wanted = f"{stem}-{now or datetime.now():%Y-%m-%d-%H%M%S}.wav"
    return folder / free_name(wanted, lambda name: (folder / name).exists())


def recorded_credit(place: str, note: str = "", now: datetime | None = None) -> Credit:
    """The papers of a recording: that it is one, from when, and by which device or from what."""
    day = f"{now or datetime.now():%Y-%m-%d}"
    return Credit(source=SOURCE, date=day, place=safe(place), note=note)


def finished(
    path: Path, credit: Credit, losses: tuple[str, ...] = (), is_loop: bool = False
) -> Recorded:
    """Put the papers into a WAV file that is complete, and listen to it once more.

    losses: what is known to have gone wrong, said before what is heard; is_loop: as of
    `take_check`. Raises PadsketchError.
    """
    write_chunks(path, _notes(credit))
    with disk_errors(path):
        sync_folder(path.parent)
    rate, count, frames = _read_back(path)
    check = take_check(frames, rate, is_loop)
    if count > len(frames):
        check += (f"It is longer than {MAX_SECONDS // 60} minutes, more than a pad plays.",)
    return Recorded(path, count, rate, credit, losses + check)


def kept_from(tape: Tape, path: Path, credit: Credit, trims: bool = False) -> Recorded:
    """What a tape has kept, in a new file; trims: without the silence before and behind.

    Raises UsageError where there is nothing but silence, PadsketchError for the disk.
    """
    _, frames = tape.newest()
    sounding = np.flatnonzero(frames.any(axis=1))
    if not len(sounding):
        raise UsageError("There was nothing to be heard", "Let something sound, then keep it.")
    if trims:
        frames = frames[sounding[0] : sounding[-1] + 1]
    with WaveStream(path, tape.rate, tape.channels) as file:
        file.write(frames)
    return finished(path, credit)


def _read_back(path: Path) -> tuple[int, int, Audio]:
    """Rate, length in frames, and as many of these as a pad plays."""
    try:
        with soundfile.SoundFile(path) as file:
            rate = file.samplerate
            return rate, file.frames, file.read(MAX_SECONDS * rate, dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as error:
        raise PadsketchError(
            f"{safe(str(path))} cannot be read again",
            "It is there: listen to it first.",
        ) from error


def _notes(credit: Credit) -> WaveNotes:
    time = f"{datetime.now():%H:%M:%S}"
    words = ", ".join(word for word in (credit.source, credit.place, credit.note) if word)
    info = {"ISRC": credit.source, "ICRD": credit.date, "IARL": credit.place, "ISFT": SOFTWARE}
    return WaveNotes(
        bext=Bext(description=words, originator=credit.author, date=credit.date, time=time),
        info={key: text for key, text in info.items() if text},
    )
