import pytest
from hypothesis import given
from hypothesis import strategies as st

from padsketch.errors import UsageError
from padsketch.model import Project, Section
from padsketch.model import edits as ed
from strategies import sections


def section(name, **more):
    return Section(section=name, pattern="A1", **more)


def song(*names):
    return Project(song=tuple(map(section, names)))


def names(project):
    return "".join(s.section for s in project.song)


def passes(project):
    """The song as what is heard: every pass of every section."""
    return [s.pattern + str(s.mute) for s in project.song for _ in range(s.repeats)]


songs = st.lists(sections(), min_size=1, max_size=5).map(lambda s: ed.set_song(Project(), s))


@st.composite
def places(draw):
    """A song, and the place of one of its sections."""
    project = draw(songs)
    return project, draw(st.integers(0, len(project.song) - 1))


@pytest.mark.parametrize(("at", "order"), [(0, "xab"), (1, "axb"), (2, "abx")])
def test_a_new_section_begins_where_it_was_put(at, order):
    assert names(ed.insert_section(song("a", "b"), at, section("x"))) == order


@pytest.mark.parametrize("at", [-1, 2, 99])
def test_no_edit_reaches_past_the_ends_of_the_song(at):
    project = song("a", "b")
    for edit in (
        lambda: ed.remove_section(project, at),
        lambda: ed.duplicate_section(project, at),
        lambda: ed.move_section(project, at, 0),
        lambda: ed.set_section(project, at, repeats=2),
        lambda: ed.toggle_section_mute(project, at, "kick"),
        lambda: ed.split_section(project, at, 1),
        lambda: ed.insert_section(project, at + 1 if at > 0 else at, section("x")),
    ):
        with pytest.raises(UsageError):
            edit()


@given(places(), sections())
def test_what_was_put_in_can_be_taken_out_without_a_trace(place, new):
    project, at = place
    longer = ed.insert_section(project, at, new)
    assert len(longer.song) == len(project.song) + 1
    assert ed.remove_section(longer, at) == project


@given(places(), st.integers(0, 6))
def test_moving_there_and_back_changes_nothing_and_loses_none(place, to):
    project, at = place
    moved = ed.move_section(project, at, to)
    there = min(to, len(project.song) - 1)
    assert moved.song[there] == project.song[at]
    assert sorted(map(repr, moved.song)) == sorted(map(repr, project.song))
    assert ed.move_section(moved, there, at) == project


@given(places(), st.integers(1, 999))
def test_a_split_section_plays_what_it_played_before(place, repeat):
    project, at = place
    whole = project.song[at]
    if repeat >= whole.repeats:
        with pytest.raises(UsageError):
            ed.split_section(project, at, repeat)
        return
    parts = ed.split_section(project, at, repeat)
    assert passes(parts) == passes(project)
    assert [s.repeats for s in parts.song[at : at + 2]] == [repeat, whole.repeats - repeat]


@given(places())
def test_a_duplicate_stands_behind_its_original(place):
    project, at = place
    twice = ed.duplicate_section(project, at)
    assert twice.song[at] == twice.song[at + 1] == project.song[at]
    assert ed.remove_section(twice, at) == project


@given(places(), st.sampled_from(("kick", "snare")))
def test_a_mute_is_toggled_in_its_section_only(place, pad):
    project, at = place
    muted = ed.toggle_section_mute(project, at, pad)
    assert (pad in muted.song[at].mute) != (pad in project.song[at].mute)
    assert muted.song[:at] + muted.song[at + 1 :] == project.song[:at] + project.song[at + 1 :]
    back = ed.toggle_section_mute(muted, at, pad)
    assert set(back.song[at].mute) == set(project.song[at].mute)


def test_what_a_section_says_is_brought_into_range_or_refused():
    project = song("a")
    changed = ed.set_section(
        project, 0, section="Verse", pattern="H16", repeats=5000, transpose=-99, bpm=1000, fill=True
    )
    assert changed.song == (
        Section(section="Verse", pattern="H16", repeats=999, transpose=-48.0, bpm=400.0, fill=True),
    )
    for nonsense in (
        {"pattern": "Z9"},
        {"mute": ("Kick!",)},
        {"repeats": 1.5},
        {"bpm": float("nan")},
        {"fill": 1},
        {"note": "\udce9"},
        {"swing": 60},
    ):
        with pytest.raises(UsageError):
            ed.set_section(project, 0, **nonsense)


def test_saying_what_a_section_says_already_is_no_edit():
    project = song("a", "b")
    assert ed.set_section(project, 1, section="b", repeats=1) is project
    assert ed.move_section(project, 1, 7) is project
    assert ed.append_sections(project, ()) is project
