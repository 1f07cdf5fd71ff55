"""Sounds are listened to behind the music, and whoever closes does not wait for them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from padsketch.session.sounds.indexing import Indexing, Progress
from padsketch.storage.library import Library, Query

RATE = 44_100


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "index", tmp_path / "own") as library:
        yield library


def write_tone(path: Path, hertz: float, seconds: float = 0.2) -> None:
    times = np.arange(round(seconds * RATE)) / RATE
    soundfile.write(path, 0.5 * np.sin(2 * np.pi * hertz * times) * np.exp(-20 * times), RATE)


def test_a_scan_hears_what_is_in_the_files(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "sounds"
    folder.mkdir()
    write_tone(folder / "bright.wav", 6000)
    write_tone(folder / "deep kick.wav", 80)
    clicks = np.zeros((2 * RATE, 1))
    clicks[:: RATE // 2] = 0.9
    soundfile.write(folder / "clicks 120bpm.wav", clicks, RATE)
    (folder / "broken.wav").write_bytes(b"RIFF but no more")
    told: list[Progress | None] = []
    indexing = Indexing(library, lambda: told.append(indexing.progress))
    indexing.start([folder])
    indexing.finish()
    assert told == [(0, 4), (4, 4), None]
    assert indexing.fault == ""
    dark, *_, bright = library.find(Query(max_seconds=1, order="brightness"))
    assert (dark.name, bright.name) == ("deep kick.wav", "bright.wav")
    assert dark.brightness_hz < 200 < 5000 < bright.brightness_hz
    (loop,) = library.find(Query(min_bpm=119, max_bpm=121))
    assert (loop.name, loop.seconds, loop.rate, loop.channels) == ("clicks 120bpm.wav", 2, RATE, 1)
    (broken,) = library.find(Query("broken", with_faults=True))
    assert broken.fault.startswith("it is no audio")
    (nearest, *_) = library.find(Query(order="similarity", like=dark.vector))
    assert nearest.name == "deep kick.wav"


def test_a_name_that_is_no_text_is_indexed(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "caf\udce9"
    folder.mkdir()
    write_tone(tmp_path / "x.wav", 100)
    (tmp_path / "x.wav").rename(folder / "x\udcff.wav")
    indexing = Indexing(library)
    indexing.start([folder])
    indexing.finish()
    (sound,) = library.find(Query())
    assert sound.path == folder / "x\udcff.wav"


def test_giving_up_ends_the_scan_and_keeps_what_was_heard(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "sounds"
    folder.mkdir()
    for number in range(400):
        write_tone(folder / f"{number}.wav", 100 + number, 0.01)
    some_are_there = threading.Event()

    def told() -> None:
        if indexing.progress and indexing.progress.done:
            some_are_there.set()

    indexing = Indexing(library, told)
    indexing.start([folder])
    assert some_are_there.wait(60)
    indexing.give_up()
    assert indexing.progress is None
    assert indexing.fault == ""
    assert 0 < library.count(Query()) <= 400


def test_a_new_list_of_folders_is_scanned_instead(library: Library, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_tone(tmp_path / name / f"{name}.wav", 100)
    indexing = Indexing(library)
    indexing.start([tmp_path / "one"])
    indexing.start([tmp_path / "two"])
    indexing.finish()
    assert [sound.name for sound in library.find(Query())] == ["two.wav"]


def test_a_scan_that_breaks_says_so(library: Library, tmp_path: Path) -> None:
    (tmp_path / "own").unlink()
    (tmp_path / "own").mkdir()
    indexing = Indexing(library)
    indexing.start([tmp_path])
    indexing.finish()
    assert indexing.fault == "the scan ended with 1"
