"""The filter of a voice: its response, what moves it, and that no movement is heard as a click."""

import numpy as np
import pytest
from rig import (
    RATE,
    kit_of,
    new_player,
    noise,
    one_shot,
    pad,
    play,
    project_of,
    render,
    sine,
    steady,
)

from padsketch.engine.bank import SampleBank
from padsketch.engine.native import lib
from padsketch.engine.player import Player
from padsketch.model import Project
from padsketch.score import compile_score

LOW, BAND, HIGH = 0.0, 1.0, 2.0
HIGHEST_Q = 50.0
BUTTERWORTH = 2**-0.5


def impulse(frames=1):
    sound = np.zeros((frames, 1), dtype=np.float32)
    sound[0] = 1
    return sound


def analogue(kind, hertz, cutoff, resonance):
    """The response of the filter that the engine's is modelled on."""
    q = BUTTERWORTH * (HIGHEST_Q / BUTTERWORTH) ** resonance
    s = 1j * hertz / cutoff
    numerator = {LOW: 1, BAND: s / q, HIGH: s * s}[kind]
    return np.abs(numerator / (s * s + s / q + 1))


def response(rate, frames, **options):
    """(frequencies, gains) of a pad."""
    heard = one_shot(impulse(), frames, rate=rate, **options)[:, 0]
    return np.fft.rfftfreq(frames, 1 / rate), np.abs(np.fft.rfft(heard.astype(np.float64)))


def decibels(values):
    return 20 * np.log10(np.maximum(values, 1e-12))


def above(mix, hertz, rate=RATE):
    """Level in dB of what lies above a frequency, in the whole of a sound."""
    spectrum = np.abs(np.fft.rfft(mix * np.hanning(len(mix))))
    frequencies = np.fft.rfftfreq(len(mix), 1 / rate)
    return decibels(spectrum[frequencies > hertz].max() / spectrum.max())


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
@pytest.mark.parametrize("kind", [LOW, BAND, HIGH])
@pytest.mark.parametrize("cutoff", [100.0, 1000.0, 5000.0, 10_000.0])
@pytest.mark.parametrize("resonance", [0.0, 0.5])
def test_the_response_is_that_of_the_analogue_filter(rate, kind, cutoff, resonance):
    hertz, gain = response(rate, 1 << 16, filter=kind, cutoff=cutoff, resonance=resonance)
    expected = analogue(kind, hertz, cutoff, resonance)
    where = (hertz > 20) & (hertz < 0.2 * rate) & (expected > 1e-3)
    assert np.abs(decibels(gain[where]) - decibels(expected[where])).max() < 0.5


@pytest.mark.parametrize("cutoff", [100.0, 1000.0, 5000.0, 15_000.0, 19_000.0])
def test_an_open_low_pass_is_not_closed_by_half_the_rate(cutoff):
    hertz, gain = response(RATE, 1 << 16, cutoff=cutoff)
    expected = analogue(LOW, hertz, cutoff, 0.0)
    where = (hertz > 20) & (hertz < 0.2 * RATE)
    assert np.abs(decibels(gain[where]) - decibels(expected[where])).max() < 0.2


@pytest.mark.parametrize("kind", [LOW, BAND, HIGH])
@pytest.mark.parametrize("cutoff", [100.0, 1000.0, 10_000.0])
def test_full_resonance_rings_at_the_cutoff_and_dies_away(kind, cutoff):
    heard = one_shot(impulse(), 4 * RATE, filter=kind, cutoff=cutoff, resonance=1.0)[:, 0]
    spectrum = np.abs(np.fft.rfft(heard))
    assert np.argmax(spectrum) / 4 == pytest.approx(cutoff, rel=0.002)
    assert decibels(np.abs(heard[-1000:]).max() / np.abs(heard).max()) < -100


def test_the_ringing_of_a_short_sound_is_not_cut_off():
    heard = one_shot(impulse(), RATE, cutoff=200.0, resonance=0.8)[:, 0]
    last = np.flatnonzero(heard)[-1]
    assert np.abs(heard[last - 200 : last + 1]).max() < 1e-4 * np.abs(heard).max()
    assert last > RATE // 10


@pytest.mark.parametrize(
    ("tune", "velocity", "options"),
    [
        (0.0, 127, {"cutoff": 200.0, "resonance": 0.8}),
        (0.0, 127, {"filter": HIGH, "cutoff": 2000.0, "drive": 12.0}),
        (-12.0, 127, {"cutoff": 900.0, "filter_key": 100.0}),
        (0.0, 20, {"cutoff": 5000.0, "filter_velocity": 48.0, "filter_env": -24.0}),
        (0.0, 127, {"drive": 3.0}),
        (0.0, 127, {}),
    ],
)
def test_how_long_a_pad_rings_on_is_known_before_it_plays(tune, velocity, options):
    values = compile_score(Project(), kit_of(pad("p", tune=tune, **options))).pads[0]["values"]
    ring = lib.ps_pad_ring([float(value) for value in values], tune, velocity, RATE)
    sound = noise(500)
    plain = new_player(Project(), kit_of(pad("p", tune=tune)), {"p": sound})
    rung = new_player(Project(), kit_of(pad("p", tune=tune, **options)), {"p": sound})
    for player in (plain, rung):
        player.trigger(0, velocity)
        render(player, 3 * RATE)
    lengths = [player.snapshot().sounding_until for player in (plain, rung)]
    assert lengths[1] - lengths[0] == ring


@pytest.mark.parametrize(
    "options",
    [
        {"filter": LOW, "cutoff": 20_000.0},
        {"filter": HIGH, "cutoff": 20.0},
        {"filter": LOW, "cutoff": 20_000.0, "filter_env": 24.0},
        {"filter": LOW, "cutoff": 20_000.0, "filter_key": 100.0, "tune": 0.0},
    ],
)
def test_a_filter_that_passes_everything_changes_no_bit(options):
    sound = noise(5000, 2)
    np.testing.assert_array_equal(one_shot(sound, 5000, **options), sound)


@pytest.mark.parametrize("kind", [LOW, BAND, HIGH])
def test_the_key_moves_the_cutoff_with_the_tune(kind):
    sound = noise(8000)
    followed = one_shot(sound, 8000, filter=kind, cutoff=1000.0, tune=12.0, filter_key=100.0)
    np.testing.assert_allclose(
        followed, one_shot(sound, 8000, filter=kind, cutoff=2000.0, tune=12.0), atol=2e-6
    )


def test_softer_hits_are_darker_and_the_hardest_is_as_bright_as_it_was():
    sound = noise(8000)
    for velocity, cutoff in ((127, 4000.0), (64, 2000.0), (1, 1000.0)):
        heard = one_shot(sound, 8000, velocity, cutoff=4000.0, filter_velocity=24.0)
        expected = one_shot(sound, 8000, velocity, cutoff=cutoff)
        np.testing.assert_allclose(heard, expected, atol=2e-6)


@pytest.mark.parametrize("env", [36.0, -36.0])
def test_the_envelope_moves_the_cutoff_there_and_back(env):
    sound = noise(RATE)
    options = {"filter_attack": 50.0, "filter_decay": 200.0, "cutoff": 1000.0}
    heard = one_shot(sound, RATE, filter_env=env, **options)[:, 0]
    still = one_shot(sound, RATE, cutoff=1000.0)[:, 0]
    at_top = slice(RATE // 20 - 200, RATE // 20 + 200)
    ratio = np.std(heard[at_top]) / np.std(still[at_top])
    assert ratio > 1.8 if env > 0 else ratio < 0.4
    np.testing.assert_allclose(heard[:100], still[:100], atol=0.05)
    np.testing.assert_allclose(heard[-2000:], still[-2000:], atol=1e-4)


def test_an_envelope_without_an_attack_is_at_its_top_with_the_first_frame():
    sound = noise(2000)
    high = one_shot(sound, 2000, cutoff=8000.0)[:20]
    start = one_shot(sound, 2000, cutoff=1000.0, filter_env=36.0, filter_decay=60_000.0)[:20]
    np.testing.assert_allclose(start, high, atol=2e-3)


@pytest.mark.parametrize("resonance", [0.0, 1.0])
def test_no_movement_makes_the_filter_unstable(resonance):
    """The state loses energy at every frame: it stays below that of a filter that stands still."""
    bank = SampleBank({"p": noise(RATE, 2)})
    player = Player(RATE)
    chance = np.random.default_rng(3)
    loudest = 0.0
    for n in range(RATE // 97):
        cutoff = 20.0 * 1000.0 ** chance.random()
        kit = kit_of(pad("p", cutoff=cutoff, resonance=resonance * float(chance.integers(2))))
        player.publish(compile_score(Project(), kit), bank)
        if n == 0:
            player.trigger(0, 127)
        loudest = max(loudest, float(np.abs(render(player, 97)).max()))
    assert loudest < 0.5 * 2 * HIGHEST_Q


def moved(sound, frames, before, after, at):
    """A pad that is set anew while it sounds."""
    bank = SampleBank({"p": sound})
    player = Player(RATE)
    player.publish(compile_score(Project(), kit_of(pad("p", **before))), bank)
    player.trigger(0, 127)
    first = render(player, at)
    player.publish(compile_score(Project(), kit_of(pad("p", **after))), bank)
    return np.concatenate([first, render(player, frames - at)])[:, 0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"cutoff": 8000.0}, {"cutoff": 300.0}),
        ({"cutoff": 300.0}, {"cutoff": 8000.0}),
        ({"cutoff": 20_000.0}, {"cutoff": 300.0}),
        ({"cutoff": 300.0}, {"cutoff": 20_000.0}),
        ({"cutoff": 500.0}, {"cutoff": 500.0, "resonance": 0.7}),
        ({"filter": HIGH, "cutoff": 20.0}, {"filter": HIGH, "cutoff": 1000.0}),
    ],
)
def test_a_cutoff_that_jumps_is_not_heard_as_a_click(before, after):
    sound = sine(RATE, 110) * np.float32(0.9)
    heard = moved(sound, RATE, before, after, 20_000)
    assert above(heard, 3000) < -75


def test_a_sweep_by_the_envelope_is_smooth():
    options = {"cutoff": 100.0, "filter_env": 60.0, "filter_attack": 20.0, "filter_decay": 300.0}
    heard = one_shot(sine(RATE, 110), RATE, resonance=0.3, **options)[:, 0]
    assert above(heard[100:], 4000) < -70


def test_a_filter_does_not_depend_on_its_neighbours():
    """Many are worked out side by side: each must sound as it does alone."""
    names = [f"p{n}" for n in range(19)]
    pads = [
        pad(name, filter=float(n % 3), cutoff=100.0 * 1.3**n, resonance=n / 19, filter_env=7.0 * n)
        for n, name in enumerate(names)
    ]
    sounds = {name: noise(1000 + 200 * n, 1 + n % 2, seed=n) for n, name in enumerate(names)}
    lanes = {name: "." * (n % 5) + "X" for n, name in enumerate(names)}
    project, kit = project_of(bpm=300.0, **lanes), kit_of(*pads)
    player = new_player(project, kit, sounds)
    player.play_pattern(0)
    together = render(player, 12_000)
    alone = np.zeros_like(together)
    for name in names:
        alone += play(project_of(bpm=300.0, **{name: lanes[name]}), kit, sounds, 12_000)
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_a_lone_filter_and_one_of_many_have_the_same_bits():
    kit = kit_of(
        pad("p", cutoff=900.0, resonance=0.6), *(pad(f"q{n}", cutoff=500.0) for n in range(12))
    )
    sounds = {"p": noise(3000)} | {f"q{n}": steady(3000, value=0.0) for n in range(12)}
    lanes = {f"q{n}": "X" for n in range(12)}
    together = play(project_of(**lanes, p="X"), kit, sounds, 4000)
    np.testing.assert_array_equal(together, play(project_of(p="X"), kit, sounds, 4000))


@pytest.mark.parametrize("block", [1, 31, 32, 100, 257])
def test_where_a_block_ends_leaves_no_trace_in_a_filter(block):
    kit = kit_of(
        pad("p", cutoff=300.0, resonance=0.8, filter_env=40.0, filter_attack=13.0),
        pad("q", filter=BAND, cutoff=3000.0, filter_env=-40.0, filter_velocity=20.0),
    )
    sounds = {"p": noise(3000), "q": noise(500, 2, seed=1)}
    project = project_of(bpm=250.0, p="X.x.oX", q=".XxX")
    whole = play(project, kit, sounds, 15_000, block=8192)
    np.testing.assert_array_equal(play(project, kit, sounds, 15_000, block=block), whole)
