"""Fidelity: what pitch may cost, in figures."""

import numpy as np
import pytest
from rig import RATE, noise, one_shot, sine
from spectra import level_db, sine_to_rest_db, sweep

from padsketch.engine import instructions

FRAMES = 24_000
TUNES = [-24.0, -12.0, -5.0, 0.13, 3.0, 7.0, 12.0, 19.0, 24.0]


@pytest.mark.parametrize("channels", [1, 2])
def test_an_untuned_sound_is_a_copy_bit_for_bit(channels):
    sound = noise(5000, channels)
    np.testing.assert_array_equal(
        one_shot(sound, 5000), np.broadcast_to(sound, (5000, 2)), strict=True
    )


@pytest.mark.parametrize("tune", TUNES)
@pytest.mark.parametrize("channels", [1, 2])
def test_a_tuned_sine_keeps_110_db_of_distance_to_everything_else(tune, channels):
    sound = sine(5 * FRAMES, 997, channels=channels)
    for side in one_shot(sound, FRAMES, tune=tune)[500:].T:
        assert sine_to_rest_db(side, 997 * 2 ** (tune / 12) / RATE) > 110


@pytest.mark.parametrize("tune", [5.0, 7.0, 12.0, 19.0, 24.0])
def test_nothing_of_a_full_band_sweep_folds_back_above_96_db_below_it(tune):
    """What lies beyond half the rate after tuning must be gone; where it lies, time says."""
    frames = 6 * RATE
    ratio = 2 ** (tune / 12)
    heard = one_shot(sweep(frames), int(frames / ratio), tune=tune)[:, 0].astype(np.float64)
    beyond = heard[int(len(heard) / ratio * 1.002) : -200]
    assert 20 * np.log10(np.abs(beyond).max()) < -96


@pytest.mark.parametrize("tune", TUNES)
@pytest.mark.parametrize("share", [0.01, 0.1, 0.2, 0.3, 0.35, 0.4])
def test_the_level_holds_up_to_two_fifths_of_the_slower_rate(tune, share):
    ratio = np.ceil(tune) if tune > 0 else 0.0  # half a semitone is read like the whole one above
    cycles = share / 2 ** (ratio / 12)
    heard = one_shot(sine(5 * FRAMES, cycles * RATE), FRAMES, tune=tune)[500:, 0]
    assert abs(level_db(heard, cycles * 2 ** (tune / 12))) < 0.05


@pytest.mark.parametrize("tune", [-12.0, -5.0, 7.0, 12.0])
def test_the_images_of_high_sounds_do_not_come_down_with_the_pitch(tune):
    """A sound at 0.3 of the slower rate is the hardest that must come out clean."""
    cycles = 0.3 / max(1.0, 2 ** (tune / 12))
    heard = one_shot(sine(5 * FRAMES, cycles * RATE), FRAMES, tune=tune)[500:, 0]
    assert sine_to_rest_db(heard, cycles * 2 ** (tune / 12)) > 96


@pytest.mark.parametrize("tune", [-12.0, 7.0, 12.0])
def test_a_quiet_sound_is_not_lost_in_the_noise_of_its_tuning(tune):
    heard = one_shot(sine(5 * FRAMES, 997) * np.float32(1e-4), FRAMES, tune=tune)[500:, 0]
    assert sine_to_rest_db(heard, 997 * 2 ** (tune / 12) / RATE) > 110


@pytest.mark.parametrize("tune", [-7.0, 12.0])
def test_a_steady_sound_stays_where_it_is(tune):
    heard = one_shot(np.full((3 * FRAMES, 1), 0.5, np.float32), FRAMES, tune=tune)[500:]
    np.testing.assert_allclose(heard, 0.5, rtol=1e-6)


@pytest.fixture
def each_set():
    """Renders once with each instruction set of this processor."""
    yield lambda make: [(instructions.use(name), make())[1] for name in instructions.available()]
    instructions.use(instructions.available()[-1])


@pytest.mark.parametrize("tune", [*TUNES, 0.0, 30.0])
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("decay", [0.0, 80.0])
def test_no_instruction_set_sounds_different(each_set, tune, channels, decay):
    sound = noise(9000, channels)
    mixes = each_set(lambda: one_shot(sound, 9999, tune=tune, decay=decay, pan=0.3))
    for mix in mixes[1:]:
        np.testing.assert_array_equal(mix, mixes[0])
