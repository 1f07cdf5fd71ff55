"""Tracks that mask each other: named when they do, left alone when they take turns."""

import numpy as np
import pytest

from padsketch.analysis.clashes import Clashes

RATE = 48_000
NAMES = ("Kick", "Bass", "Hat")
TIME = np.arange(4 * RATE) / RATE


def tone(hertz, level=0.5, when=None):
    return level * np.sin(2 * np.pi * hertz * TIME) * (1 if when is None else when)


def clashes(*tracks, part=8192):
    stems = np.stack([np.stack([track, track], axis=1) for track in tracks]).astype(np.float32)
    heard = Clashes(RATE)
    for start in range(0, stems.shape[1], part):
        heard.hear(stems[:, start : start + part])
    return [clash.words(NAMES) for clash in heard.found()]


def test_two_basses_at_once_are_named_with_their_band():
    (words,) = clashes(tone(80), tone(95), tone(5_000))
    assert words == (
        "Kick and Bass both carry the bass (60 to 120 Hz) for 100 % of the time that it sounds."
    )


def test_basses_that_take_turns_do_not_clash():
    turns = (TIME % 1.0 < 0.5).astype(float)
    assert clashes(tone(80, when=turns), tone(95, when=1 - turns)) == []


def test_half_of_the_time_is_half():
    (words,) = clashes(tone(80), tone(95, when=TIME < 2.0))
    assert any(f"{share} %" in words for share in (49, 50, 51))


@pytest.mark.parametrize(("level", "is_named"), [(0.4, True), (0.05, False)])
def test_a_track_that_is_buried_anyway_does_not_clash(level, is_named):
    assert bool(clashes(tone(80), tone(95, level))) == is_named


def test_tracks_in_different_bands_do_not_clash():
    assert clashes(tone(45), tone(90), tone(200)) == []


def test_high_sounds_may_share_their_band():
    assert clashes(tone(5_000), tone(5_100)) == []


def test_silence_has_no_clashes():
    assert clashes(0 * TIME, 0 * TIME) == []
    assert Clashes(RATE).found() == []


def test_the_first_moment_is_told():
    heard = Clashes(RATE)
    tracks = [tone(80), tone(95, when=TIME >= 2.0)]
    heard.hear(np.stack([np.stack([t, t], axis=1) for t in tracks]).astype(np.float32))
    (clash,) = heard.found()
    assert clash.seconds == pytest.approx(2.0, abs=0.1)
