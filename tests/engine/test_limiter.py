"""The limiter: true peaks stay under the ceiling, and below it nothing is touched."""

import numpy as np
import pytest
from mastering import (
    BLOCKS,
    RATE,
    Limiter,
    both,
    decibels,
    gain,
    noise,
    silence,
    sine,
    true_peak_db,
)

CEILING = -1.0
TOLERANCE = 0.1  # dB
RATES = (44_100, 48_000, 96_000, 192_000)


def padded(frames, rate=RATE):
    """With silence around it, so that the limiter's delay loses nothing."""
    return np.concatenate([silence(0.01, rate), frames, silence(0.02, rate)])


def overshoot(frames, rate=RATE, ceiling_db=CEILING, release=80.0):
    """dB of true peak above the ceiling, of what comes out."""
    out = Limiter(rate).set(ceiling_db, release).process(padded(frames, rate))
    return true_peak_db(out) - ceiling_db


def square(hertz, rate=RATE):
    time = np.arange(rate // 5) / rate
    return both(2 * np.sign(np.sin(2 * np.pi * hertz * time + 0.1)))


def kick():
    time = np.arange(RATE // 2) / RATE
    sweep = 60 * (time + 0.02 * (1 - np.exp(-time / 0.01)))
    return both(4 * np.exp(-time / 0.06) * np.sin(2 * np.pi * sweep))


def hat():
    return noise(0.2, 12) * np.exp(-np.arange(9600) / 600)[:, None].astype(np.float32)


def impulses():
    out = silence(0.2)
    out[1000] = 2
    out[3000:3002] = 1.5
    out[5000:5002] = [1.8], [-1.8]
    out[7000:7040] = np.tile([1.2, 1.2, -1.2, -1.2], 10)[:, None]
    return out


@pytest.mark.parametrize("rate", RATES)
def test_a_peak_between_the_frames_is_seen(rate):
    """A sine of a quarter of the rate whose frames all lie 3 dB below its peaks."""
    assert overshoot(sine(rate / 4, 0.2, 2, rate, np.pi / 4), rate) <= TOLERANCE


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("make", [noise, square], ids=["noise", "square"])
def test_loud_broad_sounds_stay_under_the_ceiling(make, rate):
    sound = noise(0.4, 12, rate) if make is noise else square(1000, rate)
    assert overshoot(sound, rate) <= TOLERANCE


@pytest.mark.parametrize("make", [kick, hat, impulses])
def test_drums_stay_under_the_ceiling(make):
    assert overshoot(make()) <= TOLERANCE


def test_low_frames_do_not_hide_a_high_wave():
    """Frames of one magnitude, 5 dB under the ceiling, whose wave rises highest between two."""
    signs = np.sign(np.sinc(np.arange(-11, 13) - 0.5))
    limiter, burst = Limiter().set(CEILING), both(gain(CEILING - 5) * signs)
    assert true_peak_db(padded(burst)) > CEILING + 2
    assert true_peak_db(limiter.process(padded(burst))) < true_peak_db(padded(burst)) - 2


def test_the_whole_gain_has_arrived_at_the_peak():
    limiter, impulse = Limiter().set(CEILING), silence(0.1)
    impulse[1000] = 2
    out = limiter.process(impulse)[1000 + limiter.latency]
    assert decibels(out) == pytest.approx([CEILING - 0.05] * 2, abs=1e-4)


@pytest.mark.parametrize("share", [0.01, 0.1, 0.3, 0.4, 0.45])
def test_no_phase_of_a_sine_slips_through(share):
    swell = np.minimum(1, 3 * np.hanning(4800))[:, None].astype(np.float32)
    for phase in np.linspace(0, np.pi, 9):
        assert overshoot(swell * sine(share * RATE, 0.1, 9, phase=phase)) <= TOLERANCE


@pytest.mark.parametrize(("ceiling_db", "release"), [(0.0, 10.0), (-12.0, 1000.0)])
def test_every_ceiling_and_release_holds(ceiling_db, release):
    assert overshoot(hat(), ceiling_db=ceiling_db, release=release) <= TOLERANCE


def test_it_limits_no_more_than_it_must():
    out = Limiter().set(CEILING).process(sine(1000, 1, 9))
    assert true_peak_db(out[RATE // 2 :]) == pytest.approx(CEILING, abs=0.1)


def test_below_the_ceiling_it_only_delays():
    limiter = Limiter().set(CEILING)
    sound = noise(0.5, -1.2)
    out = limiter.process(sound)
    assert np.array_equal(out[limiter.latency :], sound[: -limiter.latency])
    assert limiter.reduction() == 0


def test_off_passes_every_bit_of_any_level():
    limiter = Limiter().set(None)
    sound = noise(0.5, 40)
    out = limiter.process(sound)
    assert np.array_equal(out[limiter.latency :], sound[: -limiter.latency])


@pytest.mark.parametrize("rate", [8000, *RATES])
def test_the_latency_is_the_one_it_names(rate):
    limiter = Limiter(rate).set(CEILING)
    impulse = silence(0.1, rate)
    impulse[0] = 0.25
    assert np.flatnonzero(limiter.process(impulse)[:, 0]).tolist() == [limiter.latency]


def test_it_opens_again_in_its_release_time_and_to_exactly_one():
    limiter = Limiter().set(CEILING, release=50)
    burst = np.concatenate([sine(1000, 0.1, 11), both(np.full(2 * RATE, 0.1))])
    opening = limiter.process(burst)[round(0.1 * RATE) + 2 * limiter.latency :, 0] / burst[-1, 0]
    depth, later = 1 - opening[0], 1 - opening[round(0.05 * RATE)]
    assert later == pytest.approx(depth * np.exp(-1), rel=0.05)
    assert (opening[-RATE // 2 :] == 1).all()


def test_the_gain_has_no_corners_that_click():
    """Closing by 13 dB within 1.5 ms, no frame's step is more than twice the average one."""
    limiter = Limiter().set(CEILING)
    sound = both(np.full(RATE, 0.01))
    sound[RATE // 2 : RATE // 2 + 3] = 4
    gains = (limiter.process(sound)[limiter.latency :] / sound[: -limiter.latency])[:, 0]
    assert np.abs(np.diff(gains)).max() < 2.1 * (1 - gains.min()) / (0.0015 * RATE)
    assert np.abs(np.diff(gains, 2)).max() < 0.005


def test_reduction_says_what_is_taken():
    limiter = Limiter().set(CEILING)
    limiter.process(sine(1000, 0.5, 5))
    assert limiter.reduction() == pytest.approx(6, abs=0.2)


@pytest.mark.parametrize("block", BLOCKS)
def test_blocks_do_not_matter(block):
    sound = np.concatenate([hat(), silence(0.1), noise(0.1, -20), kick(), noise(0.1, -1.3)])
    once = Limiter().set(release=20).process(sound, 100_000)
    assert np.array_equal(Limiter().set(release=20).process(sound, block), once)


@pytest.mark.parametrize("poison", [np.nan, np.inf])
def test_a_broken_frame_leaves_no_trace_after_a_reset(poison):
    limiter, sound = Limiter().set(), noise(0.2, 6)
    broken = sound.copy()
    broken[-40:] = poison
    limiter.process(broken)
    limiter.reset()
    assert np.array_equal(limiter.process(sound), Limiter().set().process(sound))


def test_a_million_frames_at_the_ceiling_do_not_drift():
    limiter = Limiter().set(CEILING)
    loud = sine(997, 1, 6)
    for _ in range(20):
        limiter.process(loud)
    limiter.process(silence(8))
    assert limiter.reduction() == 0
    quiet = noise(0.1, -3)
    out = limiter.process(quiet)
    assert np.array_equal(out[limiter.latency :], quiet[: -limiter.latency])


def test_switching_it_on_is_not_late_for_the_next_peak():
    limiter, before, after = Limiter().set(None), sine(1000, 0.1, -20), sine(1000, 0.1, 6)
    limiter.process(before)
    limiter.set(CEILING)
    out = limiter.process(padded(after))
    assert np.abs(out).max() <= gain(CEILING + TOLERANCE)
