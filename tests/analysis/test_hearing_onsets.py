"""Where sounds begin: a slice that starts late has lost its attack, one too many is a stutter."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_sounds import RATE, hat, kick, mono, noise, placed, seconds, sine

from padsketch.analysis.onsets import Onsets, onset_strength, onsets

MILLISECOND = RATE // 1000
PLACES = (1_000, 20_000, 50_001, 70_007)


def heard(frames, rate=RATE, sensitivity=0.5):
    return onsets(mono(frames) if frames.ndim == 1 else frames, rate, sensitivity)


def test_clicks_are_found_to_the_frame():
    clicks = np.zeros(2 * RATE)
    clicks[list(PLACES)] = 1.0
    assert heard(clicks) == PLACES


@pytest.mark.parametrize("rate", [8_000, 22_050, 48_000, 96_000, 192_000])
def test_clicks_are_found_at_any_rate(rate):
    clicks = np.zeros(2 * rate)
    places = tuple(rate * at // 10 for at in (1, 5, 12))
    clicks[list(places)] = 1.0
    assert heard(clicks, rate) == places


@pytest.mark.parametrize("level", [1.0, 0.001])
def test_attacks_are_found_within_a_millisecond_at_any_level(level):
    places = [RATE * at // 4 for at in range(8)]
    drums = [kick(), hat()] * 4
    found = heard(level * placed(zip(places, drums, strict=True), 2))
    assert len(found) == len(places)
    assert all(abs(a - b) <= MILLISECOND for a, b in zip(found, places, strict=True))


def test_a_hat_over_a_ringing_bass_is_found():
    bass = sine(50, 2)
    found = heard(mono(bass) + placed([(RATE, hat(0.1))], 2))
    assert len(found) == 2
    assert abs(found[1] - RATE) <= MILLISECOND


def test_attacks_that_cancel_between_the_sides_are_found():
    sound = placed([(RATE // 2, hat())], 1)
    assert len(heard(np.hstack([sound, -sound]))) == 1


FADE = np.minimum(1.0, seconds(2))


@pytest.mark.parametrize(
    "sound",
    [
        pytest.param(sine(220, 2), id="tone"),
        pytest.param(sine(45, 2), id="deep tone"),
        pytest.param(sine(220, 2) + sine(221.5, 2) + sine(277, 2), id="beating chord"),
        pytest.param(noise(2), id="noise"),
        pytest.param(0.001 * noise(2), id="quiet noise"),
        pytest.param(noise(2) * FADE, id="fade in"),
        pytest.param(sine(220, 2) * FADE, id="tone that fades in"),
        pytest.param(noise(2) * FADE[::-1], id="fade out"),
        pytest.param(sine(440, 2) * (1 + 0.5 * sine(4, 2)), id="tremolo"),
        pytest.param(np.sin(2 * np.pi * 440 * seconds(2) + 10 * sine(5, 2)), id="vibrato"),
    ],
)
def test_what_goes_on_steadily_has_no_onset_but_its_beginning(sound):
    assert [frame for frame in heard(sound) if frame > MILLISECOND] == []


@pytest.mark.parametrize("length", [0, 1, 7, 500])
def test_the_shortest_sounds_do_no_harm(length):
    assert set(heard(np.full(length, 0.5))) <= {0}


def test_silence_has_no_onsets():
    assert heard(np.zeros(RATE)) == ()
    assert not onset_strength(mono(np.zeros(RATE)), RATE).any()


def test_sensitivity_only_adds_onsets():
    rng = np.random.default_rng(3)
    hits = [(frame, rng.uniform(0.003, 1.0) * hat(1)) for frame in range(0, 4 * RATE, RATE // 8)]
    listened = Onsets.listen(placed(hits, 4) + mono(0.01 * noise(4)), RATE)
    counts = [len(listened.at(sensitivity)) for sensitivity in np.linspace(0, 1, 9)]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


def test_two_onsets_are_never_nearer_than_a_slice_can_be():
    rng = np.random.default_rng(5)
    frames = np.sort(rng.integers(0, 2 * RATE, 60))
    found = np.array(heard(placed([(frame, hat()) for frame in frames], 2), sensitivity=1.0))
    assert len(found) > 10
    assert np.diff(found).min() >= 0.03 * RATE


def test_a_cut_lands_where_the_wave_crosses_zero():
    # 997 Hz crosses zero every 22 frames, and so within the millisecond before any attack.
    tone = mono(sine(997, 2))
    (cut,) = [frame for frame in heard(tone + placed([(RATE, kick())], 2)) if frame > 100]
    sides = (tone[cut - 1, 0], tone[cut, 0])
    assert sides[0] * sides[1] <= 0
    assert abs(cut - RATE) <= MILLISECOND + 1


@given(st.integers(1, 3_000), st.integers(1, 2), st.integers(0, 2**32 - 1), st.floats(1e-30, 1e3))
@settings(max_examples=60)
def test_no_sound_has_an_onset_outside_of_itself(length, channels, seed, level):
    rng = np.random.default_rng(seed)
    frames = rng.uniform(-level, level, (length, channels)) * rng.integers(0, 2, (length, 1))
    found = onsets(frames.astype(np.float32), 8_000, 1.0)
    assert list(found) == sorted(set(found))
    assert all(0 <= frame < length for frame in found)
