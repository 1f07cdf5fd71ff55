"""Chopping a sound of the sketch: what is heard, taken back, written and said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from padsketch.errors import UsageError
from padsketch.formats.riff import read_chunks
from padsketch.model import Project
from padsketch.session import Session
from padsketch.session.sounds.chopping import Chop
from padsketch.storage import load_kit

RATE = 48_000
BPM = 120.0
FILE = "samples/break 120bpm.wav"
BLOCK = 256


def loop(beats: int = 4) -> NDArray[np.float64]:
    """Noises on every eighth, the off-beats 20 ms late and quieter."""
    frames = np.zeros(beats * RATE // 2)
    noise = np.random.default_rng(4).uniform(-1, 1, 6_000) * np.exp(-np.arange(6_000) / 800)
    for eighth in range(2 * beats):
        start = eighth * RATE // 4 + (eighth % 2) * RATE // 50
        frames[start : start + 6_000] += (0.25 if eighth % 2 else 0.9) * noise
    return frames


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    (tmp_path / "samples").mkdir()
    soundfile.write(tmp_path / FILE, loop(), RATE, subtype="PCM_24")
    opened = Session(Project(kit="eight", bpm=BPM), tmp_path)
    opened.load_kit()
    yield opened
    opened.close()


@pytest.fixture
def chop(session: Session) -> Chop:
    return Chop.open(session, FILE)


def render(session: Session, frames: int) -> NDArray[np.float32]:
    session.reading.finish()
    session.player.render(0)
    session.player.set_master(False)
    session.play_pattern()
    blocks = -(-frames // BLOCK)
    return np.concatenate([session.player.render(BLOCK) for _ in range(blocks)])[:frames]


def test_the_onsets_of_a_break_are_its_marks(chop: Chop) -> None:
    chop.by_onsets()
    expected = [n * RATE // 4 + (n % 2) * RATE // 50 for n in range(8)]
    assert len(chop.marks) == 8
    assert max(abs(a - b) for a, b in zip(chop.marks, expected, strict=True)) <= RATE // 1000


def test_a_chopped_break_plays_as_it_was(session: Session, chop: Chop) -> None:
    chop.by_onsets()
    assert chop.to_grid().left_out == ()
    assert session.current_pattern.length == 16
    heard = render(session, 2 * RATE - 2_000)[:, 0]
    whole = loop()[: len(heard)]
    # A tick at this tempo is 25 frames: by half of that an attack may come early or late.
    lags = range(-30, 31)
    for start, end in chop.spans():
        part = slice(start + 200, min(end, len(heard)) - 200)
        likeness = max(np.corrcoef(np.roll(heard, lag)[part], whole[part])[0, 1] for lag in lags)
        assert likeness > 0.99


@pytest.mark.parametrize("parts", [4, 8, 16])
def test_slices_on_whole_ticks_play_the_break_bit_for_bit(
    session: Session, chop: Chop, parts: int
) -> None:
    chop.equal(parts)
    chop.to_grid()
    heard = render(session, 2 * RATE)
    assert np.array_equal(heard, np.repeat(chop.frames, 2, axis=1))


def test_chopping_onto_the_grid_is_one_undo(session: Session, chop: Chop) -> None:
    chop.by_onsets()
    before = session.project
    placed = chop.to_grid()
    assert len(placed.pads) == 8
    session.undo()
    assert session.project is before
    session.undo()
    assert chop.marks == ()


def test_slices_that_are_on_pads_are_not_put_on_others(session: Session, chop: Chop) -> None:
    chop.equal(8)
    on = chop.to_pads().pads
    assert chop.to_grid().pads == on
    assert len(session.project.pads) == 8


def test_moving_the_sensitivity_is_one_undo(session: Session, chop: Chop) -> None:
    for sensitivity in (0.2, 0.4, 0.6, 0.8):
        chop.by_onsets(sensitivity)
    session.undo()
    assert chop.marks == ()


def test_marks_are_set_moved_and_taken_away_by_hand(session: Session, chop: Chop) -> None:
    chop.add(30_000)
    assert len(chop.spans()) == 2
    chop.move(1, 40_000)
    chop.move(1, 41_000)
    assert 41_000 - RATE // 500 <= chop.marks[1] <= 41_000
    session.end_merge()
    session.undo()
    assert 30_000 - RATE // 500 <= chop.marks[1] <= 30_000
    chop.remove(1)
    assert chop.marks == (0,)
    with pytest.raises(UsageError, match="no mark 7"):
        chop.remove(6)


def test_a_late_tap_means_the_onset(chop: Chop) -> None:
    chop.tap(RATE // 2 + RATE // 25)
    assert abs(chop.marks[1] - RATE // 2) <= RATE // 1000


def test_half_and_double_change_the_grid(chop: Chop) -> None:
    assert chop.tempo is not None
    assert (chop.tempo.bpm, chop.tempo.source) == (BPM, "name")
    chop.half()
    chop.grid("1/8", chop.tempo.bpm)
    assert len(chop.marks) == 4
    chop.double()
    chop.grid("1/8", chop.tempo.bpm)
    assert len(chop.marks) == 8


def test_a_sound_without_a_tempo_asks_for_one(session: Session, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "samples" / "hum.wav", 0.1 * np.sin(np.arange(9_000) / 20), RATE)
    chop = Chop.open(session, "samples/hum.wav")
    assert chop.tempo is None
    with pytest.raises(UsageError, match="tempo of hum"):
        chop.to_grid()
    chop.set_tempo(90.0)
    assert chop.to_grid().pads == ("hum-1",)


def test_slices_fit_another_tempo_by_pitch_and_back(session: Session, chop: Chop) -> None:
    chop.equal(2)
    chop.to_pads()
    assert chop.tempo is not None
    chop.half()
    chop.fit("repitch")
    layers = [layer for pad in session.project.pads.values() for layer in pad.layers or ()]
    assert [layer.tune for layer in layers] == [12.0, 12.0]
    session.undo()
    layers = [layer for pad in session.project.pads.values() for layer in pad.layers or ()]
    assert [layer.tune for layer in layers] == [0.0, 0.0]


def test_marks_are_written_into_the_file_and_its_sound_stays(chop: Chop) -> None:
    chop.equal(4)
    chop.to_pads()
    assert [cue.frame for cue in read_chunks(chop.path).cues] == list(chop.marks)
    frames, _ = soundfile.read(chop.path, always_2d=True, dtype="float32")
    assert np.array_equal(frames, chop.frames)


def test_cues_of_a_file_become_marks(session: Session, chop: Chop) -> None:
    chop.equal(5)
    marks = chop.marks
    chop.write_cues()
    session.undo()
    again = Chop.open(session, FILE)
    again.cues()
    assert again.marks == marks


def test_a_file_without_cues_says_so(chop: Chop) -> None:
    with pytest.raises(UsageError, match="no cues"):
        chop.cues()


def test_a_sample_of_the_kit_is_never_written_to(session: Session) -> None:
    assert session.kit is not None
    chop = Chop.open(session, session.kit.files[0])
    before = chop.path.read_bytes()
    chop.equal(2)
    chop.to_pads()
    assert chop.path.read_bytes() == before


def test_slices_become_a_kit_that_opens(chop: Chop, tmp_path: Path) -> None:
    chop.equal(3)
    chop.to_files(tmp_path / "slices")
    kit = load_kit(tmp_path / "slices")
    assert [pad.choke for pad in kit.pads] == [1, 1, 1]
    parts = [
        soundfile.read(tmp_path / "slices" / file, dtype="float32", always_2d=True)[0]
        for file in kit.files
    ]
    assert np.array_equal(np.concatenate(parts), chop.frames)
    assert "0.000 to 0.667 s of break 120bpm" in kit.credits[kit.files[0]].note


def test_more_slices_than_a_kit_has_pads_write_nothing(chop: Chop, tmp_path: Path) -> None:
    chop.equal(65)
    with pytest.raises(UsageError, match="65 slices"):
        chop.to_files(tmp_path / "slices")
    assert not (tmp_path / "slices").exists()


def test_the_feel_of_a_break_is_its_late_and_quiet_off_beats(chop: Chop) -> None:
    chop.by_onsets()
    feel = chop.feel("mine")
    # 20 ms are 38 ticks at 120 BPM, and a quarter of the amplitude is half of the velocity.
    assert feel.offset(480) == pytest.approx(38.4, abs=3.0)
    assert feel.offset(0) == pytest.approx(0.0, abs=3.0)
    assert feel.factor(480) / feel.factor(0) == pytest.approx(0.53, abs=0.05)
