"""The journal of an open project: what was edited before the end is there after it."""

from __future__ import annotations

import errno
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from padsketch.errors import PadsketchError
from padsketch.model import Lane, Pattern, Project, Step, edits
from padsketch.model.edits import Cell
from padsketch.model.recording import Take
from padsketch.session import Session
from padsketch.session.safety import journalling
from padsketch.storage import load_project, save_project
from padsketch.storage.safety import places
from padsketch.storage.safety.lock import Lock
from padsketch.storage.safety.recovered import Recovered
from padsketch.storage.safety.recovery import everything, found, kept, restore, sketches
from padsketch.storage.safety.texts import Writer

SKETCH = Project(title="Small", kit="eight", patterns={"A1": Pattern()})
FAR = '{"pid": 1, "host": "far-away", "started": "never"}'
FSYNC = os.fsync


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_project(tmp_path / "beat", SKETCH)
    return tmp_path / "beat"


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    opened = Session.open(folder)
    yield opened
    opened.close()


def tempo(session: Session, bpm: float) -> None:
    session.edit("tempo", edits.set_bpm, bpm)


def crash(session: Session) -> None:
    """Leave everything as a process does that is killed, once its edits are on the disk."""
    session.safety.journal.flush()
    Lock(session.folder or session.own_folder or Path()).release()


def hold_from_far(folder: Path) -> None:
    """Let another machine have a project open."""
    (folder / ".padsketch").mkdir(exist_ok=True)
    (folder / ".padsketch" / "lock").write_text(FAR)


def left(folder: Path) -> Recovered:
    state = found(folder)
    assert state is not None
    return state


def take(number: int) -> Take:
    played = Pattern(lanes={"kick": Lane(steps=(Step(velocity=100),))})
    return Take(pattern="A1", number=number, at=number, played=played)


def random_gesture(session: Session, chance: random.Random) -> None:
    cell = Cell(chance.choice(["kick", "snare", "hat"]), chance.randrange(16))
    match chance.randrange(8):
        case 0:
            session.undo()
        case 1:
            session.redo()
        case 2:
            tempo(session, chance.randrange(60, 180))
        case 3:
            session.takes.keep(take(session.takes.new_number("A1")))
        case 4:
            session.preview.show(lambda project: edits.set_title(project, str(chance.random())))
            session.preview.keep("title")
        case _:
            session.edit_pattern("toggle", edits.toggle_step, cell)
    session.tick()


@pytest.mark.parametrize("seed", range(20))
def test_whatever_was_done_before_a_crash_comes_back(session: Session, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(chance.randrange(1, 30)):
        random_gesture(session, chance)
    tempo(session, 200)
    crash(session)
    assert session.folder is not None
    state = left(session.folder)
    assert (state.project(), state.takes()) == (session.project, session.takes.all)
    assert not state.is_changed


def test_as_many_edits_are_told_as_undo_would_take_back(session: Session, folder: Path) -> None:
    tempo(session, 100)
    for step in range(4):
        session.edit_pattern("paint", edits.toggle_step, Cell("kick", step), merge="stroke")
    session.takes.keep(take(1))
    crash(session)
    assert left(folder).words.startswith("3 edits after the last save, the last at ")


def test_what_is_only_tried_on_is_not_journalled(session: Session, folder: Path) -> None:
    session.preview.show(lambda project: edits.set_bpm(project, 99))
    session.tick()
    crash(session)
    assert found(folder) is None


def test_after_a_save_there_is_nothing_to_recover(session: Session, folder: Path) -> None:
    tempo(session, 100)
    session.save()
    assert kept(folder) == []
    assert places.entered() == []
    tempo(session, 101)
    crash(session)
    assert left(folder).edits == 1


def test_a_save_that_fails_leaves_the_journal(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tempo(session, 100)
    session.safety.journal.flush()
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", refuse(errno.EIO))
        with pytest.raises(PadsketchError):
            session.save()
    crash(session)
    assert left(folder).project().bpm == 100


def test_a_crash_between_save_and_new_journal_offers_nothing_old(
    session: Session, folder: Path
) -> None:
    tempo(session, 100)
    session.safety.journal.flush()
    save_project(folder, session.project)
    crash(session)
    assert found(folder) is None
    reopened = Session.open(folder)
    assert reopened.safety.recovering.offered is None
    assert not (folder / ".padsketch" / "journal.jsonl").exists()
    reopened.close()


def test_edits_of_a_project_that_was_changed_since_say_so(session: Session, folder: Path) -> None:
    tempo(session, 100)
    crash(session)
    save_project(folder, edits.set_title(SKETCH, "Other"))
    state = left(folder)
    assert state.is_changed
    assert "changed by something else" in state.words


def test_recovered_edits_are_one_undoable_edit_and_still_on_the_disk(folder: Path) -> None:
    lost = Session.open(folder)
    for bpm in (100, 101, 102):
        tempo(lost, bpm)
    lost.takes.keep(take(1))
    crash(lost)
    session = Session.open(folder)
    offered = session.safety.recovering.offered
    assert offered is not None
    session.safety.recovering.recover(offered)
    assert (session.project, session.takes.all) == (lost.project, (take(1),))
    assert session.is_dirty
    tempo(session, 103)
    crash(session)
    again = left(folder)
    assert (again.project().bpm, again.edits, len(kept(folder))) == (103, 5, 1)
    session.undo()
    assert session.undo() == "recovered edits"
    assert session.project == SKETCH
    session.close()


def test_two_crashes_in_a_row_lose_nothing(folder: Path) -> None:
    for bpm in (100, 101, 102):
        session = Session.open(folder)
        if session.safety.recovering.offered is not None:
            session.safety.recovering.recover(session.safety.recovering.offered)
        tempo(session, bpm)
        session.edit_pattern("toggle", edits.toggle_step, Cell("kick", bpm - 100))
        crash(session)
    state = left(folder)
    lane = state.project().pattern("A1").lane("kick")
    assert [step.plays for step in lane.steps] == [True] * 3
    assert (state.project().bpm, state.edits) == (102, 6)


def test_later_keeps_what_was_there_beside_what_comes(folder: Path) -> None:
    for bpm in (100, 101):
        session = Session.open(folder)
        session.safety.recovering.later()
        tempo(session, bpm)
        crash(session)
    assert [state.project().bpm for state in kept(folder)] == [101, 100]
    session = Session.open(folder)
    tempo(session, 102)
    session.save()
    assert [state.project().bpm for state in kept(folder)] == [101, 100]
    session.close()


def test_what_is_thrown_away_is_offered_no_more_and_kept_aside(
    session: Session, folder: Path
) -> None:
    tempo(session, 100)
    crash(session)
    other = Session.open(folder)
    assert other.safety.recovering.offered is not None
    other.safety.recovering.throw_away(other.safety.recovering.offered)
    assert found(folder) is None
    assert len(list((folder / ".padsketch" / "thrown-away").iterdir())) == 1
    other.close()


def test_discarded_edits_are_not_offered_again(session: Session, folder: Path) -> None:
    tempo(session, 100)
    session.safety.journal.discard()
    session.close()
    assert found(folder) is None


def test_edits_that_nobody_decided_about_are_offered_after_an_orderly_end(
    session: Session, folder: Path
) -> None:
    tempo(session, 100)
    session.close()
    assert left(folder).is_closed


def test_edits_that_were_all_undone_leave_nothing_behind(session: Session, folder: Path) -> None:
    tempo(session, 100)
    session.undo()
    session.close()
    assert not (folder / ".padsketch" / "journal.jsonl").exists()


def test_who_does_not_hold_a_project_keeps_its_edits_elsewhere(folder: Path) -> None:
    hold_from_far(folder)
    session = Session.open(folder)
    tempo(session, 100)
    crash(session)
    assert not (folder / ".padsketch" / "journal.jsonl").exists()
    (stand_in,) = places.substitutes(folder)
    assert kept(folder)[0].home == stand_in
    assert left(folder).project().bpm == 100
    session.close()


def test_what_another_process_is_writing_is_offered_to_nobody(
    session: Session, folder: Path
) -> None:
    tempo(session, 100)
    session.safety.journal.flush()
    hold_from_far(folder)
    second = Session.open(folder)
    assert second.safety.recovering.offered is None
    assert second.safety.recovering.all == []
    second.close()


def test_a_folder_that_is_gone_loses_no_edit(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    folder.rename(tmp_path / "unplugged")
    tempo(session, 100)
    session.safety.journal.flush()
    (refusal,) = session.safety.refusals()
    assert "Edits are kept elsewhere" in refusal.hint
    assert session.safety.refusals() == []
    assert left(folder).project().bpm == 100
    session.save(tmp_path / "copy")
    assert kept(folder) == []


def refuse(number: int) -> Callable[[int], None]:
    def refused(file: int) -> None:
        raise OSError(number, os.strerror(number))

    return refused


def test_a_full_disk_is_told_once_and_asked_until_there_is_room(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journalling, "RETRY", 0.0)
    monkeypatch.setattr(os, "fsync", refuse(errno.ENOSPC))
    for bpm in (100, 101):
        tempo(session, bpm)
        session.safety.journal.flush()
    (refusal,) = session.safety.refusals()
    assert "only in memory" in refusal.title
    session.tick()
    session.safety.journal.flush()
    assert session.safety.refusals() == []
    monkeypatch.setattr(os, "fsync", FSYNC)
    session.tick()
    session.safety.journal.flush()
    assert left(folder).project().bpm == 101


def test_a_mistake_of_ours_does_not_end_journalling_without_a_word(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def mistaken(*_: object) -> None:
        raise NameError("whole")

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(journalling, "RETRY", 0.0)
    with monkeypatch.context() as broken:
        broken.setattr(Writer, "texts", mistaken)
        tempo(session, 100)
        session.safety.journal.flush()
    (refusal,) = session.safety.refusals()
    assert "only in memory" in refusal.title
    assert "NameError: whole" in refusal.title
    (log,) = (tmp_path / "state").rglob("errors.log")
    assert "in mistaken" in log.read_text()
    session.tick()
    session.safety.journal.flush()
    assert left(folder).project().bpm == 100


def test_a_full_disk_leaves_no_folders_behind(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", refuse(errno.ENOSPC))
        full.setattr(os, "pwrite", lambda *_: 0)
        tempo(session, 100)
        session.safety.journal.flush()
    session.save()
    assert places.entered() == []
    assert places.substitutes(folder) == []


def test_no_sketch_is_kept_of_who_only_looked() -> None:
    session = Session.open(None)
    session.tick()
    session.close()
    assert places.sketches() == []


def test_a_sketch_without_a_name_is_kept_until_it_has_one(tmp_path: Path) -> None:
    session = Session.open(None)
    tempo(session, 100)
    assert session.own_folder is None or session.own_folder.is_dir()
    session.close()
    (state,) = sketches()
    assert (state.project().bpm, state.is_closed, state.edits) == (100, True, 1)
    other = Session.open(None)
    assert other.safety.recovering.offered is None
    other.safety.recovering.recover(state)
    assert other.own_folder == state.home
    other.save(tmp_path / "named")
    other.close()
    assert (places.sketches(), load_project(tmp_path / "named").bpm) == ([], 100)


def test_a_name_for_one_state_of_a_sketch_takes_no_other_state_away(tmp_path: Path) -> None:
    lost = Session.open(None)
    tempo(lost, 100)
    crash(lost)
    (state,) = sketches()
    aside = state.journal.parent / "unsaved" / "other.jsonl"
    aside.parent.mkdir()
    shutil.copy(state.journal, aside)
    other = Session.open(None)
    other.safety.recovering.recover(state)
    tempo(other, 101)
    other.save(tmp_path / "named")
    other.close()
    assert aside.exists()
    assert [left.project().bpm for left in sketches()] == [100]


def test_a_sketch_that_nobody_closed_is_offered(tmp_path: Path) -> None:
    lost = Session.open(None)
    tempo(lost, 100)
    crash(lost)
    session = Session.open(None)
    assert session.safety.recovering.offered is not None
    assert session.safety.recovering.offered.project() == lost.project
    session.close()


def test_the_sounds_of_a_sketch_without_a_name_come_back_with_it(tmp_path: Path) -> None:
    lost = Session.open(None)
    samples = lost.home() / "samples"
    samples.mkdir()
    (samples / "clap.wav").write_bytes(b"sound")
    tempo(lost, 100)
    crash(lost)
    (state,) = sketches()
    restore(state, tmp_path / "mine")
    assert (tmp_path / "mine" / "samples" / "clap.wav").read_bytes() == b"sound"
    assert load_project(tmp_path / "mine").bpm == 100


def test_everything_that_can_come_back_is_found_wherever_it_is(
    session: Session, folder: Path
) -> None:
    tempo(session, 100)
    crash(session)
    sketch = Session.open(None)
    tempo(sketch, 101)
    sketch.close()
    assert {state.folder for state in everything()} == {folder, None}
