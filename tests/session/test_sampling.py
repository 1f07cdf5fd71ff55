"""What was heard is kept, what is played becomes a sample, and nothing is dropped unasked."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
import soundfile

from padsketch.errors import UsageError
from padsketch.export.job import RenderJob
from padsketch.export.render import render_file
from padsketch.export.stems import render_stems
from padsketch.formats.riff import read_chunks
from padsketch.model import REST, Lane, Pattern, Project, Step
from padsketch.outputs.quantise import to_24_bits
from padsketch.outputs.recorded import free_path
from padsketch.session import Session
from padsketch.session.sounds.sampling_settings import SamplingSettings, bars_in_frames, one_after
from padsketch.units import POSITIONS_PER_QUARTER

RATE = 48_000
BAR = 4 * POSITIONS_PER_QUARTER
ATTACK = 2
"""Frames until the attack of the pad is above what the clicks leave."""


@pytest.fixture
def session(small_project: Path) -> Iterator[Session]:
    opened = Session.open(small_project, RATE)
    opened.load_kit()
    yield opened
    opened.close()


def job_of(session: Session, **more: object) -> RenderJob:
    loaded = session.loaded
    assert loaded is not None
    return RenderJob(session.project, loaded.kit, loaded.folder, **more)


def frames_of(path: Path) -> np.ndarray:
    return soundfile.read(path, dtype="int32", always_2d=True)[0]


def test_a_bar_of_the_master_has_the_very_bits_of_its_export(session: Session, tmp_path: Path):
    """Two passes of eight sixteenths are a bar."""
    recorded = session.sampling.resample(None, 1)
    render_file(job_of(session, pattern="A1", repeats=2), tmp_path / "bar.wav")
    assert np.array_equal(frames_of(recorded.path), frames_of(tmp_path / "bar.wav"))
    assert recorded.credit.note == "1 bar of A1"


def test_a_bar_of_a_track_has_the_very_bits_of_its_stem(session: Session, tmp_path: Path):
    recorded = session.sampling.resample("snare", 1)
    job = job_of(session, pattern="A1", repeats=2, bits="32f")
    render_stems(job, tmp_path / "stems")
    (stem,) = (tmp_path / "stems").glob("*_snare_*.wav")
    frames, _ = soundfile.read(stem, dtype="float32", always_2d=True)
    assert np.array_equal(frames_of(recorded.path), to_24_bits(frames))


def test_bars_that_are_no_whole_passes_are_as_long_as_asked(session: Session):
    session.pattern = "B2"
    recorded = session.sampling.resample(None, 3)
    assert recorded.frames == round(3 * 240 / session.project.bpm * RATE)
    session.sampling.discard()
    session.song_mode = True
    assert session.sampling.resample(None, 64).frames == round(64 * 240 / 133.7 * RATE)


def test_a_loop_is_not_told_that_it_is_cut_off(session: Session):
    assert not any("cut off" in words for words in session.sampling.resample(None, 1).check)


@pytest.mark.parametrize(("track", "bars"), [("piano", 1), (None, 0), (None, 65)])
def test_what_cannot_be_resampled_leaves_no_file(session: Session, track, bars):
    with pytest.raises(UsageError):
        session.sampling.resample(track, bars)
    assert list((session.home() / "samples").glob("*")) == []
    assert session.sampling.state == "closed"


def test_what_was_heard_can_be_kept_afterwards(session: Session):
    session.player.render(5000)
    session.play_pattern()
    heard = np.concatenate([session.player.render(8000) for _ in range(10)])
    session.panic()
    for _ in range(10):
        session.player.render(8192)
    recorded = session.sampling.skip_back_master()
    kept = frames_of(recorded.path)
    played = to_24_bits(heard)
    first = int(played.any(axis=1).argmax())
    assert np.array_equal(kept[: len(played) - first], played[first:])
    assert kept[0].any()
    assert kept[-1].any()
    assert session.sampling.state == "recorded"


def test_a_sketch_that_is_saved_elsewhere_takes_its_recording_along(
    session: Session, tmp_path: Path
):
    session.sampling.resample("kick", 1)
    session.save(tmp_path / "elsewhere")
    file = session.sampling.keep("kick")
    assert (tmp_path / "elsewhere" / file).is_file()
    assert session.project.credits[file].source == "recorded"


def test_of_silence_nothing_is_kept(session: Session):
    session.player.render(8000)
    with pytest.raises(UsageError, match="nothing to be heard"):
        session.sampling.skip_back_master()
    assert session.sampling.state == "closed"


def test_what_waits_is_not_replaced(session: Session):
    waiting = session.sampling.resample(None, 1)
    for attempt in (
        lambda: session.sampling.resample(None, 1),
        session.sampling.skip_back_master,
        session.sampling.start,
        session.sampling.open,
    ):
        with pytest.raises(UsageError, match="waits"):
            attempt()
    assert session.sampling.recorded is waiting
    session.sampling.discard()
    assert not waiting.path.exists()


def test_nothing_is_recorded_where_nothing_comes_in(session: Session):
    with pytest.raises(UsageError, match="Nothing comes in"):
        session.sampling.start()
    with pytest.raises(UsageError, match="Nothing was recorded"):
        session.sampling.keep("kick")
    assert session.sampling.stop() is None


def test_a_recording_says_in_its_file_where_it_comes_from(session: Session):
    recorded = session.sampling.resample("kick", 1)
    notes = read_chunks(recorded.path)
    assert notes.bext is not None
    assert notes.bext.description == "recorded, kick, 1 bar of A1"
    assert notes.bext.date == f"{datetime.now():%Y-%m-%d}"
    assert notes.info["ISRC"] == "recorded"


def test_two_recordings_of_one_second_have_two_names(tmp_path: Path):
    now = datetime(2031, 2, 3, 4, 5, 6)
    first = free_path(tmp_path, "door", now)
    first.touch()
    assert first.name == "door-2031-02-03-040506.wav"
    assert free_path(tmp_path, "door", now) != first


@pytest.mark.parametrize(
    "change",
    [{"start": "soon"}, {"threshold_db": 0.0}, {"pre_roll_ms": -1}, {"bars": 65}, {"count_in": 5}],
)
def test_settings_out_of_range_are_refused(change):
    with pytest.raises(ValueError, match="out of range"):
        dataclasses.replace(SamplingSettings(), **change)


@pytest.fixture
def ones(small_kit: Path) -> Iterator[Session]:
    """A session that plays nothing but the ones, without the master's latency."""
    lane = Lane(steps=(Step(velocity=127), *(REST,) * 15))
    project = Project(bpm=133.7, kit="kit", patterns={"A1": Pattern(lanes={"open": lane})})
    opened = Session(project, small_kit.parent, RATE)
    opened.load_kit()
    opened.player.set_master(False)
    yield opened
    opened.close()


@pytest.mark.parametrize("count_in", [0, 1, 3])
def test_the_one_is_where_the_engine_plays_it(ones: Session, count_in: int):
    session = ones
    session.player.render(777)
    session.play_pattern(count_in=count_in)
    session.player.set_metronome_level(-144.0)
    heard = [session.player.render(1000)]
    expected = one_after(session.player.snapshot(), RATE, BAR)
    if count_in == 0:
        expected -= bars_in_frames(1, BAR, RATE, 133_700)
    heard += [session.player.render(8192) for _ in range(50)]
    sounding = np.abs(np.concatenate(heard)).max(axis=1) > 1e-4
    assert abs(777 + int(sounding.argmax()) - expected) <= ATTACK


def test_every_bar_that_follows_is_where_the_engine_plays_it(session: Session):
    session.play_pattern()
    session.player.render(4000)
    first = one_after(session.player.snapshot(), RATE, BAR)
    ones = set()
    for _ in range(100):
        session.player.render(4093)
        ones.add(one_after(session.player.snapshot(), RATE, BAR))
    lengths = [bars_in_frames(n, BAR, RATE, 133_700) for n in range(12)]
    assert first == lengths[1]
    assert ones <= set(lengths)
    assert len(ones) > 3
