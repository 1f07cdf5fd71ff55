"""`padsketch samples`: what it says, what it changes, and what a program may rely on."""

import json
import shutil

import pytest

from padsketch.model import Layer, edits
from padsketch.storage import load_project, save_project

ORGAN = "samples/organ.wav"


@pytest.fixture
def beat(small_project):
    """A project with one sample of its own, which it knows."""
    (small_project / "samples").mkdir()
    sound = (small_project / "kit" / "open.wav").read_bytes()
    (small_project / ORGAN).write_bytes(sound[:-4] + bytes(4))
    layers = (Layer(file=ORGAN, start=20.0),)
    project = edits.set_layers(load_project(small_project), "organ", layers)
    save_project(small_project, project)
    return small_project


@pytest.fixture
def known(beat, padsketch):
    """The same, once its samples were identified."""
    assert padsketch("samples", beat, "--kit", "eight")[0] == 0
    assert padsketch("samples", beat, "--kit", "kit")[0] == 0
    return beat


def test_samples_that_are_there_are_listed(padsketch, padsketch_json, known):
    code, out, err = padsketch("samples", known)
    assert (code, out.split()) == (0, ["there", ORGAN])
    assert "none is missing" in err
    code, answer = padsketch_json("samples", known)
    assert code == 0
    assert [row["state"] for row in answer["samples"]] == ["there"]
    assert answer["samples"][0]["size"] == (known / ORGAN).stat().st_size


def test_listing_changes_nothing(padsketch, beat):
    before = (beat / "project.toml").read_bytes()
    assert padsketch("samples", beat, "--unused", "--relink")[0] == 0
    assert (beat / "project.toml").read_bytes() == before


def test_a_missing_sample_is_found_and_brought_back(padsketch, padsketch_json, known, tmp_path):
    library = tmp_path / "library"
    library.mkdir()
    (known / ORGAN).rename(library / "pipes.wav")
    code, answer = padsketch_json("samples", known)
    assert (code, answer["samples"][0]["state"]) == (4, "missing")
    code, out, err = padsketch("samples", known, "--search", library)
    assert code == 4
    assert str(library / "pipes.wav") in out
    assert "--relink" in err
    code, _, err = padsketch("samples", known, "--search", library, "--relink")
    assert (code, (known / ORGAN).is_file()) == (0, True)
    assert f"brought back: {ORGAN}" in err


def test_a_sample_that_moved_in_the_project_is_relinked(padsketch, known):
    (known / ORGAN).rename(known / "samples" / "pipes.wav")
    code, _, err = padsketch("render", known, "-o", known / "a.wav", "--pattern", "A1")
    assert code == 4
    assert "padsketch samples" in err
    assert padsketch("samples", known, "--relink")[0] == 0
    (layer,) = load_project(known).pads["organ"].layers
    assert (layer.file, layer.start) == ("samples/pipes.wav", 20.0)
    assert padsketch("check", known)[0] == 0
    assert padsketch("render", known, "-o", known / "a.wav", "--pattern", "A1")[0] == 0


def test_a_changed_sample_is_called_changed(padsketch, known):
    content = (known / ORGAN).read_bytes()
    (known / ORGAN).write_bytes(content[:-8] + bytes(8))
    assert padsketch("samples", known)[1].split()[0] == "changed"


def test_check_names_what_is_missing_with_its_place(padsketch, known):
    (known / ORGAN).unlink()
    code, out, _ = padsketch("check", known)
    assert code == 4
    assert out.startswith(f"pads.organ.layers[1].file: the sample '{ORGAN}' is missing")
    assert "padsketch samples" in out


def test_collecting_makes_a_folder_that_needs_no_other(padsketch, padsketch_json, known):
    padsketch("samples", known, "--kit", "dust")
    code, answer = padsketch_json("samples", known, "--collect")
    assert (code, answer["collected"], answer["kit"]) == (0, ["kit_2"], "kit_2")
    assert load_project(known).kit == "kit_2"
    assert padsketch("check", known / "kit_2")[0] == 0


def test_what_is_not_played_is_listed_and_stays(padsketch, padsketch_json, known):
    shutil.copy(known / ORGAN, known / "samples" / "old.wav")
    code, out, err = padsketch("samples", known, "--unused")
    assert code == 0
    assert "unused" in out
    assert "Older versions" in err
    _, answer = padsketch_json("samples", known, "--unused")
    assert [row["file"] for row in answer["unused"]] == ["samples/old.wav"]
    assert (known / "samples" / "old.wav").is_file()


def test_a_project_whose_kit_is_gone_is_told_the_way_to_another(padsketch, known):
    shutil.rmtree(known / "kit")
    for command in (["render", known, "-o", known / "a.wav"], ["samples", known]):
        code, _, err = padsketch(*command)
        assert code == 4
        assert "There is no kit 'kit'" in err
        assert "--kit NAME" in err
    assert padsketch("samples", known, "--kit", "eight")[0] == 0
    assert load_project(known).kit == "eight"


def test_another_kit_that_is_not_there_changes_nothing(padsketch, known):
    before = (known / "project.toml").read_bytes()
    assert padsketch("samples", known, "--kit", "nowhere")[0] == 4
    assert (known / "project.toml").read_bytes() == before


def test_a_newer_project_is_not_rewritten(padsketch, known):
    file = known / "project.toml"
    newer = file.read_text().replace("version = 1", "version = 99")
    file.write_text(newer)
    (known / ORGAN).rename(known / "samples" / "pipes.wav")
    code, _, err = padsketch("samples", known, "--relink")
    assert code == 1
    assert "newer" in err
    assert file.read_text() == newer


def test_an_answer_for_programs_is_one_document(padsketch, known):
    code, out, _ = padsketch("samples", known, "--json")
    assert code == 0
    assert set(json.loads(out)) == {
        *("project", "kit", "samples", "brought_back", "collected", "unused"),
    }
