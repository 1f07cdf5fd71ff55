"""The open project: what a user does must reach the engine, and must be taken back whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from padsketch.errors import InvalidFile, PadsketchError, RingFull, UsageError
from padsketch.model import Pattern, Project, edits
from padsketch.model.edits import Cell
from padsketch.session import Playhead, Session
from padsketch.storage import load_project

KICK = Cell("kick", 0)
BLOCK = 256


@pytest.fixture
def session() -> Iterator[Session]:
    opened = Session(Project(kit="eight", patterns={"A1": Pattern(), "A2": Pattern(length=8)}))
    opened.load_kit()
    yield opened
    opened.close()


def render(session: Session, seconds: float) -> np.ndarray:
    blocks = int(seconds * session.player.rate) // BLOCK
    return np.concatenate([session.player.render(BLOCK) for _ in range(blocks)])


def test_an_edit_is_heard_in_the_next_block(session: Session) -> None:
    session.play_pattern()
    assert not render(session, 0.1).any()
    session.edit_pattern("toggle", edits.toggle_step, Cell("kick", 1))
    assert render(session, 0.1).any()


def test_undo_is_heard_too(session: Session) -> None:
    session.edit_pattern("toggle", edits.toggle_step, KICK)
    assert session.undo() == "toggle"
    session.play_pattern()
    assert not render(session, 0.2).any()
    assert session.redo() == "toggle"
    session.restart()
    assert render(session, 0.2).any()


def test_an_edit_that_changes_nothing_leaves_no_undo(session: Session) -> None:
    assert not session.edit("tempo", edits.set_bpm, session.project.bpm)
    assert session.undo() is None


def test_a_stroke_is_undone_at_once(session: Session) -> None:
    before = session.project
    for step in range(4):
        session.edit_pattern("paint", edits.toggle_step, Cell("kick", step), merge="stroke")
    session.end_merge()
    session.edit_pattern("toggle", edits.toggle_step, Cell("snare", 0), merge="stroke")
    session.undo()
    assert session.current_pattern.lane("kick").step(3).plays
    session.undo()
    assert session.project is before


def test_a_kit_change_is_undone_with_its_sounds(session: Session) -> None:
    assert session.change_kit("chrome")
    assert session.kit is not None
    assert session.kit.name == "Chrome"
    session.undo()
    assert session.kit.name == "Eight"
    session.redo()
    assert session.kit.name == "Chrome"


def test_a_kit_that_is_not_there_leaves_the_old_one_playing(session: Session) -> None:
    before = session.loaded
    with pytest.raises(PadsketchError):
        session.change_kit("no such kit")
    assert session.loaded is before
    assert session.project.kit == "eight"


def test_a_queued_pattern_is_seen_when_it_is_heard(session: Session) -> None:
    session.play_pattern()
    render(session, 0.1)
    session.go_to_pattern("A2")
    render(session, 0.1)
    assert session.tick().queued == 1
    assert session.pattern == "A1"
    render(session, 2.0)
    session.tick()
    assert session.pattern == "A2"


def test_a_full_ring_loses_no_edit(session: Session) -> None:
    session.player.render(BLOCK)
    for _ in range(1024):
        session.trigger(0, 1)
    with pytest.raises(RingFull):
        session.trigger(0, 1)
    session.edit_pattern("toggle", edits.toggle_step, KICK)
    session.player.render(BLOCK)
    session.panic()
    render(session, 0.1)
    session.tick()
    session.play_pattern()
    assert render(session, 0.2).any()


def test_the_playhead_stands_on_the_step_that_sounds(session: Session) -> None:
    session.play_pattern()
    render(session, 0.55)
    snapshot = session.player.snapshot()
    playhead = session.playhead(snapshot)
    assert playhead is not None
    assert playhead.position == snapshot.position
    assert session.heard_steps(playhead, ["kick"])[0] == 4


def test_a_swung_step_lights_up_when_it_sounds(session: Session) -> None:
    session.edit("swing", edits.set_swing, 75.0)
    session.edit_pattern("toggle", edits.toggle_step, KICK)
    step = 240 * 1000
    heard = [
        session.heard_steps(Playhead("A1", -1, position), ["kick"])[0]
        for position in (0, step, step + step // 2 - 1, step + step // 2, 2 * step)
    ]
    assert heard == [0, 0, 0, 1, 2]


@pytest.mark.parametrize(("gap", "bpm"), [(0.5, 120.0), (0.6, 100.0), (1.5, 40.0)])
def test_taps_give_the_tempo(session: Session, gap: float, bpm: float) -> None:
    taps = [session.tap(10.0 + gap * n) for n in range(5)]
    assert taps[0] is None
    assert taps[1:] == [bpm] * 4


def test_a_late_tap_begins_again(session: Session) -> None:
    session.tap(0.0)
    session.tap(0.5)
    assert session.tap(20.0) is None


def test_an_untouched_demo_has_nothing_to_lose() -> None:
    session = Session.open(None)
    assert not session.is_dirty
    session.edit("tempo", edits.set_bpm, 100.0)
    assert session.is_dirty


def test_a_sketch_without_a_folder_is_not_saved_somewhere(session: Session) -> None:
    with pytest.raises(UsageError):
        session.save()


def test_saving_keeps_what_was_edited(session: Session, tmp_path: Path) -> None:
    session.edit_pattern("toggle", edits.toggle_step, KICK)
    assert session.is_dirty
    session.save(tmp_path / "beat")
    assert not session.is_dirty
    assert load_project(tmp_path / "beat").pattern("A1").lane("kick").step(0).velocity == 100


def test_saving_under_a_name_never_replaces_another_project(
    session: Session, tmp_path: Path
) -> None:
    session.save(tmp_path / "one")
    Session(Project(title="Other")).save(tmp_path / "two")
    with pytest.raises(PadsketchError, match="already"):
        session.save(tmp_path / "two")
    assert load_project(tmp_path / "two").title == "Other"


def test_a_damaged_project_names_its_place(tmp_path: Path) -> None:
    (tmp_path / "project.toml").write_text('format = "padsketch-project"\nversion = 1\nbpm = "x"\n')
    with pytest.raises(InvalidFile) as error:
        Session.open(tmp_path)
    assert [fault.place for fault in error.value.faults] == ["bpm"]


def test_the_demo_plays_from_its_first_step() -> None:
    session = Session.open(None)
    session.load_kit()
    session.play_song()
    assert render(session, 0.5).any()
    assert session.tick().section == 0
    session.close()
