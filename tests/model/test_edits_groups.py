"""Mute groups: one key must not leave half of a group muted, nor wipe what was stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from padsketch.errors import UsageError
from padsketch.model import Channel, Project, edits
from padsketch.storage import project_from_text, project_to_text

TOPS = Project(mute_groups={"1": ("hat", "shaker")})


def muted(project):
    return sorted(pad for pad, channel in project.mixer.items() if channel.mute)


def test_a_group_is_muted_and_comes_back_whole():
    silent = edits.toggle_group(TOPS, "1")
    assert muted(silent) == ["hat", "shaker"]
    assert edits.toggle_group(silent, "1") == TOPS


def test_a_group_of_which_one_is_still_heard_falls_silent_first():
    half = edits.toggle_mute(TOPS, "hat")
    assert muted(edits.toggle_group(half, "1")) == ["hat", "shaker"]


@given(st.sets(st.sampled_from(("kick", "snare", "hat", "shaker"))))
def test_a_group_never_touches_the_lanes_of_others(others):
    project = edits.set_mutes(TOPS, others, True)
    after = edits.toggle_group(project, "1")
    assert set(muted(after)) - {"hat", "shaker"} == others - {"hat", "shaker"}


def test_a_group_keeps_the_levels_of_its_lanes():
    project = edits.set_channel(TOPS, "hat", level_db=-7.0)
    back = edits.toggle_group(edits.toggle_group(project, "1"), "1")
    assert back.channel("hat") == Channel(level_db=-7.0)


def test_what_is_muted_becomes_a_group():
    project = edits.set_mutes(Project(), ("clap", "kick"), True)
    stored = edits.store_group(project, "8")
    assert stored.mute_groups == {"8": ("clap", "kick")}
    assert edits.store_group(stored, "8") is stored
    assert project_from_text(project_to_text(stored)) == stored


def test_an_empty_group_is_refused_with_words():
    with pytest.raises(UsageError, match="Mute group 2 is empty"):
        edits.toggle_group(TOPS, "2")
    with pytest.raises(UsageError, match="No lane is muted"):
        edits.store_group(TOPS, "1")


@pytest.mark.parametrize("group", ["0", "9", "hat", ""])
def test_there_are_eight_groups(group):
    with pytest.raises(UsageError, match="is not a mute group"):
        edits.toggle_group(TOPS, group)
