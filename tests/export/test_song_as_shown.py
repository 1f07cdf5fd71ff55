"""What the song page says of a song is what is written of it: hits, mutes, tunes and tempi."""

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from padsketch.engine.player import SONG_ONCE
from padsketch.errors import Interrupted
from padsketch.export.course import Survey, song_course
from padsketch.export.foresight import song_hits
from padsketch.export.job import RenderJob
from padsketch.export.length import reach_frames, song_frames
from padsketch.export.render import render_file
from padsketch.export.stems import render_stems
from padsketch.model import Kit, Lane, Layer, Pad, Pattern, Project, Section
from padsketch.model.edits import Cell, set_channel, set_lock, set_section, toggle_mute
from padsketch.model.step import GLYPH_STEPS
from padsketch.score import compile_score
from strategies import PADS, patterns, sections

RATE = 48_000
KIT = Kit(
    name="Clicks",
    pads=tuple(
        Pad(id=name, name=name, layers=(Layer(file=f"{sound}.wav"),))
        for name, sound in (("kick", "click"), ("hat", "click"), ("tone", "sine"))
    ),
)


def lane(glyphs):
    return Lane(steps=tuple(map(GLYPH_STEPS.get, glyphs)))


SONG = Project(
    bpm=120.0,
    swing=58.0,
    patterns={
        "A1": Pattern(
            lanes={
                "kick": lane("X...X...X...X..."),
                "hat": lane("..xxx.xx..xxx.xx"),
                "tone": lane("X..............."),
            }
        ),
        "A2": Pattern(
            length=24, lanes={"kick": lane("X" + "." * 23), "tone": lane("." * 8 + "X.......")}
        ),
    },
    song=(
        Section(section="In", pattern="A1", repeats=2, mute=("hat",)),
        Section(section="Up", pattern="A1", transpose=12.0, bpm=150.0),
        Section(section="Odd", pattern="A2", repeats=3),
        Section(section="Out", pattern="A1", mute=("kick", "tone"), bpm=90.5),
    ),
)
ENERGIES = {"click.wav": 1.0, "sine.wav": 4.0}


@pytest.fixture
def clicks(tmp_path):
    """The folder of a kit: one frame that is not silent, and a tenth of a second of 1 kHz."""
    folder = tmp_path / "clicks"
    folder.mkdir()
    click = np.zeros((4, 1))
    click[0] = 0.5
    sine = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(4_800) / RATE)[:, None]
    soundfile.write(folder / "click.wav", click, RATE, subtype="FLOAT")
    soundfile.write(folder / "sine.wav", sine, RATE, subtype="FLOAT")
    return folder


@pytest.fixture
def written(clicks, tmp_path):
    """The song's stems by pad, its mix past the master, and what the song page says of it."""
    job = RenderJob(SONG, KIT, clicks, tail="ring", bits="32f", rate=RATE, master=False)
    render_stems(job, tmp_path / "stems")
    render_file(job, tmp_path / "mix.wav")
    pads = {
        pad.id: soundfile.read(next((tmp_path / "stems").glob(f"*_{pad.id}_*")))[0][:, 0]
        for pad in KIT.pads
    }
    return pads, soundfile.read(tmp_path / "mix.wav")[0][:, 0], song_course(SONG, KIT, ENERGIES)


def onsets(sound, rest=500):
    """Frames that are not silent behind at least so many that are."""
    heard = np.flatnonzero(np.abs(sound) > 1e-4)
    return heard[np.diff(heard, prepend=-rest - 1) > rest]


def per_bar(frames, course):
    """How many of some frames lie in every bar."""
    borders = [round(course.seconds(bar) * RATE) for bar in range(course.starts[-1])]
    bars = np.searchsorted(borders, frames, side="right") - 1
    return np.bincount(bars, minlength=len(borders)).tolist()


def test_every_bar_of_the_stems_has_the_hits_that_the_page_shows(written):
    pads, _, course = written
    for at, pad in enumerate(KIT.pads):
        rest = 500 if pad.id != "tone" else 20_000
        assert per_bar(onsets(pads[pad.id], rest), course) == course.hits[:, at].tolist()


def test_a_section_mutes_what_the_page_says_it_mutes(written):
    _, _, course = written
    hits = [passage.hits.sum(axis=0).tolist() for passage in course.passages]
    assert hits == [[8, 0, 2], [4, 10, 1], [3, 0, 3], [0, 10, 0]]


def test_bars_are_written_when_the_page_says_they_begin(written):
    pads, mix, course = written
    begun = {int(frame) for frame in onsets(pads["kick"])}
    for bar in np.flatnonzero(course.hits[:, 0]).tolist():
        if course.section_at(bar) != 2:
            assert round(course.seconds(bar) * RATE) in begun
    assert {int(frame) for frame in onsets(mix, 10)} >= begun


def test_a_transposed_section_sounds_higher_and_the_others_do_not(written):
    pads, _, course = written
    pitches = []
    for start in onsets(pads["tone"], 20_000):
        wave = np.abs(np.fft.rfft(pads["tone"][start + 100 : start + 2_020]))
        pitches.append(int(wave.argmax()) * RATE / 1_920)
    in_section = np.repeat(range(4), [p.hits[:, 2].sum() for p in course.passages])
    assert list(zip(in_section.tolist(), pitches, strict=True)) == [
        (0, 1000.0),
        (0, 1000.0),
        (1, 2000.0),
        (2, 1000.0),
        (2, 1000.0),
        (2, 1000.0),
    ]


def test_a_section_of_odd_passes_has_a_cut_last_bar_and_the_next_one_begins_anew(written):
    _, _, course = written
    assert [passage.length for passage in course.passages] == [2.0, 1.0, 4.5, 1.0]
    assert course.starts == (0, 2, 3, 8, 9)
    seconds = 2 * 2.0 + 4 * 60 / 150 + 4.5 * 2.0 + 4 * 60 / 90.5
    assert course.seconds(9) == pytest.approx(seconds)


def test_a_hit_at_half_the_gain_has_a_quarter_of_the_energy():
    project = replace(SONG, song=(Section(section="", pattern="A1", mute=("hat", "tone")),))
    loud = song_course(project, KIT, ENERGIES).passages[0].energy
    assert loud.tolist() == pytest.approx([4.0])
    softer = set_channel(project, "kick", level_db=-6.0206)
    assert song_course(softer, KIT, ENERGIES).passages[0].energy.tolist() == pytest.approx([1.0])
    locked = set_lock(project, "A1", Cell("kick", 0), "level_db", -6.0206)
    assert song_course(locked, KIT, ENERGIES).passages[0].energy.tolist() == pytest.approx([3.25])


def test_a_muted_track_has_hits_and_no_energy():
    muted = toggle_mute(replace(SONG, song=SONG.song[:1]), "kick")
    course = song_course(muted, KIT, {"click.wav": 1.0})
    assert course.hits[:, 0].tolist() == [4, 4]
    assert not course.passages[0].energy.any()


def test_samples_that_have_not_come_are_silent():
    assert not song_course(SONG, KIT, {}).passages[0].energy.any()


def test_a_survey_keeps_what_plays_the_same_and_nothing_else():
    survey = Survey()
    before = survey.course(SONG, KIT, ENERGIES)
    renamed = set_section(SONG, 1, section="High", note="loud", bpm=99.0)
    after = survey.course(renamed, KIT, ENERGIES)
    assert all(a is b for a, b in zip(before.passages, after.passages, strict=True))
    assert after.bar_seconds[1] == pytest.approx(240 / 99)
    fewer = survey.course(set_section(renamed, 0, mute=()), KIT, ENERGIES)
    kept = [a is b for a, b in zip(before.passages, fewer.passages, strict=True)]
    assert kept == [False, True, True, True]
    louder = survey.course(set_channel(renamed, "hat", level_db=3.0), KIT, ENERGIES)
    assert not any(a is b for a, b in zip(before.passages, louder.passages, strict=True))


def test_a_survey_that_is_given_up_answers_nothing():
    with pytest.raises(Interrupted):
        Survey().course(SONG, KIT, ENERGIES, lambda: True)


@st.composite
def songs(draw):
    """Songs of any patterns and sections, a few seconds long."""
    section = sections().map(lambda s: replace(s, pattern="A1", repeats=2, bpm=None))
    pattern = patterns().map(lambda p: replace(p, length=11, step="1/32"))
    song = draw(st.lists(section, min_size=1, max_size=3))
    return Project(bpm=300.0, patterns={"A1": draw(pattern)}, song=tuple(song))


@given(songs())
@settings(max_examples=40)
def test_asked_section_by_section_the_engine_plays_what_it_plays_in_the_song(project):
    kit = Kit(
        name="Any",
        pads=tuple(Pad(id=pad, name=pad, layers=(Layer(file="a.wav"),)) for pad in PADS),
    )
    score = compile_score(project, kit)
    frames = song_frames(project, RATE) + reach_frames(project, RATE)
    played = np.zeros((len(project.song), len(PADS)), dtype=int)
    for table in song_hits(score, RATE, SONG_ONCE, frames):
        np.add.at(played, (table["section"], table["pad"]), 1)
    course = song_course(project, kit, {})
    assert [p.hits.sum(axis=0).tolist() for p in course.passages] == played.tolist()
