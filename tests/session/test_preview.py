import numpy as np
import pytest

from padsketch.model import Pattern, Project, edits
from padsketch.model.edits import Cell
from padsketch.session import Session


@pytest.fixture
def session():
    opened = Session(Project(kit="eight", patterns={"A1": Pattern()}))
    opened.load_kit()
    yield opened
    opened.close()


def kick(project, velocity=100):
    return edits.toggle_step(project, "A1", Cell("kick", 0), velocity)


def heard(session):
    session.play_pattern()
    sound = np.concatenate([session.player.render(256) for _ in range(40)])
    session.panic()
    for _ in range(40):
        session.player.render(256)
    return float(np.abs(sound).max())


def test_what_is_shown_is_heard_before_it_is_kept(session):
    assert heard(session) == 0.0
    session.preview.show(kick)
    loud = heard(session)
    session.preview.show(lambda project: kick(project, 30))
    assert loud > heard(session) > 0.0


def test_what_is_dropped_is_silent_and_leaves_no_undo(session):
    before = session.project
    session.preview.show(kick)
    session.preview.drop()
    assert heard(session) == 0.0
    assert session.project is before
    assert session.undo() is None


def test_what_is_kept_is_one_undo(session):
    for velocity in (10, 60, 127):
        session.preview.show(lambda project, v=velocity: kick(project, v))
    assert session.preview.keep("kick")
    assert session.current_pattern.lane("kick").step(0).velocity == 127
    assert session.undo() == "kick"
    assert session.undo() is None
    assert heard(session) == 0.0


def test_a_preview_that_changes_nothing_leaves_no_undo(session):
    session.preview.show(lambda project: project)
    assert not session.preview.keep("nothing")
    assert session.undo() is None


def test_what_is_only_shown_is_not_saved(session, tmp_path):
    session.preview.show(kick)
    folder = session.save(tmp_path / "beat")
    assert Session.open(folder).project.pattern("A1") == Pattern()
    session.preview.drop()
    assert not session.is_dirty


def test_what_is_only_shown_is_no_edit_to_save(session, tmp_path):
    session.save(tmp_path / "beat")
    session.preview.show(kick)
    assert not session.is_dirty
    session.preview.keep("kick")
    assert session.is_dirty
