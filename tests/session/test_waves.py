"""Sounds to look at: read once, behind the screen, as they are in their files."""

import numpy as np
import pytest
import soundfile

from padsketch.errors import SampleError
from padsketch.session.sounds.waves import MOST_WAVES, Waves, wave_of

RATE = 48_000


@pytest.fixture
def ramp(tmp_path):
    """Writes a file whose values name their frames."""

    def written(name="ramp.wav", length=1_000, rate=RATE):
        path = tmp_path / name
        soundfile.write(path, np.arange(length) / 32_768, rate, subtype="PCM_16")
        return path

    return written


def read(waves, path):
    assert waves.get(path) is None
    waves.finish()
    return waves.get(path)


def test_a_sound_is_read_behind_the_screen_and_once(ramp):
    waves = Waves(RATE)
    wave = read(waves, ramp())
    assert (wave.length, wave.rate) == (1_000, RATE)
    assert wave.frames[123, 0] == np.float32(123 / 32_768)
    assert waves.get(wave.path) is wave


def test_a_sound_that_cannot_be_read_says_so_again_and_again(tmp_path):
    path = tmp_path / "no.wav"
    path.write_bytes(b"no sound")
    waves = Waves(RATE)
    assert waves.get(path) is None
    waves.finish()
    for _ in range(2):
        with pytest.raises(SampleError):
            waves.get(path)


def test_a_sound_that_was_mended_is_read_anew(tmp_path, ramp):
    path = tmp_path / "mended.wav"
    path.write_bytes(b"no sound")
    waves = Waves(RATE)
    waves.get(path)
    waves.finish()
    ramp("mended.wav")
    waves.forget(path)
    assert read(waves, path).length == 1_000


def test_only_the_sounds_that_were_seen_last_are_kept(ramp):
    waves = Waves(RATE)
    paths = [ramp(f"{at}.wav", 100 + at) for at in range(MOST_WAVES + 1)]
    for path in paths[:-1]:
        read(waves, path)
    waves.get(paths[0])
    read(waves, paths[-1])
    assert waves.get(paths[0]) is not None
    assert waves.get(paths[1]) is None
    waves.finish()


def test_a_part_is_heard_where_it_is_seen_at_another_rate(ramp):
    wave = wave_of(ramp(length=44_100, rate=44_100), RATE)
    part = wave.heard_part(22_050, 33_075)
    assert part.shape == (12_000, 1)
    assert part[4_800, 0] == pytest.approx((22_050 + 4_410) / 32_768, abs=1e-3)
    assert wave.frame_of(22_050, 4_800) == 22_050 + 4_410
    assert wave.frame_of(22_050, 1_000_000) == 44_099


def test_even_a_part_of_nothing_can_be_heard(ramp):
    assert len(wave_of(ramp(), RATE).heard_part(999, 999)) == 1
