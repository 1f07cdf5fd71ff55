"""Steps that slide: what they lock is on its way to what the next step locks."""

import numpy as np
import pytest
from msgspec.structs import replace
from rig import RATE, kit_of, new_player, noise, pad, render, render_stems, sine, steady

from padsketch.engine.bank import SampleBank
from padsketch.model import REST, Channel, Lane, Pattern, Project, Step
from padsketch.model.parameters import LOCKS
from padsketch.score import compile_score

STEP = 6000
MOVING = ["tune", *sorted(name for name, entry in LOCKS.items() if entry.smoothing > 0)]


def hit(slide=False, **options):
    locks = {name: options.pop(name) for name in tuple(options) if name in LOCKS}
    return Step(velocity=127, slide=slide, locks=tuple(sorted(locks.items())), **options)


def project_with(*steps, mixer=None, **lane):
    """A pattern of eight steps."""
    lanes = {"p": Lane(steps=steps, **lane)}
    return Project(patterns={"A1": Pattern(length=8, lanes=lanes)}, mixer=mixer or {})


def played(project, sound, frames=8 * STEP, block=256, **options):
    player = new_player(project, kit_of(pad("p", **options)), {"p": sound})
    player.play_pattern(0)
    return render(player, frames, block)


def slides_of(project, frames=16 * STEP):
    player = new_player(project, kit_of("p"), {})
    player.play_pattern(0)
    hits = player.hits(frames)
    return [tuple(int(value) for value in row) for row in hits[["frame", "slide", "slid"]]]


def in_decibels(mix, value=0.5):
    with np.errstate(divide="ignore"):
        return 20 * np.log10(mix[:, 0] / value)


def test_a_level_slides_in_decibels_until_the_next_step():
    steps = (hit(slide=True, level_db=-3.0), REST, REST, REST, hit(level_db=-27.0))
    mix = played(project_with(*steps), steady(4 * STEP))
    expected = -3.0 - 24.0 * np.arange(4 * STEP) / (4 * STEP)
    np.testing.assert_allclose(in_decibels(mix[: 4 * STEP]), expected, atol=0.02)


def test_a_pan_slides_from_side_to_side():
    steps = (hit(slide=True, pan=1.0), REST, hit(pan=-1.0))
    mix = played(project_with(*steps), steady(2 * STEP, channels=2))
    left = np.minimum(1.0, np.arange(2 * STEP) / STEP)
    np.testing.assert_allclose(mix[: 2 * STEP, 0], 0.5 * left, atol=0.003)
    np.testing.assert_allclose(mix[: 2 * STEP, 1], 0.5 * left[::-1], atol=0.003)


def test_what_the_next_step_leaves_alone_slides_back_to_the_pad():
    mix = played(project_with(hit(slide=True, level_db=-20.0), hit()), steady(STEP), level_db=-4.0)
    assert in_decibels(mix)[0] == pytest.approx(-20.0, abs=0.01)
    assert in_decibels(mix)[STEP // 2] == pytest.approx(-12.0, abs=0.1)
    assert in_decibels(mix)[STEP - 1] == pytest.approx(-4.0, abs=0.01)


def test_a_step_without_a_lock_slides_to_the_lock_of_the_next_one():
    mix = played(project_with(hit(slide=True), hit(level_db=-20.0)), steady(STEP))
    assert in_decibels(mix)[STEP // 2] == pytest.approx(-10.0, abs=0.1)


@pytest.mark.parametrize(("lock", "low", "high"), [("cutoff", 100, 10_000), ("drive", 4, 36)])
def test_halfway_a_slide_sounds_like_the_value_that_lies_there(lock, low, high):
    middle = {"cutoff": 1000.0, "drive": 20.0}[lock]
    sound = sine(8 * STEP, 1000)
    steps = (hit(slide=True, **{lock: low}), *[REST] * 5, hit(**{lock: high}))
    mix = played(project_with(*steps), sound)
    like = played(project_with(hit()), sound, **{lock: middle})
    half = slice(3 * STEP - 48, 3 * STEP + 48)
    assert np.abs(mix[half]).max() == pytest.approx(np.abs(like[half]).max(), rel=0.02)
    assert np.abs(mix[:480]).max() != pytest.approx(np.abs(like[:480]).max(), rel=0.02)


def test_a_fader_slides_and_stays_where_it_went_until_the_next_hit():
    quiet = {"p": Channel(level_db=-24.0)}
    steps = (hit(slide=True, track_level_db=0.0), REST, hit(chance=0))
    mix = played(project_with(*steps, mixer=quiet), steady(8 * STEP))
    level = in_decibels(mix)
    expected = -24.0 * np.arange(2 * STEP) / (2 * STEP)
    np.testing.assert_allclose(level[: 2 * STEP], expected, atol=0.1)
    np.testing.assert_allclose(level[2 * STEP + 32 :], -24.0, atol=0.01)


def test_a_fader_that_is_elsewhere_goes_to_its_slide_without_a_click():
    steps = (hit(), hit(slide=True, track_level_db=-40.0), REST, hit(track_level_db=0.0))
    mix = played(project_with(*steps), steady(8 * STEP, value=0.25))
    assert np.abs(np.diff(mix[STEP + 1 : 3 * STEP, 0])).max() < 2 * 0.5 / 480
    assert mix[2 * STEP, 0] == pytest.approx(0.5 * 10 ** (-20 / 20), rel=0.02)


def test_a_slide_arrives_with_the_first_hit_of_the_next_step():
    late = hit(nudge=60, level_db=-20.0)
    swung = replace(project_with(hit(slide=True), late), swing=75.0)
    assert slides_of(swung)[:2] == [(0, STEP * 3 // 2 + 1500, 0), (STEP * 3 // 2 + 1500, 0, 0)]


def test_a_slide_asks_no_chance_of_the_next_step():
    assert slides_of(project_with(hit(slide=True), REST, hit(chance=0)))[0] == (0, 2 * STEP, 0)


def test_a_slide_looks_for_the_next_step_in_the_order_of_playing():
    steps = (hit(), REST, hit(slide=True), hit(), REST, REST)
    assert slides_of(project_with(*steps, length=6))[1] == (2 * STEP, STEP, 0)
    backward = slides_of(project_with(*steps, length=6, direction="backward"))
    assert backward[:3] == [(2 * STEP, 0, 0), (3 * STEP, 2 * STEP, 0), (5 * STEP, 0, 0)]


def test_the_last_step_slides_to_the_first_of_the_next_pass():
    assert slides_of(project_with(hit(), *[REST] * 6, hit(slide=True)))[1] == (7 * STEP, STEP, 0)


def test_a_slide_that_would_have_to_go_back_in_time_is_none():
    steps = (hit(slide=True, nudge=200), hit(nudge=-200, level_db=-20.0))
    assert all(slide == 0 for _, slide, _ in slides_of(project_with(*steps)))


def test_the_hits_of_a_roll_lie_on_the_slide_of_their_step():
    steps = (hit(slide=True, rolls=4, level_db=0.0), REST, REST, REST, hit(level_db=-32.0))
    project = project_with(*steps)
    assert slides_of(project)[:4] == [(n * 1500, 4 * STEP, n * 1500) for n in range(4)]
    level = in_decibels(played(project, steady(1000)))
    assert level[[0, 1500, 3000, 4500]] == pytest.approx([0.0, -2.0, -4.0, -6.0], abs=0.01)


def test_a_roll_that_runs_past_the_slide_has_arrived():
    steps = (hit(slide=True, rolls=3, roll_rate="1/8", level_db=0.0), hit(level_db=-20.0))
    level = in_decibels(played(project_with(*steps), steady(100)))
    assert level[[0, 2 * STEP, 4 * STEP]] == pytest.approx([0.0, -20.0, -20.0], abs=0.01)


def test_what_cannot_move_while_it_sounds_stays_for_its_hit():
    sound = noise(8 * STEP)
    still = (hit(start=7.0, decay=80.0, filter_env=12.0), REST, hit(start=0.0, bits=4.0))
    sliding = (replace(still[0], slide=True), *still[1:])
    np.testing.assert_array_equal(
        *(played(project_with(*steps), sound) for steps in (still, sliding))
    )


def everything(low):
    """A lock of all that can slide, at one end of its range or near the other."""
    share = 0.1 if low else 0.8
    return {name: LOCKS[name].low + share * (LOCKS[name].high - LOCKS[name].low) for name in MOVING}


def busy_project():
    steps = (hit(slide=True, rolls=3, **everything(True)), REST, hit(slide=True), REST)
    return project_with(*steps, hit(**everything(False)), direction="ping-pong", speed="3/2")


def test_the_size_of_a_block_changes_no_bit_of_a_slide():
    whole = played(busy_project(), noise(9000, 2), block=8192)
    for block in (1, 7, 31, 32, 33, 256, 1000):
        np.testing.assert_array_equal(
            played(busy_project(), noise(9000, 2), block=block), whole, strict=True
        )


def test_stems_of_slides_sum_to_the_mix():
    player = new_player(busy_project(), kit_of("p"), {"p": noise(9000, 2)})
    player.play_pattern(0)
    mix, stems = render_stems(player, 8 * STEP, 1)
    total = np.zeros_like(mix)
    for stem in stems:
        total += stem
    np.testing.assert_array_equal(total, mix)


def test_a_score_that_says_the_same_disturbs_no_slide():
    project, kit = busy_project(), kit_of("p")
    sounds = {"p": noise(9000, 2)}
    player = new_player(project, kit, sounds)
    player.play_pattern(0)
    bank = SampleBank(sounds)
    parts = []
    for _ in range(8 * STEP // 500):
        player.publish(compile_score(project, kit), bank)
        parts.append(player.render(500))
    np.testing.assert_array_equal(np.concatenate(parts), played(project, sounds["p"]))


def test_a_hit_by_hand_ends_the_slide_of_its_track():
    steps = (hit(slide=True, track_level_db=-40.0), *[REST] * 6, hit(track_level_db=-20.0))
    player = new_player(project_with(*steps), kit_of("p"), {"p": steady(10)})
    player.play_pattern(0)
    render(player, RATE // 4)
    player.trigger(0, 127)
    assert player.render(10)[0, 0] == 0.5
