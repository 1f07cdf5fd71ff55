"""A tune that slides: a chirp from the tune of one hit to that of the next, nothing beside it."""

import numpy as np
import pytest
from msgspec.structs import replace
from rig import RATE, kit_of, new_player, noise, pad, render

from padsketch.engine import instructions
from padsketch.model import REST, Lane, Layer, Pattern, Project, Section, Step

STEP = 6000
SLIDE = 4 * STEP
HERTZ = 480
TUNES = [(0.0, 12.0), (7.0, -5.0), (0.0, 0.3), (-24.0, 24.0), (12.0, -24.0)]
WAYS = {
    "forward": {},
    "reverse": {"direction": 1.0},
    "ping-pong": {"direction": 2.0},
    "loop": {"mode": "loop", "loop_end": 100.0, "loop_fade": 5.0},
    "loop back": {"mode": "loop", "loop_end": 100.0, "direction": 1.0},
    "loop there and back": {"mode": "loop", "loop_end": 100.0, "direction": 2.0},
}


def circling(frames, first=0.0):
    """A cosine on the left, a sine on the right: together they say where the sound has got to."""
    angle = 2 * np.pi * HERTZ * (first + np.arange(frames)) / RATE
    return np.stack([np.cos(angle), np.sin(angle)], axis=1).astype(np.float32)


def hit(tune, **options):
    return Step(velocity=127, locks=(("tune", tune),), **options)


def sliding(low, high, *, rolls=1, section=None):
    """A hit that slides over four steps of a pattern to another that keeps silent."""
    steps = (hit(low, slide=True, rolls=rolls), REST, REST, REST, hit(high, chance=0))
    song = (section,) if section else ()
    patterns = {"A1": Pattern(length=16, lanes={"p": Lane(steps=steps)})}
    return Project(patterns=patterns, song=song)


def played(project, sound, frames, block=256, **options):
    player = new_player(project, kit_of(pad("p", **options)), {"p": sound})
    if project.song:
        player.play_song()
    else:
        player.play_pattern(0)
    return render(player, frames, block)


def circle(mix):
    return mix[:, 0].astype(np.float64) + 1j * mix[:, 1]


def semitones(low, high, frames):
    return low + (high - low) * np.minimum(frames / SLIDE, 1.0)


def cents_off(mix, low, high):
    """How far each frame is from the pitch that it should have, in cents."""
    turned = np.abs(np.diff(np.unwrap(np.angle(circle(mix)))))
    expected = HERTZ * 2 ** (semitones(low, high, np.arange(len(turned)) + 0.5) / 12)
    return 1200 * np.log2(turned * RATE / (2 * np.pi) / expected)


def position(low, high, frames):
    """Frames of the sample that lie behind after so many frames (the integral of the pitch)."""
    growth = np.log(2) / 12 * (high - low) / SLIDE
    sliding_for = np.minimum(frames, SLIDE)
    slid = 2 ** (low / 12) * np.expm1(growth * sliding_for) / growth
    return slid + (frames - sliding_for) * 2 ** (high / 12)


def beside_the_chirp(mix, low, high):
    """What circles otherwise than the chirp, which stands still once it is turned back."""
    angle = 2 * np.pi * HERTZ / RATE * position(low, high, np.arange(len(mix)))
    return circle(mix) * np.exp(-1j * angle)


@pytest.mark.parametrize(("low", "high"), TUNES)
@pytest.mark.parametrize("way", ["forward", "reverse", "loop"])
def test_every_frame_has_the_tune_that_lies_on_the_line_in_semitones(way, low, high):
    mix = played(sliding(low, high), circling(4 * SLIDE), SLIDE + STEP, **WAYS[way])
    assert np.abs(cents_off(mix, low, high)[300:]).max() < 0.5


@pytest.mark.parametrize("way", ["ping-pong", "loop there and back"])
def test_a_slide_goes_on_where_the_sample_turns_back(way):
    """A cosine of whole cycles is its own mirror image."""
    mix = played(sliding(0.0, 12.0), circling(24_000, first=0.5), SLIDE + STEP, **WAYS[way])
    places = 0.5 + position(0.0, 12.0, np.arange(len(mix)))
    chirp = np.cos(2 * np.pi * HERTZ / RATE * places)
    np.testing.assert_allclose(mix[300:, 0], chirp[300:], atol=1e-3)


@pytest.mark.parametrize(("low", "high"), TUNES)
def test_nothing_is_heard_beside_the_chirp(low, high):
    """Within a hundredth of a second, level and phase may drift along a curve, and no more."""
    mix = played(sliding(low, high), circling(4 * SLIDE), SLIDE)
    parts = beside_the_chirp(mix, low, high)[480:-480].reshape(-1, 480)
    places = np.arange(480)
    for part in parts:
        rest = part - np.polynomial.Polynomial.fit(places, part.real, 2)(places)
        rest -= 1j * np.polynomial.Polynomial.fit(places, part.imag, 2)(places)
        assert 20 * np.log10(np.abs(rest).max()) < -80


@pytest.mark.parametrize(("low", "high"), TUNES)
def test_neither_another_kernel_nor_the_end_of_the_slide_clicks(low, high):
    mix = played(sliding(low, high), circling(4 * SLIDE), SLIDE + STEP)
    still = beside_the_chirp(mix, low, high)[480:]
    assert np.abs(np.diff(still, 2)).max() < 1e-4


def test_layers_and_sections_add_to_a_tune_that_slides():
    layers = (Layer(file="p", tune=2.5),)
    project = sliding(0.0, 7.0, section=Section(section="a", pattern="A1", transpose=-4.0))
    mix = played(project, circling(4 * SLIDE), SLIDE, layers=layers)
    assert np.abs(cents_off(mix, -1.5, 5.5)[300:]).max() < 0.5


def test_the_hits_of_a_roll_begin_on_the_slide_of_their_step():
    """The first has ended when the second comes."""
    mix = played(sliding(0.0, 12.0, rolls=2), circling(STEP // 3), STEP)[STEP // 2 :]
    expected = HERTZ * 2 ** (12 * STEP / 2 / SLIDE / 12)
    turned = np.unwrap(np.angle(circle(mix[100:400])))
    assert np.diff(turned)[0] * RATE / (2 * np.pi) == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize(("low", "high"), [(0.0, 24.0), (0.0, -24.0), (-7.0, 5.0)])
@pytest.mark.parametrize("way", ["forward", "reverse"])
def test_a_sound_ends_where_its_sample_does_on_the_way(way, low, high):
    frames = 9000
    mix = played(sliding(low, high), noise(frames), 2 * SLIDE, **WAYS[way])
    ends = np.searchsorted(position(low, high, np.arange(2 * SLIDE)), frames)
    assert abs(np.flatnonzero(np.abs(mix[:, 0]) > 0.01)[-1] - ends) < 40
    assert not mix[ends + 500 :].any()


@pytest.mark.parametrize(("key", "moves"), [(0.0, True), (100.0, False)])
def test_a_filter_that_follows_the_tune_follows_it_on_its_way(key, moves):
    """A sine that stays at the cutoff keeps its level."""
    options = {"cutoff": float(HERTZ), "filter_key": key}
    mix = played(sliding(0.0, 24.0), circling(8 * SLIDE), SLIDE, **options)
    level = np.hypot(mix[2000:, 0], mix[2000:, 1])
    assert (level.max() / level.min() > 1.5) == moves


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("way", sorted(WAYS))
def test_the_size_of_a_block_changes_no_bit_of_a_tune_that_slides(way, channels):
    project, sound = sliding(-5.0, 19.0, rolls=3), noise(14_000, channels)
    whole = played(project, sound, SLIDE, 8192, **WAYS[way])
    for block in (1, 7, 64, 256, 1000):
        mix = played(project, sound, SLIDE, block, **WAYS[way])
        np.testing.assert_array_equal(mix, whole, strict=True)


@pytest.mark.parametrize(("low", "high"), [(-36.0, 48.0), (48.0, -36.0), (-48.0, -40.0)])
@pytest.mark.parametrize("frames", [37, 900, 5000])
def test_the_end_on_the_way_is_the_same_for_every_size_of_a_block(low, high, frames):
    project, sound = sliding(low, high), noise(frames)
    whole = played(project, sound, SLIDE, 8192)
    for block in (1, 100):
        np.testing.assert_array_equal(played(project, sound, SLIDE, block), whole, strict=True)


@pytest.fixture
def each_set():
    """Renders once with each instruction set of this processor."""
    yield lambda make: [(instructions.use(name), make())[1] for name in instructions.available()]
    instructions.use(instructions.available()[-1])


@pytest.mark.parametrize("channels", [1, 2])
def test_no_instruction_set_slides_differently(each_set, channels):
    sound = noise(14_000, channels)
    plain, *others = each_set(lambda: played(sliding(-5.0, 19.0), sound, SLIDE))
    for other in others:
        np.testing.assert_array_equal(other, plain, strict=True)


def test_a_slide_to_the_same_tune_is_none():
    sound = noise(9000)
    still = played(sliding(3.0, 3.0), sound, SLIDE)
    steps = (hit(3.0), *[REST] * 15)
    plain = replace(sliding(3.0, 3.0), patterns={"A1": Pattern(lanes={"p": Lane(steps=steps)})})
    np.testing.assert_array_equal(still, played(plain, sound, SLIDE))
