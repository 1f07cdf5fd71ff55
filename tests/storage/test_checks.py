from textwrap import dedent

import pytest

from padsketch.model import Project
from padsketch.storage import check_project, load_project, save_project


@pytest.fixture
def check(kit_folder):
    """Check a project of these lines that plays the kit `tin` beside it."""
    beat = kit_folder.parent

    def run(body):
        head = 'format = "padsketch-project"\nversion = 1\n'
        (beat / "project.toml").write_text(head + dedent(body))
        return [str(fault) for fault in check_project(beat)]

    return run


TIN = 'kit = "tin"\n'


def test_a_sound_project_has_no_faults(check):
    assert check(TIN + '[patterns.A1.lanes]\nkick = "X"\n[[song]]\nsection="a"\npattern="A1"') == []


def test_a_project_of_defaults_has_no_faults(tmp_path):
    save_project(tmp_path / "beat", Project())

    assert check_project(tmp_path / "beat") == []


def test_every_name_that_the_kit_does_not_have_is_found_in_its_place(check):
    assert check("""\
        kit = "tin"
        [patterns.A1.lanes]
        snare = "X"
        kick = "X"
        [[patterns.A1.locks]]
        lane = "hatt"
        step = 1
        [patterns.A1.lane_options.tom]
        length = 3
        [[song]]
        section = "Intro"
        pattern = "A2"
        mute = ["kick", "clap"]
        [mute_groups]
        2 = ["kick", "cymbal"]
        [mixer.ride]
        pan = 0.5
        """) == [
        "patterns.A1.lanes.snare: the kit 'tin' has no pad 'snare'",
        "patterns.A1.locks[1].lane: the kit 'tin' has no pad 'hatt', did you mean 'hat'?",
        "patterns.A1.lane_options.tom: the kit 'tin' has no pad 'tom'",
        "song[1].pattern: this project has no pattern 'A2'",
        "song[1].mute[2]: the kit 'tin' has no pad 'clap'",
        "mute_groups.2[2]: the kit 'tin' has no pad 'cymbal'",
        "mixer.ride: the kit 'tin' has no pad 'ride'",
    ]


def test_values_names_kit_and_samples_are_checked_in_one_go(check, kit_folder):
    (kit_folder / "hat.wav").unlink()
    (kit_folder / "kick.wav").write_bytes(b"no sound")

    faults = check('bpm = 0\nkit = "tin"\n[patterns.A1.lanes]\nkick = "?"\n[mixer.kick]\npan = 2')
    places = [fault.split(": ")[:2] for fault in faults]
    assert places == [
        ["bpm", "0 is outside 20 to 400"],
        ["patterns.A1.lanes.kick", "step 1"],
        ["mixer.kick.pan", "2 is outside -1 to 1"],
        ["kit 'tin'", "pads[2].layers[1].file"],
        ["kit 'tin'", "kick.wav"],
    ]


def test_a_missing_kit_is_one_fault_and_not_one_for_every_lane(check):
    (fault,) = check('kit = "tinn"\n[patterns.A1.lanes]\nkick = "X"')

    assert fault.startswith("kit: There is no kit 'tinn'")


def test_a_damaged_kit_does_not_accuse_the_lanes(check, kit_folder):
    (kit_folder / "kit.toml").write_text("pads = 1\nformat =")

    (fault,) = check(TIN + '[patterns.A1.lanes]\nkick = "X"')
    assert fault.startswith("kit 'tin': line 2: ")


def test_toml_that_cannot_be_read_is_one_fault_with_its_line(check):
    (fault,) = check("title = Night")

    assert fault.startswith("line 3: ")


def test_a_newer_version_is_told_as_such(check, kit_folder):
    text = 'format = "padsketch-project"\nversion = 2\nkit = "tin"\nnews = 1\n'
    (kit_folder.parent / "project.toml").write_text(text)

    (fault,) = map(str, check_project(kit_folder.parent))
    assert fault.startswith("version: 2 is newer")
    assert load_project(kit_folder.parent).kit == "tin"


def test_nothing_at_the_path_is_a_fault(tmp_path):
    (fault,) = check_project(tmp_path / "nothing")

    assert fault.message == "there is no such file"
