"""How loud a whole sound is: by the signals of EBU Tech 3341, through everything that plays it."""

import numpy as np
import pytest
from mastering import both, noise, sine, true_peak_db

from padsketch.engine.measuring import loudness_of


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000, 96_000, 192_000])
@pytest.mark.parametrize("level_db", [-23.0, -33.0])
def test_a_steady_tone_reads_its_level(rate, level_db):
    measured = loudness_of(sine(1000, 5, level_db, rate), rate)
    assert measured.integrated == pytest.approx(level_db, abs=0.1)
    assert measured.true_peak_db == pytest.approx(level_db, abs=0.2)


def test_the_relative_gate_leaves_out_the_quiet_part():
    parts = [sine(1000, seconds, level) for seconds, level in ((10, -36), (60, -23), (10, -36))]
    assert loudness_of(np.concatenate(parts), 48_000).integrated == pytest.approx(-23, abs=0.1)


def test_one_channel_is_measured_as_it_is_heard_from_two_speakers():
    stereo = sine(1000, 2, -20)
    mono = np.ascontiguousarray(stereo[:, :1])
    assert loudness_of(mono, 48_000) == loudness_of(stereo, 48_000)


def test_a_peak_between_two_frames_is_found():
    frames = noise(1, 0.0)
    found = loudness_of(frames, 48_000).true_peak_db
    assert found == pytest.approx(true_peak_db(frames), abs=0.3)
    assert found > 0.1


def test_what_is_too_short_or_silent_has_no_loudness():
    assert loudness_of(sine(1000, 0.2), 48_000).integrated is None
    silent = loudness_of(both(np.zeros(48_000)), 48_000)
    assert silent == (None, None)


def test_a_rate_that_no_meter_knows_is_refused():
    with pytest.raises(ValueError, match="700"):
        loudness_of(both(np.zeros(1000)), 700)
