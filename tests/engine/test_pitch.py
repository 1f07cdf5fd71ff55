"""Pitch: a tuned sound stays clean."""

import numpy as np
import pytest
from msgspec.structs import replace
from rig import RATE, kit_of, new_player, noise, one_shot, pad, project_of, render, sine

from padsketch.model import Layer, Section

FRAMES = 24_000


def residual_db(heard, hertz):
    """Level of what is not a sine of this pitch, against the sine, by least squares."""
    t = 2 * np.pi * hertz * np.arange(len(heard)) / RATE
    basis = np.stack([np.sin(t), np.cos(t)], axis=1)
    fit = basis @ np.linalg.lstsq(basis, heard, rcond=None)[0]
    return 10 * np.log10(np.mean((heard - fit) ** 2) / np.mean(fit**2))


@pytest.mark.parametrize("tune", [-12.0, -5.0, 0.13, 5.0, 7.0, 12.0])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_tuned_sine_is_a_clean_sine(tune, channels):
    hertz = 997 * 2 ** (tune / 12)
    mix = one_shot(sine(3 * FRAMES, 997, channels=channels), FRAMES, tune=tune)
    for side in (0, 1):
        heard = mix[500:, side].astype(np.float64)
        assert residual_db(heard, hertz) < -90
        np.testing.assert_allclose(np.abs(heard).max(), 1, atol=2e-3)


@pytest.mark.parametrize("tune", [5.0, 12.0, 19.0, 24.0])
def test_pitching_up_does_not_alias(tune):
    """What would land beyond half the rate is gone, not folded back."""
    hertz = 1.2 * RATE / 2 / 2 ** (tune / 12)
    heard = one_shot(sine(4 * FRAMES, hertz), FRAMES // 2, tune=tune)[1000:-1000]
    assert 20 * np.log10(np.abs(heard).max()) < -85


@pytest.mark.parametrize("tune", [-7.0, 4.0, 12.0])
def test_a_tuned_sound_lasts_as_long_as_its_pitch_says(tune):
    frames = 10_000
    mix = one_shot(noise(frames), 3 * frames, tune=tune)
    length = frames / 2 ** (tune / 12)
    sounding = np.flatnonzero(np.abs(mix[:, 0]) > 0.01)
    assert sounding[0] < 5
    assert abs(sounding[-1] - length) < 20
    assert not mix[int(length) + 200 :].any()


def test_pads_layers_and_sections_add_their_tunes():
    kit = kit_of(pad("p", tune=3.0, layers=(Layer(file="p", tune=2.5),)))
    song = (Section(section="a", pattern="A1", transpose=1.5),)
    project = replace(project_of(p="X"), song=song)
    player = new_player(project, kit, {"p": sine(3 * FRAMES, 500)})
    player.play_song()
    heard = render(player, FRAMES)[500:, 0].astype(np.float64)
    assert residual_db(heard, 500 * 2 ** (7 / 12)) < -90
