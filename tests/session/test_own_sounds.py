"""Sounds of a project of its own beside its kit's: heard live and in exports, never left behind."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from padsketch.errors import InvalidFile
from padsketch.export.job import RenderJob
from padsketch.export.render import render_file
from padsketch.model import Credit, Lane, Layer, Pattern, Project, Step, dressed, edits
from padsketch.model.edits import Cell
from padsketch.model.treatment import Sound, Treatment
from padsketch.session import Session
from padsketch.session.shelf import KitShelf
from padsketch.storage import check_project, load_project, save_project

RATE = 48_000
KIT = """format = "padsketch-kit"
version = 1
name = "Steady"
[[pads]]
id = "kick"
name = "Kick"
layers = [{ file = "samples/kick.wav" }]
"""


def write_level(path: Path, level: float, frames: int = RATE) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, np.full(frames, level), RATE, "FLOAT")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project beside a kit that keeps its sounds in a folder of the same name."""
    write_level(tmp_path / "steady/samples/kick.wav", 0.25)
    (tmp_path / "steady/kit.toml").write_text(KIT)
    beat = Pattern(lanes={"kick": Lane(steps=(Step(velocity=127),))})
    save_project(tmp_path, Project(kit="steady", patterns={"A1": beat}))
    write_level(tmp_path / "samples/kick.wav", 0.9)
    write_level(tmp_path / "samples/door.wav", 0.5)
    return tmp_path


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    opened = Session.open(folder, RATE)
    opened.load_kit()
    yield opened
    opened.close()


def heard(session: Session, pad: int) -> float:
    session.panic()
    session.player.render(4096)
    session.trigger(pad, 127)
    return float(session.player.render(4096)[-1, 0])


def add_door(session: Session, **layer: float) -> None:
    door = (Layer(file="samples/door.wav", **layer),)
    session.edit("door", edits.add_pad, session.kit, "door", "Door", door)
    session.reading.finish()


def test_a_stretch_that_was_given_up_is_made_when_it_is_wanted_again(folder: Path) -> None:
    shelf, sound = KitShelf(RATE), Sound("samples/door.wav", Treatment(stretch=1.5))
    loaded = shelf.open("steady", folder)
    loaded.bank_of((sound.key,))
    shelf.fill(loaded, [sound], folder, is_outdated=lambda sound: True)
    assert loaded.missing([sound]) == [sound]
    shelf.fill(loaded, [sound], folder)
    assert loaded.missing([sound]) == []
    assert loaded.bank.frames(sound.key) is not None


def test_a_file_that_the_kit_names_is_the_kits(session: Session) -> None:
    assert heard(session, 0) == 0.25


def test_a_pad_of_the_projects_own_is_heard_without_loading_the_kit_again(
    session: Session,
) -> None:
    add_door(session)
    assert (heard(session, 0), heard(session, 1)) == (0.25, 0.5)
    session.undo()
    session.redo()
    session.reading.finish()
    assert heard(session, 1) == 0.5


def test_what_rings_goes_on_while_another_sound_comes(session: Session) -> None:
    session.trigger(0, 127)
    session.player.render(4096)
    add_door(session)
    assert session.player.render(4096)[-1, 0] == 0.25


def test_a_treated_layer_is_another_sound_than_its_file(session: Session) -> None:
    add_door(session)
    inverted = (Layer(file="samples/door.wav", invert=True),)
    session.edit("other", edits.add_pad, session.kit, "other", "Other", inverted)
    session.reading.finish()
    assert (heard(session, 1), heard(session, 2)) == (0.5, -0.5)


def test_a_missing_sound_is_told_once_and_the_others_play(session: Session) -> None:
    gone = (Layer(file="samples/gone.wav"),)
    session.edit("gone", edits.add_pad, session.kit, "gone", "Gone", gone)
    session.reading.finish()
    assert session.reading.refusal is not None
    assert "gone.wav" in session.reading.refusal.title

    session.reading.refusal = None
    session.edit("louder", edits.set_channel, "kick", level_db=1.0)
    session.reading.finish()
    assert session.reading.refusal is None


def test_an_export_plays_the_projects_own_sounds(session: Session, folder: Path) -> None:
    add_door(session, start=100.0, delay=10.0)
    hit = Step(velocity=127)
    session.edit_pattern("hit", edits.put_step, Cell("door", 0), hit)
    session.save()
    assert session.loaded is not None
    job = RenderJob(
        load_project(folder),
        session.loaded.kit,
        session.loaded.folder,
        "A1",
        bits="32f",
        master=False,
        tail="cut",
        project_folder=folder,
    )
    render_file(job, folder / "out.wav")
    frames, _ = soundfile.read(folder / "out.wav")
    assert frames[470, 0] == pytest.approx(0.25)
    assert frames[4000, 0] == pytest.approx(0.75)


def test_saving_elsewhere_takes_the_samples_along(session: Session, tmp_path: Path) -> None:
    add_door(session)
    elsewhere = tmp_path / "copy"
    session.save(elsewhere)
    assert (elsewhere / "samples/door.wav").read_bytes() == (
        tmp_path / "samples/door.wav"
    ).read_bytes()


def test_a_sketch_without_a_name_keeps_what_was_recorded_when_it_gets_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    session = Session(Project(kit="eight"), None, RATE)
    home = session.home()
    assert session.home() == home
    write_level(home / "samples/take.wav", 0.5)
    session.save(tmp_path / "named")
    assert (tmp_path / "named/samples/take.wav").exists()
    session.close()


def test_a_check_names_own_samples_that_are_missing_or_damaged(folder: Path) -> None:
    project = load_project(folder)
    for name in ("door", "gone", "noise"):
        layers = (Layer(file=f"samples/{name}.wav"),)
        project = edits.set_layers(edits.name_pad(project, name, name), name, layers)
    save_project(folder, project)
    (folder / "samples/noise.wav").write_text("no sound")
    places = [fault.place for fault in check_project(folder)]
    assert places == ["pads.gone.layers[1].file", "noise.wav"]


def test_a_pad_needs_a_name_and_layers_to_be_one(session: Session) -> None:
    kit = session.kit
    assert kit is not None
    named = edits.name_pad(session.project, "stray", "Stray")
    assert dressed(kit, named.pads).index("stray") is None


def test_papers_and_marks_survive_the_file(folder: Path) -> None:
    project = load_project(folder)
    credit = Credit(author="Ida", licence="CC0-1.0", place="kitchen")
    project = edits.set_credit(project, "samples/door.wav", credit)
    project = edits.set_markers(project, "samples/door.wav", (4000, 0, 4000))
    save_project(folder, project)
    again = load_project(folder)
    assert again.credits == {"samples/door.wav": credit}
    assert again.markers == {"samples/door.wav": (0, 4000)}


@pytest.mark.parametrize("marks", ["[5, 5]", "[9, 3]", "[-1]", "[0.5]"])
def test_marks_that_do_not_rise_are_refused(folder: Path, marks: str) -> None:
    file = folder / "project.toml"
    file.write_text(f'{file.read_text()}\n[markers]\n"a.wav" = {marks}\n')
    with pytest.raises(InvalidFile, match="markers"):
        load_project(folder)
