"""Drive and crusher: what they add to a sound, what they must not, and what they leave alone."""

import numpy as np
import pytest
from rig import RATE, kit_of, noise, one_shot, pad, play, project_of, sine

TAPE, TUBE, HARD, FOLD = 0.0, 1.0, 2.0, 3.0
CURVES = [TAPE, TUBE, HARD, FOLD]


def spectrum(mix):
    """Levels in dB below the highest, a bin a hertz."""
    window = np.blackman(RATE) ** 2
    levels = np.abs(np.fft.rfft(mix[:RATE].astype(np.float64) * window))
    return 20 * np.log10(np.maximum(levels / levels.max(), 1e-12))


def driven(hertz, peak=0.5, **options):
    """A second of a sine, after what comes first has passed."""
    heard = one_shot(sine(RATE + 4800, hertz) * np.float32(peak), RATE + 4800, **options)
    return heard[4800:, 0]


def between_harmonics(levels, hertz):
    """The highest level that is no multiple of the tone, up to 20 kHz."""
    bins = np.arange(len(levels))
    off = np.abs((bins + hertz // 2) % hertz - hertz // 2) > 15
    return levels[off & (bins > 30) & (bins < 20_000)].max()


@pytest.mark.parametrize("curve", CURVES)
def test_no_drive_changes_no_bit(curve):
    sound = noise(5000, 2)
    np.testing.assert_array_equal(one_shot(sound, 5000, drive=0.0, drive_curve=curve), sound)


@pytest.mark.parametrize(
    ("curve", "hertz", "bar"),
    [
        (TAPE, 1003, -110),
        (TUBE, 1003, -100),
        (FOLD, 1003, -110),
        (HARD, 1003, -65),
        (TAPE, 5003, -65),
        (TUBE, 5003, -50),
        (FOLD, 5003, -85),
        (HARD, 5003, -40),
    ],
)
def test_24_db_of_drive_do_not_alias(curve, hertz, bar):
    levels = spectrum(driven(hertz, drive=24.0, drive_curve=curve))
    assert between_harmonics(levels, hertz) < bar
    assert levels[3 * hertz] > -30  # it does bend


@pytest.mark.parametrize("curve", CURVES)
@pytest.mark.parametrize("drive", [0.01, 0.5, 1.0, 6.0, 12.0, 24.0])
def test_a_driven_sound_is_as_loud_as_it_was(curve, drive):
    heard = driven(997, drive=drive, drive_curve=curve)
    assert 20 * np.log10(np.std(heard) / (0.5 / 2**0.5)) == pytest.approx(0, abs=0.5)


@pytest.mark.parametrize("curve", [TAPE, TUBE, HARD])
def test_the_most_drive_makes_a_loud_sound_no_louder_and_a_soft_one_not_louder_than_that(curve):
    loud, soft = (driven(997, peak, drive=48.0, drive_curve=curve) for peak in (1.0, 0.05))
    assert np.std(loud) < 1.05 * 0.5 / 2**0.5 * 2**0.5
    assert np.std(soft) < 1.05 * np.std(loud)


def test_little_drive_is_little_change():
    sound = sine(RATE, 200) * np.float32(0.8)
    heard = one_shot(sound, RATE, drive=0.01)
    late = 4.08 / RATE  # the filters around the curve
    expected = 0.8 * np.sin(2 * np.pi * 200 * (np.arange(RATE) / RATE - late))
    np.testing.assert_allclose(heard[1000:-100, 0], expected[1000:-100], atol=3e-3)


@pytest.mark.parametrize("curve", [TAPE, HARD, FOLD])
def test_an_even_curve_makes_odd_harmonics_only(curve):
    levels = spectrum(driven(500, drive=18.0, drive_curve=curve))
    assert levels[1500] > -30
    assert levels[1000] < -100


def test_the_tube_makes_even_harmonics_and_no_mean():
    heard = driven(500, drive=18.0, drive_curve=TUBE)
    assert spectrum(heard)[1000] > -30
    assert abs(heard.mean()) < 1e-3


@pytest.mark.parametrize("drive", [6.0, 36.0])
def test_both_sides_are_driven_alike_and_apart(drive):
    left = noise(4000)
    both = one_shot(np.hstack([left, noise(4000, seed=1)]), 4100, drive=drive)
    np.testing.assert_array_equal(both[:, 0], one_shot(left, 4100, drive=drive)[:, 0])


def test_the_end_of_a_driven_sound_rings_out():
    heard = one_shot(np.full((1000, 1), 0.5, np.float32), 2000, drive=6.0)[:, 0]
    assert np.abs(heard[1000:1010]).max() > 1e-3
    assert np.abs(heard[1050:1064]).max() < 0.03
    assert not heard[1064:].any()


@pytest.mark.parametrize("bits", [1.0, 4.0, 8.0, 12.0, 12.5, 16.0])
def test_every_value_stands_on_a_step_of_its_depth(bits):
    sound = noise(5000, 2) * np.float32(1.9)
    heard = one_shot(sound, 5000, bits=bits)
    step = 2.0 ** (1 - bits)
    np.testing.assert_allclose(heard / step, np.round(heard / step), atol=1e-2)
    assert np.abs(heard - sound).max() <= step / 2 * 1.001


def test_an_old_converter_clips_at_full_scale_and_is_silent_below_half_a_step():
    sound = np.linspace(-2, 2, 4001, dtype=np.float32)[:, None]
    heard = one_shot(sound, 4001, bits=8.0)[:, 0]
    assert heard.min() == -1
    assert heard.max() == 1
    assert not heard[np.abs(sound[:, 0]) < 0.49 / 128].any()


@pytest.mark.parametrize(
    "options", [{"bits": 24.0}, {"crush_rate": 192_000.0}, {"crush_rate": 48_000.0}]
)
def test_a_crusher_that_is_open_changes_no_bit(options):
    sound = noise(5000, 2)
    np.testing.assert_array_equal(one_shot(sound, 5000, **options), sound)


@pytest.mark.parametrize("hold", [2, 3, 7, 96])
def test_a_value_is_held_from_the_first_frame_on(hold):
    sound = noise(9600, 2)
    heard = one_shot(sound, 9600, crush_rate=RATE / hold)
    expected = np.repeat(sound[::hold], hold, axis=0)[:9600]
    np.testing.assert_array_equal(heard, expected)


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
def test_the_images_of_a_lower_rate_stay(rate):
    tone = (0.5 * np.sin(2 * np.pi * 1000 * np.arange(rate) / rate)).astype(np.float32)[:, None]
    heard = one_shot(tone, rate, rate=rate, crush_rate=12_000.0)[:, 0]
    levels = np.abs(np.fft.rfft(heard * np.hanning(rate)))
    for image in (11_000, 13_000):
        nearby = levels[image - 3 : image + 4].max() / levels.max()
        held = abs(np.sinc(image / 12_000) / np.sinc(1000 / 12_000))
        assert 20 * np.log10(nearby) == pytest.approx(20 * np.log10(held), abs=1.5)


@pytest.mark.parametrize("block", [1, 31, 32, 100, 257])
def test_where_a_block_ends_leaves_no_trace_in_drive_and_crusher(block):
    kit = kit_of(
        pad("p", drive=18.0, drive_curve=TUBE, bits=9.0, crush_rate=17_000.0),
        pad("q", drive=30.0, drive_curve=FOLD, cutoff=2000.0, decay=90.0),
    )
    sounds = {"p": noise(3000), "q": noise(4500, 2, seed=1)}
    project = project_of(bpm=250.0, p="X.x.oX", q=".XxX")
    whole = play(project, kit, sounds, 15_000, block=8192)
    np.testing.assert_array_equal(play(project, kit, sounds, 15_000, block=block), whole)
