"""Takes of the open project: nothing but a user's own word throws one away."""

from pathlib import Path

import numpy as np
import pytest

from padsketch.errors import InvalidFile, PadsketchError, ReadOnly, UsageError
from padsketch.model import Lane, Pattern, Project, Step, edits
from padsketch.model.edits import Cell
from padsketch.model.recording import Take
from padsketch.session import Session

BLOCK = 256


def take(number: int, pattern: str = "A1", pad: str = "kick") -> Take:
    played = Pattern(lanes={pad: Lane(steps=(Step(velocity=100),))})
    return Take(pattern=pattern, number=number, at=number, played=played)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    opened = Session(Project(kit="eight", patterns={"A1": Pattern()}))
    opened.save(tmp_path / "beat")
    return opened


def test_takes_outlive_undo_redo_and_new_edits(session: Session) -> None:
    session.takes.keep(take(1))
    session.edit_pattern("toggle", edits.toggle_step, Cell("kick", 0))
    session.undo()
    session.redo()
    session.undo()
    session.edit_pattern("toggle", edits.toggle_step, Cell("kick", 3))
    assert session.takes.all == (take(1),)


def test_a_take_never_lands_on_another(session: Session) -> None:
    session.takes.keep(take(1))
    session.takes.keep(take(1, "A2"))
    with pytest.raises(ValueError, match="already"):
        session.takes.keep(take(1, pad="snare"))
    assert session.takes.of("A1") == (take(1),)


def test_takes_are_there_again_when_the_project_is_opened(session: Session) -> None:
    session.takes.keep(take(2))
    session.takes.keep(take(1))
    assert session.is_dirty
    folder = session.save()
    assert not session.is_dirty
    assert Session.open(folder).takes.all == (take(1), take(2))


def test_takes_go_along_to_another_folder(session: Session, tmp_path: Path) -> None:
    session.takes.keep(take(1))
    session.save(tmp_path / "copy")
    assert Session.open(tmp_path / "copy").takes.all == (take(1),)


def test_takes_that_lie_in_a_folder_without_a_project_are_not_replaced(
    session: Session, tmp_path: Path
) -> None:
    (tmp_path / "stray").mkdir()
    stray = tmp_path / "stray" / "takes.toml"
    stray.write_text("mine\n")
    session.takes.keep(take(1))
    with pytest.raises(PadsketchError, match="are takes"):
        session.save(tmp_path / "stray")
    assert stray.read_text() == "mine\n"
    assert not (tmp_path / "stray" / "project.toml").exists()
    assert session.folder == tmp_path / "beat"


def test_takes_of_a_newer_program_do_not_keep_a_project_from_being_saved(session: Session) -> None:
    assert session.folder is not None
    file = session.folder / "takes.toml"
    newer = 'format = "padsketch-takes"\nversion = 99\n'
    file.write_text(newer)
    opened = Session.open(session.folder)
    opened.edit_pattern("toggle", edits.toggle_step, Cell("kick", 0))
    opened.save()
    assert (opened.is_dirty, file.read_text()) == (False, newer)
    opened.takes.keep(take(1))
    with pytest.raises(ReadOnly):
        opened.save()
    assert opened.is_dirty


def test_a_take_that_was_thrown_away_stays_away(session: Session) -> None:
    session.takes.keep(take(1))
    session.takes.keep(take(2))
    folder = session.save()
    session.takes.remove(session.takes.take("A1", 1))
    assert session.is_dirty
    session.save()
    assert Session.open(folder).takes.all == (take(2),)
    with pytest.raises(UsageError, match="no take 1"):
        session.takes.take("A1", 1)


def test_damaged_takes_are_not_opened_as_none_and_overwritten(session: Session) -> None:
    assert session.folder is not None
    (session.folder / "takes.toml").write_text("takes = 3\n")
    with pytest.raises(InvalidFile, match=r"takes\.toml"):
        Session.open(session.folder)


@pytest.fixture
def loud(session: Session) -> Session:
    session.load_kit()
    return session


def render(session: Session) -> np.ndarray:
    return np.concatenate([session.player.render(BLOCK) for _ in range(20)])


def test_an_audition_is_heard_and_is_no_edit(loud: Session) -> None:
    before = loud.project
    loud.audition(edits.toggle_step(before, "A1", Cell("kick", 0)))
    assert (loud.project, loud.is_auditioning, loud.is_dirty) == (before, True, False)
    assert loud.undo() is None
    loud.play_pattern()
    assert render(loud).any()
    loud.audition(None)
    loud.panic()
    render(loud)
    loud.play_pattern()
    assert not render(loud).any()


def test_an_edit_ends_an_audition_for_good(loud: Session) -> None:
    loud.audition(edits.toggle_step(loud.project, "A1", Cell("kick", 0)))
    loud.edit("tempo", edits.set_bpm, 100.0)
    assert not loud.is_auditioning
    loud.undo()
    assert not loud.is_auditioning
    loud.play_pattern()
    assert not render(loud).any()


def test_an_edit_ends_an_audition_before_there_is_a_kit(session: Session) -> None:
    session.audition(edits.toggle_step(session.project, "A1", Cell("kick", 0)))
    session.edit("tempo", edits.set_bpm, 100.0)
    assert not session.is_auditioning
