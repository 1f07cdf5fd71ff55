"""Samples that were moved, renamed or lost: found again by what they hold, and nothing is mixed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from own_sounds import DOOR, RAIN, TRIMMED, folders_of, make_beat, project_of, write_sound

from hostile_names import WRITABLE
from padsketch.demo import demo_project
from padsketch.errors import PadsketchError
from padsketch.model import Credit, Project, edits
from padsketch.storage import project_from_text, project_to_text, save_project
from padsketch.storage.safety.identities import identified, identity_of
from padsketch.storage.safety.missing import find_samples, missing_samples
from padsketch.storage.safety.relinking import bring_back

OPENED: list[str] = []
"""The files that were opened since a test emptied it."""


def _note(event: str, words: tuple[object, ...]) -> None:
    if event == "open" and isinstance(words[0], str):
        OPENED.append(words[0])


sys.addaudithook(_note)


@pytest.fixture
def beat(tmp_path: Path) -> Path:
    return make_beat(tmp_path)


def found_for(beat: Path, *folders: Path) -> dict[str, Path]:
    project = project_of(beat)
    missing = missing_samples(project, folders_of(beat))
    return find_samples({file: project.samples[file] for file in missing}, [beat, *folders])


def relinked(beat: Path, *folders: Path) -> Project:
    names = bring_back(beat, found_for(beat, *folders), folders_of(beat).named)
    return edits.relink(project_of(beat), names)


def missing_of(beat: Path, project: Project) -> tuple[str, ...]:
    return missing_samples(project, folders_of(beat))


def test_the_demo_that_is_loaded_and_saved_keeps_its_text(tmp_path: Path) -> None:
    text = project_to_text(demo_project())
    save_project(tmp_path / "demo", identified(project_from_text(text), tmp_path / "demo"))
    assert (tmp_path / "demo" / "project.toml").read_text() == text


def test_an_old_file_says_nothing_of_samples_until_it_is_saved(beat: Path) -> None:
    project = project_of(beat)
    old = project_to_text(project).split("\n[samples.")[0]
    (beat / "project.toml").write_text(old)
    assert project_to_text(project_of(beat)) == old
    assert identified(project_of(beat), beat) == project


def test_nothing_is_missing_while_all_is_there(beat: Path) -> None:
    assert missing_of(beat, project_of(beat)) == ()


def test_a_sample_that_was_moved_in_the_project_keeps_its_trims_and_its_papers(
    beat: Path,
) -> None:
    (beat / "samples" / "doors").mkdir()
    (beat / DOOR).rename(beat / "samples" / "doors" / "Front Door.wav")
    project = relinked(beat)
    name = "samples/doors/Front Door.wav"
    (layer,) = project.pads["kick"].layers or ()
    assert edits.relink(project, {name: DOOR}) == project_of(beat)
    assert (layer.file, layer.start, layer.stretch) == (name, TRIMMED.start, TRIMMED.stretch)
    assert project.markers == {name: (5, 17)}
    assert project.credits == {name: Credit(author="Ida")}
    assert missing_of(beat, project) == ()


def test_a_sample_from_the_library_is_copied_to_its_old_place(beat: Path, tmp_path: Path) -> None:
    library = tmp_path / "library" / "deep" / "er"
    library.mkdir(parents=True)
    content = (beat / DOOR).read_bytes()
    (beat / DOOR).rename(library / "bang.wav")
    assert relinked(beat, tmp_path / "library") == project_of(beat)
    assert (beat / DOOR).read_bytes() == (library / "bang.wav").read_bytes() == content


def test_of_two_files_of_one_size_the_right_one_is_taken(beat: Path) -> None:
    assert (beat / DOOR).stat().st_size == (beat / RAIN).stat().st_size
    (beat / DOOR).rename(beat / "samples" / "b.wav")
    (beat / RAIN).rename(beat / "samples" / "a.wav")
    found = found_for(beat)
    assert found == {DOOR: beat / "samples" / "b.wav", RAIN: beat / "samples" / "a.wav"}


def test_two_names_that_were_exchanged_are_not_missing(beat: Path) -> None:
    (beat / DOOR).rename(beat / "x")
    (beat / RAIN).rename(beat / DOOR)
    (beat / "x").rename(beat / RAIN)
    assert found_for(beat) == {}


def test_a_file_of_the_name_that_is_something_else_is_left_alone(beat: Path) -> None:
    (beat / DOOR).unlink()
    write_sound(beat / "samples" / "new" / "door.wav", 9)
    assert found_for(beat) == {}


def test_of_many_copies_that_in_the_project_comes_first_then_the_namesake(
    beat: Path, tmp_path: Path
) -> None:
    places = [tmp_path / "one" / "a.wav", tmp_path / "one" / "z" / "door.wav"]
    for place in places:
        write_sound(place, 1)
    (beat / DOOR).unlink()
    folders = (tmp_path / "nowhere", tmp_path / "one")
    assert found_for(beat, *folders) == {DOOR: places[1]}
    write_sound(beat / "rescued.wav", 1)
    assert found_for(beat, *folders) == {DOOR: beat / "rescued.wav"}


def test_one_copy_stands_for_two_lost_twins(beat: Path) -> None:
    project = edits.set_layers(project_of(beat), "hat", (TRIMMED,))
    write_sound(beat / "samples" / "twin.wav", 1)
    twin = edits.relink(project, {DOOR: "samples/twin.wav"}).pads["kick"].layers
    save_project(beat, identified(edits.set_layers(project, "kick", twin), beat))
    (beat / DOOR).rename(beat / "only.wav")
    (beat / "samples" / "twin.wav").unlink()
    project = relinked(beat)
    assert [(project.pads[pad].layers or ())[0].file for pad in ("kick", "hat")] == ["only.wav"] * 2


def test_links_are_followed_and_never_for_ever(beat: Path, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (beat / DOOR).rename(tmp_path / "disk" / "d.wav")
    (beat / DOOR).symlink_to(tmp_path / "gone.wav")
    (beat / "round").symlink_to(beat)
    (beat / "disk").symlink_to(tmp_path / "disk")
    assert found_for(beat) == {DOOR: beat / "disk" / "d.wav"}
    assert missing_of(beat, relinked(beat)) == ()


def test_what_is_exported_is_no_place_for_a_sample(beat: Path) -> None:
    (beat / "exports").mkdir(exist_ok=True)
    (beat / DOOR).rename(beat / "exports" / "d.wav")
    assert relinked(beat) == project_of(beat)
    assert (beat / DOOR).is_file()


def test_a_hostile_name_is_never_written_into_the_project(beat: Path) -> None:
    names = [name for name in WRITABLE if not {"/", "\0"} & set(name) and len(name.encode()) < 240]
    for number, name in enumerate(names):
        home = beat / f"h{number}"
        home.mkdir()
        source = home / f"{name}.wav"
        (beat / DOOR).rename(source)
        project = relinked(beat)
        assert missing_of(beat, project) == (), name
        assert project_from_text(project_to_text(project)) == project
        (layer,) = project.pads["kick"].layers or ()
        assert layer.file.isprintable()
        if not (beat / DOOR).is_file():
            source.rename(beat / DOOR)
        source.unlink(missing_ok=True)
    assert len(names) > 40


def test_what_cannot_be_read_stops_no_search(beat: Path, tmp_path: Path) -> None:
    locked, open_folder = tmp_path / "a", tmp_path / "b"
    write_sound(locked / "d.wav", 1)
    write_sound(open_folder / "locked.wav", 1)
    write_sound(open_folder / "open.wav", 1)
    (open_folder / "folder.wav").mkdir()
    (beat / DOOR).unlink()
    (open_folder / "locked.wav").chmod(0)
    locked.chmod(0)
    try:
        (path,) = found_for(beat, locked, open_folder).values()
    finally:
        locked.chmod(0o700)
    assert path.name in ("open.wav", "locked.wav", "d.wav")


def test_among_five_thousand_files_only_those_of_the_size_are_read(
    beat: Path, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    library.mkdir()
    size = (beat / DOOR).stat().st_size
    for number in range(5_000):
        (library / f"{number:04}.wav").write_bytes(bytes(size + 1 + number % 7))
    write_sound(library / "other.wav", 7)
    (beat / DOOR).rename(library / "x4711.wav")
    OPENED.clear()
    assert found_for(beat, library) == {DOOR: library / "x4711.wav"}
    read = {Path(name).name for name in OPENED if name.startswith(str(library))}
    assert read <= {"other.wav", "x4711.wav"}


def test_a_search_that_is_given_up_reads_nothing_more(beat: Path) -> None:
    (beat / DOOR).rename(beat / "d.wav")
    identity = project_of(beat).samples[DOOR]
    OPENED.clear()
    assert find_samples({DOOR: identity}, [beat], lambda: True) == {}
    assert not [name for name in OPENED if name.endswith(".wav")]


def test_a_sample_that_was_changed_is_known_as_it_is_now(beat: Path) -> None:
    write_sound(beat / DOOR, 77)
    project = identified(project_of(beat), beat)
    assert project.samples[DOOR] == identity_of(beat / DOOR)
    assert project.samples[RAIN] == project_of(beat).samples[RAIN]


def test_what_did_not_change_is_not_read_again(beat: Path) -> None:
    project = project_of(beat)
    save_project(beat, project)
    OPENED.clear()
    assert identified(project, beat) is project
    assert not [name for name in OPENED if name.endswith(".wav")]


def test_a_missing_sample_keeps_its_identity(beat: Path) -> None:
    (beat / DOOR).unlink()
    assert identified(project_of(beat), beat) == project_of(beat)


def test_what_is_mentioned_no_more_is_not_known_any_more(beat: Path) -> None:
    project = edits.set_layers(project_of(beat), "hat", None)
    assert identified(project, beat).samples.keys() == {DOOR}


def test_a_disk_that_refuses_is_told_and_leaves_no_half_file(beat: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    (beat / DOOR).rename(library / "d.wav")
    (beat / RAIN).unlink()
    (beat / "samples").rmdir()
    (beat / "samples").write_text("in the way")
    with pytest.raises(PadsketchError, match="cannot be written"):
        relinked(beat, library)
    assert not list(beat.rglob(".padsketch-*"))
