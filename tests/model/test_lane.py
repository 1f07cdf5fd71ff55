import msgspec

from padsketch.model import REST, Lane, Pattern, Step

HIT = Step(velocity=100)


def test_equal_music_is_an_equal_value_however_many_rests_follow():
    assert Lane(steps=(HIT, REST, REST)) == Lane(steps=(HIT,))
    assert msgspec.structs.replace(Lane(steps=(HIT,)), steps=(REST,) * 16) == Lane()


def test_a_rest_with_details_is_not_dropped():
    lane = Lane(steps=(HIT, Step(chance=20), REST))

    assert lane.steps == (HIT, Step(chance=20))
    assert lane.step(99) is REST


def test_a_nudge_stays_within_its_step():
    assert [Pattern(step=step).max_nudge for step in ("1/4", "1/16", "1/32T")] == [920, 230, 76]
