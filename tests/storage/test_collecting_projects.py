"""A project that is collected plays the same anywhere; what it does not play is only listed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace
from own_sounds import DOOR, RAIN, folders_of, make_beat, project_of, write_sound

from padsketch.export.job import RenderJob
from padsketch.export.render import render_file
from padsketch.model import Lane, Layer, Pattern, Project, Step, edits
from padsketch.storage import find_kit, load_kit, save_project
from padsketch.storage.safety.collecting import Collected, collect, unused_samples


@pytest.fixture
def beat(tmp_path: Path) -> Path:
    beat = make_beat(tmp_path)
    hits = {pad: Lane(steps=(Step(velocity=127),)) for pad in ("kick", "hat")}
    save_project(beat, replace(project_of(beat), patterns={"A1": Pattern(lanes=hits)}))
    return beat


def collected(beat: Path) -> Collected:
    project, folders = project_of(beat), folders_of(beat)
    done = collect(project, beat, folders.kit, load_kit(folders.kit))
    save_project(beat, done.played_by(project))
    return done


def sound_of(beat: Path) -> bytes:
    project = project_of(beat)
    folder = find_kit(project.kit, beat)
    job = RenderJob(project, load_kit(folder), folder, "A1", project_folder=beat)
    render_file(job, beat / "out.wav", force=True)
    return (beat / "out.wav").read_bytes()


def unused(beat: Path) -> list[str]:
    folders = folders_of(beat)
    found = unused_samples(project_of(beat), beat, folders.kit, load_kit(folders.kit))
    return [path.path.relative_to(beat).as_posix() for path in found]


def test_a_collected_folder_sounds_the_same_without_all_others(beat: Path, tmp_path: Path) -> None:
    before = sound_of(beat)
    assert collected(beat).copied == ("kit",)
    alone = tmp_path / "another machine"
    alone.mkdir()
    beat.rename(alone / "beat")
    shutil.rmtree(tmp_path / "kits")
    assert sound_of(alone / "beat") == before


def test_an_installed_kit_is_collected_with_its_credits(tmp_path: Path) -> None:
    save_project(tmp_path / "beat", Project(kit="dust"))
    folder = find_kit("dust", None)
    done = collect(Project(kit="dust"), tmp_path / "beat", folder, load_kit(folder))
    assert load_kit(tmp_path / "beat" / done.kit) == load_kit(folder)


def test_what_was_collected_is_not_copied_again(beat: Path) -> None:
    collected(beat)
    saved = project_of(beat)
    assert collected(beat) == Collected({}, "", ())
    assert project_of(beat) == saved


def test_a_folder_called_kit_is_not_written_over(beat: Path) -> None:
    (beat / "kit").mkdir()
    (beat / "kit" / "letter.txt").write_text("dear all")
    assert collected(beat).kit == "kit_2"
    assert (beat / "kit" / "letter.txt").read_text() == "dear all"


def test_links_to_elsewhere_become_files(beat: Path, tmp_path: Path) -> None:
    (beat / DOOR).rename(tmp_path / "door.wav")
    (beat / DOOR).symlink_to(tmp_path / "door.wav")
    assert collected(beat).copied == (DOOR, "kit")
    assert not (beat / DOOR).is_symlink()
    assert (beat / DOOR).read_bytes() == (tmp_path / "door.wav").read_bytes()


def test_a_linked_folder_is_left_and_its_sounds_come_along(beat: Path, tmp_path: Path) -> None:
    before = sound_of(beat)
    (beat / "samples").rename(tmp_path / "disk")
    (beat / "samples").symlink_to(tmp_path / "disk")
    assert collected(beat).copied == ("collected/door.wav", "collected/rain.wav", "kit")
    (beat / "samples").unlink()
    assert sound_of(beat) == before


def test_a_layer_of_a_file_beside_the_kit_is_collected(beat: Path) -> None:
    write_sound(folders_of(beat).kit / "extra.wav", 5)
    project = edits.set_layers(project_of(beat), "hat", (Layer(file="extra.wav"),))
    save_project(beat, project)
    assert "extra.wav" in collected(beat).copied
    assert (beat / "extra.wav").is_file()


def test_what_is_nowhere_is_told_and_the_rest_collected(beat: Path) -> None:
    (beat / RAIN).unlink()
    assert collected(beat) == Collected({}, "kit", (RAIN,))


def test_what_no_pad_plays_is_listed_and_stays(beat: Path) -> None:
    write_sound(beat / "samples" / "old" / "take.wav", 8)
    assert unused(beat) == ["samples/old/take.wav"]
    save_project(beat, edits.set_layers(project_of(beat), "hat", None))
    assert unused(beat) == ["samples/old/take.wav", RAIN]
    assert (beat / RAIN).is_file()


def test_a_kit_among_the_samples_is_not_unused(beat: Path) -> None:
    kit = load_kit(folders_of(beat).kit)
    shutil.copytree(folders_of(beat).kit, beat / "samples" / "tin")
    save_project(beat, edits.set_kit(project_of(beat), "samples/tin"))
    assert unused_samples(project_of(beat), beat, beat / "samples" / "tin", kit) == []
