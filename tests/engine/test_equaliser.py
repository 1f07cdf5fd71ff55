"""The equaliser of a strip, reached alone: its responses, its rest, and how it moves."""

import ctypes

import numpy as np
import pytest
from nouns import address, new_noun, noun_library
from rig import noise, sine

RATE = 48_000
LENGTH = 1 << 15
PLAIN = {
    "low_hz": 100.0,
    "low_db": 0.0,
    "mid_hz": 1000.0,
    "mid_q": 0.7,
    "mid_db": 0.0,
    "high_hz": 8000.0,
    "high_db": 0.0,
}


class Equalisation(ctypes.Structure):
    _fields_ = [(name, ctypes.c_float) for name in PLAIN]


class Equaliser:
    def __init__(self, rate=RATE, **settings):
        self._library = noun_library("_equaliser.c")
        self._noun = new_noun(self._library, "equaliser")
        self._library.ps_equaliser_init(self._noun, rate)
        self.set(**settings)

    def set(self, **settings):
        values = Equalisation(**{**PLAIN, **settings})
        self._library.ps_equaliser_set(self._noun, ctypes.byref(values))

    def process(self, frames, block=256):
        out = np.array(np.broadcast_to(frames, (len(frames), 2)), dtype=np.float32)
        for first in range(0, len(out), block):
            part = out[first : first + block]
            self._library.ps_equaliser_process(self._noun, address(part), len(part))
        return out


def response_db(rate=RATE, **settings):
    """(hertz, dB) up to half the rate, from what an impulse becomes."""
    impulse = np.zeros((LENGTH, 1), dtype=np.float32)
    impulse[0] = 1.0
    heard = Equaliser(rate, **settings).process(impulse)[:, 0]
    hertz = np.fft.rfftfreq(LENGTH, 1 / rate)
    return hertz, 20 * np.log10(np.abs(np.fft.rfft(heard.astype(np.float64))) + 1e-12)


def level_at(wanted, **settings):
    hertz, level = response_db(**settings)
    return float(np.interp(wanted, hertz, level))


def cookbook_db(kind, hertz, gain_db, quality, rate, at):
    """The response of R. Bristow-Johnson's Audio EQ Cookbook, worked out in double precision."""
    a, w = 10 ** (gain_db / 40), 2 * np.pi * hertz / rate
    cos, alpha = np.cos(w), np.sin(w) / (2 * quality)
    if kind == "mid":
        b, c = (1 + alpha * a, -2 * cos, 1 - alpha * a), (1 + alpha / a, -2 * cos, 1 - alpha / a)
    else:
        s, root = (1 if kind == "low" else -1), 2 * np.sqrt(a) * alpha
        b = (
            a * ((a + 1) - s * (a - 1) * cos + root),
            s * 2 * a * ((a - 1) - s * (a + 1) * cos),
            a * ((a + 1) - s * (a - 1) * cos - root),
        )
        c = (
            (a + 1) + s * (a - 1) * cos + root,
            s * -2 * ((a - 1) + s * (a + 1) * cos),
            (a + 1) + s * (a - 1) * cos - root,
        )
    z = np.exp(-2j * np.pi * at / rate)
    return 20 * np.log10(np.abs(np.polyval(b[::-1], z) / np.polyval(c[::-1], z)))


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
@pytest.mark.parametrize("gain_db", [-18.0, -3.0, 6.0, 18.0])
@pytest.mark.parametrize(("kind", "hertz"), [("low", 120.0), ("mid", 900.0), ("high", 7000.0)])
def test_a_band_has_the_response_that_is_expected_of_it(rate, gain_db, kind, hertz):
    heard_at, heard = response_db(rate, **{f"{kind}_hz": hertz, f"{kind}_db": gain_db})
    audible = (heard_at > 20) & (heard_at < 20_000)
    quality = 0.7 if kind == "mid" else np.sqrt(0.5)
    wanted = cookbook_db(kind, hertz, gain_db, quality, rate, heard_at[audible])
    np.testing.assert_allclose(heard[audible], wanted, atol=0.05)


def test_a_narrow_bell_leaves_its_neighbours_alone():
    bell = {"mid_hz": 1000.0, "mid_q": 10.0, "mid_db": 12.0}
    assert level_at(1000, **bell) == pytest.approx(12.0, abs=0.05)
    assert abs(level_at(500, **bell)) < 0.3
    assert abs(level_at(2000, **bell)) < 0.3


def test_three_bands_add_up():
    settings = {"low_db": 6.0, "mid_db": -4.0, "mid_q": 2.0, "high_db": 3.0}
    assert level_at(10, **settings) == pytest.approx(6.0, abs=0.2)
    assert level_at(1000, **settings) == pytest.approx(-4.0, abs=0.2)
    assert level_at(20_000, **settings) == pytest.approx(3.0, abs=0.3)


def test_at_0_db_every_bit_passes():
    sound = noise(5000, 2)
    np.testing.assert_array_equal(Equaliser(low_hz=50.0, mid_q=5.0).process(sound), sound)


def test_both_sides_are_equalised_apart():
    sound = noise(5000, 2)
    sound[:, 1] = 0
    heard = Equaliser(low_db=9.0, mid_db=-9.0, high_db=9.0).process(sound)
    assert heard[:, 0].any()
    assert not heard[:, 1].any()


@pytest.mark.parametrize("block", [1, 7, 32, 100, 8192])
def test_block_size_does_not_matter(block):
    shaped = {"low_db": 6.0, "mid_db": -12.0, "high_db": 3.0}
    sound = noise(5000, 2)
    expected = Equaliser(**shaped).process(sound)
    np.testing.assert_array_equal(Equaliser(**shaped).process(sound, block), expected)


@pytest.mark.parametrize("rate", [8_000, 192_000])
def test_any_setting_is_stable_at_any_rate(rate):
    """A band above half the rate is moved below it; the lowest is a tiny part of the highest."""
    for hertz in (20.0, 1000.0, 18_000.0):
        for gain_db in (-18.0, 18.0):
            shelves = {"low_hz": hertz, "low_db": gain_db, "high_hz": hertz, "high_db": gain_db}
            bell = {"mid_hz": max(100.0, hertz), "mid_db": gain_db, "mid_q": 10.0}
            equaliser = Equaliser(rate, **shelves, **bell)
            equaliser.process(noise(rate // 2))
            rest = equaliser.process(np.zeros((2 * rate, 1), dtype=np.float32))
            assert np.isfinite(rest).all()
            assert np.abs(rest[-100:]).max() < 1e-6


def test_a_setting_that_moves_does_not_click():
    """In steps as control points make them: what is heard beside the sine stays below -60 dB."""
    equaliser, tone = Equaliser(), sine(9600, 200.0)
    parts = []
    for n in range(0, 9600, 32):
        way = min(1.0, n / 1440)
        equaliser.set(low_db=12.0 * way, mid_hz=1000.0 + 4000.0 * way, mid_db=-12.0 * way)
        parts.append(equaliser.process(tone[n : n + 32]))
    heard = np.concatenate(parts)[:4096, 0] * np.blackman(4096)
    spectrum = np.abs(np.fft.rfft(heard))
    far = np.fft.rfftfreq(4096, 1 / RATE) > 2000
    assert 20 * np.log10(spectrum[far].max() / spectrum.max()) < -60


def test_turned_flat_it_forgets_what_it_heard():
    equaliser = Equaliser(mid_db=18.0, mid_q=10.0)
    equaliser.process(noise(1000))
    equaliser.set()
    equaliser.set(mid_db=18.0, mid_q=10.0)
    assert not equaliser.process(np.zeros((100, 1), dtype=np.float32)).any()
