"""Sounds that are listened to while one looks for them: the newest only, levelled, in tempo."""

import os

import numpy as np
import pytest
import soundfile

from padsketch.analysis.matching import COMMON_DB
from padsketch.engine.player import Player
from padsketch.session.sounds.facts import fitting_ratio
from padsketch.session.sounds.prelistening import Hearing, Prelistening
from padsketch.storage.kits import shipped_kits
from padsketch.units import gain_to_db

RATE = 48_000
KICK = shipped_kits() / "dust" / "kick_hard.flac"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A folder for sounds; what is stretched is kept in it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def player():
    return Player(RATE)


@pytest.fixture
def ear(player):
    ear = Prelistening(player)
    yield ear
    ear.give_up()


def render(player, seconds=1.0):
    return np.concatenate([player.render(1000) for _ in range(round(seconds * RATE / 1000))])


def clicks(folder, bpm, name="loop.wav", beats=8, rate=RATE):
    """A loop of clicks on every beat, which lasts whole beats."""
    frames = np.zeros((round(beats * 60 / bpm * rate), 1), np.float32)
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, (400, 1))
    for beat in range(beats):
        at = round(beat * 60 / bpm * rate)
        frames[at : at + 400] = noise * np.linspace(1, 0, 400)[:, None]
    soundfile.write(folder / name, frames, rate)
    return folder / name


def hear(ear, path, hearing=Hearing(), bpm=120.0, **more):  # noqa: B008 - it is frozen
    ear.hear(path, hearing, bpm, **more)
    ear.finish()


def sounding(mix):
    """Seconds from the first to the last frame that is heard."""
    heard = np.flatnonzero(np.abs(mix[:, 0]) > 1e-3)
    return (heard[-1] - heard[0]) / RATE if len(heard) else 0.0


def test_a_sound_of_a_kit_is_heard_and_known(ear, player):
    hear(ear, KICK)
    mix = render(player)
    assert np.abs(mix).max() > 0.05
    facts = ear.facts(KICK)
    assert facts.is_complete
    assert (facts.rate, facts.fault) == (soundfile.info(KICK).samplerate, "")
    assert facts.seconds == pytest.approx(soundfile.info(KICK).duration)
    assert len(facts.outline.extremes) > 100
    assert facts.credit.licence == "CC0-1.0"


@pytest.mark.parametrize("level", [0.03, 0.3])
def test_loud_and_soft_files_are_heard_alike(ear, player, tmp_path, level):
    noise = np.random.default_rng(2).uniform(-level, level, (2 * RATE, 1))
    soundfile.write(tmp_path / "noise.wav", noise, RATE, subtype="FLOAT")
    hear(ear, tmp_path / "noise.wav")
    heard = float(np.sqrt(np.mean(np.square(render(player)))))
    assert gain_to_db(heard) == pytest.approx(COMMON_DB, abs=0.5)


def test_another_rate_is_brought_to_the_players(ear, player, tmp_path):
    time = np.arange(44_100) / 44_100
    soundfile.write(tmp_path / "tone.wav", 0.5 * np.sin(2 * np.pi * 1000 * time), 44_100)
    hear(ear, tmp_path / "tone.wav")
    mix = render(player)[:48_000, 0]
    assert int(np.argmax(np.abs(np.fft.rfft(mix)))) == 1000


def test_only_the_newest_is_heard(ear, player, tmp_path):
    paths = [clicks(tmp_path, 120, f"loop {n}.wav") for n in range(20)]
    for path in paths:
        ear.hear(path, Hearing(), 120.0)
    ear.finish()
    render(player)
    assert player.held == 1
    assert ear.facts(paths[-1]).is_complete
    assert sum(ear.facts(path) is not None for path in paths) < 20


def test_silence_is_not_broken_by_what_was_still_being_read(ear, player, tmp_path):
    ear.hear(clicks(tmp_path, 120), Hearing(), 120.0)
    ear.silence()
    ear.finish()
    render(player, 0.1)
    assert not render(player).any()


def test_a_file_that_is_no_sound_says_why(ear, player, tmp_path):
    bad = tmp_path / "bad.wav"
    bad.write_bytes(os.urandom(1000))
    hear(ear, bad)
    assert ear.facts(bad).fault
    hear(ear, tmp_path / "gone.wav")
    assert "no such file" in ear.facts(tmp_path / "gone.wav").fault
    hear(ear, KICK)
    assert render(player).any()


@pytest.mark.parametrize("fit", ["as it is", "re-pitched", "stretched"])
@pytest.mark.parametrize(
    ("frames", "rate"), [([[0.5]], RATE), (np.zeros((9000, 2)), 3000), (np.ones((999, 1)), 192_000)]
)
def test_odd_sounds_are_heard_and_known(ear, player, home, frames, rate, fit):
    soundfile.write(home / "odd.wav", frames, rate, subtype="FLOAT")
    hear(ear, home / "odd.wav", Hearing(fit=fit))
    assert np.abs(render(player, 0.1)).max() <= 1.0
    facts = ear.facts(home / "odd.wav")
    assert (facts.is_complete, facts.fault, facts.rate) == (True, "", rate)


def test_a_rate_that_is_none_is_refused(ear, home):
    soundfile.write(home / "slow.wav", np.zeros(30), 1)
    hear(ear, home / "slow.wav", Hearing(fit="stretched"))
    assert "its rate is 1 Hz" in ear.facts(home / "slow.wav").fault


def test_looking_is_silent(ear, player):
    ear.look(KICK)
    ear.finish()
    assert ear.facts(KICK).is_complete
    assert not render(player).any()


def test_a_loop_is_re_pitched_to_the_tempo(ear, player, tmp_path):
    loop = clicks(tmp_path, 120, "clicks 120bpm.wav")
    hear(ear, loop)
    plain = sounding(render(player, 5.0))
    hear(ear, loop, Hearing(fit="re-pitched"), bpm=100.0)
    assert sounding(render(player, 6.0)) == pytest.approx(plain * 1.2, rel=0.01)


def test_a_loop_is_stretched_to_the_tempo(ear, player, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    loop = clicks(tmp_path, 120, "clicks 120bpm.wav")
    hear(ear, loop, Hearing(fit="stretched"), bpm=100.0)
    assert sounding(render(player, 6.0)) == pytest.approx(7 * 0.6, rel=0.03)
    assert ear.facts(loop).fault == ""


def test_who_knows_the_tempo_better_is_believed(ear, player, tmp_path):
    loop = clicks(tmp_path, 120, "clicks 120bpm.wav")
    hear(ear, loop, Hearing(fit="re-pitched"), bpm=90.0, factor=0.75)
    assert sounding(render(player, 5.0)) == pytest.approx(3.5, rel=0.01)


def test_what_has_no_tempo_is_heard_as_it_is(ear, player):
    hear(ear, KICK, Hearing(begins="now"))
    plain = render(player)
    hear(ear, KICK, Hearing(fit="re-pitched", begins="now"), bpm=61.0)
    assert plain.any()
    np.testing.assert_array_equal(render(player), plain)


@pytest.mark.parametrize(
    ("sound", "music", "ratio"),
    [
        (120, 120, 1),
        (120, 100, 1.2),
        (174, 87, 1),
        (70, 140, 1),
        (160, 90, 160 / 180),
        (60, 200, 1.2),
    ],
)
def test_half_and_double_are_near_each_other(sound, music, ratio):
    assert fitting_ratio(sound, music) == pytest.approx(ratio)


def test_what_the_file_says_of_its_maker_is_known(ear, tmp_path):
    path = clicks(tmp_path, 120)
    with soundfile.SoundFile(tmp_path / "by.wav", "w", RATE, 1) as file:
        file.artist, file.copyright = "Anna\x1b[31m", "CC-BY"
        file.write(soundfile.read(path)[0])
    hear(ear, tmp_path / "by.wav")
    credit = ear.facts(tmp_path / "by.wav").credit
    assert (credit.author[:4], credit.licence) == ("Anna", "CC-BY")
    assert "\x1b" not in credit.author


def test_a_long_sound_is_heard_by_its_beginning_and_told_as_a_whole(ear, tmp_path):
    frames = np.random.default_rng(3).uniform(-0.1, 0.1, 90 * 8000)
    soundfile.write(tmp_path / "long.wav", frames, 8000)
    hear(ear, tmp_path / "long.wav")
    facts = ear.facts(tmp_path / "long.wav")
    assert facts.seconds == pytest.approx(90.0)
    assert facts.outline.seconds == pytest.approx(60.0)


def test_what_is_gone_to_and_fro_between_is_not_read_twice(ear, tmp_path):
    path = clicks(tmp_path, 120)
    hear(ear, path)
    path.unlink()
    hear(ear, path)
    assert ear.facts(path).fault == ""


def test_no_more_than_a_few_sounds_are_kept(ear, tmp_path):
    paths = [clicks(tmp_path, 240, f"{n}.wav", beats=1, rate=8000) for n in range(40)]
    for path in paths:
        hear(ear, path)
        path.unlink()
    hear(ear, paths[-1])
    assert ear.facts(paths[-1]).fault == ""
    hear(ear, paths[0])
    assert "no such file" in ear.facts(paths[0]).fault
