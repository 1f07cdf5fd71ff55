"""What is said of an arrangement, and what nobody wants to hear of a good one."""

import pytest
from songs import course_of

from padsketch.analysis.remarks import Remark, changes, remarks


def said(text, **more):
    course = course_of(text, **more)
    names = [f"S{at + 1}" for at in range(len(course.passages))]
    return [remark.words for remark in remarks(course, names)]


ARRANGED = """
    ....|xxxx|xxxx|x...
    xxxx|xxxx|xxxx|x...
    ....|....|4444|....
"""


def test_a_song_that_builds_up_and_comes_down_is_left_alone():
    assert said(ARRANGED) == []


def test_a_song_in_which_everything_plays_all_the_time():
    assert said("xxxx|xxxx\n4444|2222")[0] == "Every track plays in every one of the 8 bars."


def test_a_loop_may_play_everything_all_the_time():
    assert said("xxxx\n4444") == []


def test_a_pad_that_never_plays_is_no_track():
    assert said("xxxx|xxxx\n....|....")[0] == "Every track plays in every one of the 8 bars."


def test_thirty_two_bars_without_a_change_are_named():
    still = "x" * 32
    words = "Nothing enters or leaves for 32 bars, from bar 5 to 36."
    assert words in said(f"....|{still}|....\nxxxx|{still}|xxxx")
    almost = "x" * 31
    assert "Nothing" not in " ".join(said(f"....|{almost}|....\nxxxx|{almost}|xxxx"))


def test_a_crash_every_four_bars_neither_enters_nor_leaves():
    assert changes(course_of("x...x...x...\nxxxxxxxxxxxx")) == [9]
    assert changes(course_of("x....x......\nxxxxxxxxxxxx")) == [1, 5, 6]


@pytest.mark.parametrize(("seconds", "is_late"), [(3.74, False), (4.0, True)])
def test_a_first_change_that_keeps_one_waiting(seconds, is_late):
    text = "........|xxxxxxxx|........\nxxxxxxxx|xxxxxxxx|xxxx...."
    words = "The first change comes after 32 seconds, in bar 9."
    assert (words in said(text, bar_seconds=seconds)) == is_late


def test_a_section_without_hits_is_named_with_its_bars():
    assert "S2 has no hits (bar 5 to 6)." in said("xxxx|..|xxxx")


def test_a_section_that_ends_within_a_bar_is_named():
    assert "S1 ends within bar 3: it is 2.5 bars long." in said("xxx|x", lengths=[2.5, 1.0])


def test_an_ending_at_full_energy_is_named_and_a_quiet_one_is_not():
    words = "The song ends at full energy in bar 8: nothing leaves before the end."
    assert said("....|xxxx\nxxxx|xxxx") == [words]
    assert said("....|xxxx\n4444|xxx.") == []
    assert said("....|4444\nxxxx|xxxx\n9999|....") == []


def test_remarks_come_in_the_order_of_the_bars_and_say_which():
    course = course_of("....|xxxx|....\nxxxx|xxxx|....")
    found = remarks(course, ("In", "On", "Out"))
    assert found == [Remark(8, 12, "Out has no hits (bar 9 to 12).")]


def test_a_song_without_sections_or_sounds_says_nothing_wrong():
    assert said("........|........") == [
        "S1 has no hits (bar 1 to 8).",
        "S2 has no hits (bar 9 to 16).",
    ]
