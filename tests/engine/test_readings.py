"""Which frames of its sample a voice reads: ranges, directions, loops and their seams."""

import itertools

import numpy as np
import pytest
from rig import RATE, kit_of, new_player, noise, one_shot, pad, ramp, render, sine

from padsketch.model import Project

SOUND = 2000
"""Frames of the sounds here."""

MARKS = {"start": 300, "end": 1700, "loop_start": 700, "loop_end": 1300}
LOOPS = {
    "whole": {},
    "within": MARKS,
    "from its start": {"loop_end": 1300},
    "short": {"loop_start": 990, "loop_end": 1000},
    "a frame": {"loop_start": 500, "loop_end": 501},
}
DIRECTIONS = ["forward", "reverse", "ping-pong"]


def in_ms(frames):
    return {name: 1000 * (count + 0.01) / RATE for name, count in frames.items()}


def places(direction, loops, start=0, end=SOUND, loop_start=0, loop_end=None):
    """The frames of a sample in the order in which they are to be heard, loops without an end."""
    last = end if loop_end is None else loop_end
    there, back = range(loop_start, last), range(last - 1, loop_start - 1, -1)
    if not loops:
        straight, reverse = range(start, end), range(end - 1, start - 1, -1)
        return {"forward": [*straight], "reverse": [*reverse]}.get(direction, [*straight, *reverse])
    if direction == "reverse":
        return itertools.chain(range(end - 1, loop_start - 1, -1), itertools.cycle(back))
    turns = there if direction == "forward" else [*back, *there]
    return itertools.chain(range(start, last), itertools.cycle(turns))


def path_of(sound, frames, direction, loops, marks):
    """The sound as it lies on its path, straightened."""
    return sound[list(itertools.islice(places(direction, loops, **marks), frames))]


def loop(sound, frames, block=256, **options):
    player = new_player(Project(), kit_of(pad("p", mode="loop", **options)), {"p": sound})
    player.trigger(0, 127)
    return render(player, frames, block)


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("marks", [{}, {"start": 300}, {"end": 1700}, {"start": 300, "end": 1700}])
def test_every_frame_of_a_range_sounds_once_and_in_order(channels, direction, marks):
    sound = noise(SOUND, channels)
    wanted = path_of(sound, 2 * SOUND, direction, False, marks)
    mix = one_shot(sound, 5000, direction=float(DIRECTIONS.index(direction)), **in_ms(marks))
    np.testing.assert_array_equal(mix[: len(wanted)], np.broadcast_to(wanted, (len(wanted), 2)))
    assert not mix[len(wanted) :].any()


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("marks", LOOPS.values(), ids=LOOPS)
def test_a_loop_goes_round_where_its_marks_say(channels, direction, marks):
    sound = noise(SOUND, channels)
    mix = loop(sound, 9000, direction=float(DIRECTIONS.index(direction)), **in_ms(marks))
    wanted = path_of(sound, 9000, direction, True, marks)
    np.testing.assert_array_equal(mix, np.broadcast_to(wanted, (9000, 2)))


@pytest.mark.parametrize("tune", [-12.0, -5.0, 7.0, 12.0, 24.0, 40.0])
@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("marks", LOOPS.values(), ids=LOOPS)
def test_a_tuned_loop_is_the_tuned_sound_of_its_path_bit_for_bit(tune, direction, marks):
    sound = noise(SOUND, 2)
    ratio = 2 ** (tune / 12)
    mix = loop(sound, 9000, tune=tune, direction=float(DIRECTIONS.index(direction)), **in_ms(marks))
    straight = path_of(sound, int(9500 * ratio) + 300, direction, True, marks)
    begun = int(256 / ratio) + 1  # before, the kernel sees what lies ahead of the path
    np.testing.assert_array_equal(
        mix[begun:], one_shot(straight, 9000, tune=tune)[begun:], strict=True
    )


@pytest.mark.parametrize("tune", [-7.0, 5.0])
def test_a_tuned_sound_backwards_is_its_mirror_image_tuned(tune):
    sound = noise(SOUND)
    backwards = one_shot(sound, 4000, tune=tune, direction=1.0)
    np.testing.assert_array_equal(backwards, one_shot(sound[::-1], 4000, tune=tune))


@pytest.mark.parametrize("tune", [0.0, -7.0, 12.0, 31.0])
@pytest.mark.parametrize("direction", [0.0, 1.0, 2.0])
@pytest.mark.parametrize("mode", ["loop", "one-shot"])
@pytest.mark.parametrize("fade", [0.0, 3.0])
def test_cutting_a_reading_into_blocks_changes_no_bit(tune, direction, mode, fade):
    options = {"tune": tune, "direction": direction, "mode": mode, "loop_fade": fade}
    mixes = []
    for block in (1, 7, 100, 8192):
        kit = kit_of(pad("p", **options, **in_ms(MARKS)))
        player = new_player(Project(), kit, {"p": noise(SOUND, 2)})
        player.trigger(0, 127)
        mixes.append(render(player, 4000, block))
    for mix in mixes[1:]:
        np.testing.assert_array_equal(mix, mixes[0])


@pytest.mark.parametrize("direction", [0.0, 1.0])
@pytest.mark.parametrize("tune", [0.0, 5.0])
def test_a_crossfade_takes_the_click_out_of_a_seam(direction, tune):
    sound = sine(SOUND, 333)
    marks = {"loop_start": 611, "loop_end": 1290}  # not a whole number of its periods
    options = {"tune": tune, "direction": direction, **in_ms(marks)}
    clicks = [
        np.abs(np.diff(loop(sound, 9000, loop_fade=fade, **options)[100:, 0], 2)).max()
        for fade in (0.0, 10.0)
    ]
    assert clicks[0] > 10 * clicks[1]


def test_a_crossfade_of_sounds_that_are_alike_keeps_their_level():
    steady = np.full((SOUND, 2), 0.5, np.float32)
    mix = loop(steady, 9000, loop_fade=8.0, **in_ms(MARKS))
    np.testing.assert_allclose(mix, 0.5, rtol=1e-6)


def test_a_crossfade_of_different_sounds_keeps_their_power():
    sound = noise(SOUND * 20, 2)
    marks = {"loop_start": 12_000, "loop_end": 30_000}
    mix = loop(sound, 30_000, loop_fade=200.0, **in_ms(marks))
    powers = [np.mean(part**2) for part in np.split(mix[:30_000], 20)]
    np.testing.assert_allclose(powers, np.mean(sound**2), rtol=0.1)


def test_a_fade_longer_than_what_leads_to_the_loop_is_cut_short():
    mix = loop(ramp(SOUND), 5000, loop_fade=1000.0, **in_ms({"loop_start": 10, "loop_end": 2000}))
    np.testing.assert_array_equal(mix[:1990], ramp(SOUND, 2)[:1990])


@pytest.mark.parametrize(
    "marks",
    [
        {"start": 1900, "loop_end": 100},
        {"loop_start": 1999, "loop_end": 1},
        {"end": 10, "loop_start": 1500, "loop_end": 1800},
        {"start": 1999},
        {"end": 1},
        {"start": 50_000, "end": 3},
    ],
)
@pytest.mark.parametrize("direction", [0.0, 1.0, 2.0])
@pytest.mark.parametrize("mode", ["loop", "one-shot"])
@pytest.mark.parametrize("tune", [0.0, -48.0, 3.0, 48.0])
def test_marks_in_any_order_give_sound_or_silence_but_no_noise(marks, direction, mode, tune):
    options = {"direction": direction, "mode": mode, "tune": tune, "loop_fade": 20.0}
    kit = kit_of(pad("p", **options, **in_ms(marks)))
    player = new_player(Project(), kit, {"p": np.full((SOUND, 2), 0.5, np.float32)})
    player.trigger(0, 127)
    mix = render(player, 3000)
    assert np.isfinite(mix).all()
    assert np.abs(mix).max() < 0.65  # edges ring a little
    assert player.snapshot().recovered == 0


@pytest.mark.parametrize("frames", [0, 1, 2, 40])
@pytest.mark.parametrize("tune", [0.0, 7.0, 24.0])
def test_a_sound_shorter_than_its_kernel_ends(frames, tune):
    player = new_player(Project(), kit_of(pad("p", tune=tune)), {"p": ramp(frames)})
    player.trigger(0, 127)
    mix = render(player, 1000)
    assert np.isfinite(mix).all()
    assert not mix[frames + 120 :].any()
    assert player.snapshot().voices == 0
