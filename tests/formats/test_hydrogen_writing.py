import os
import shutil
import subprocess
from xml.etree import ElementTree

import pytest
from kit_making import FULL, kit, layer, pad, spoken, write_sounds
from msgspec.structs import replace

from padsketch.formats.hydrogen import read_hydrogen
from padsketch.formats.hydrogen_writing import hydrogen_text

HOSTILE = "<b>]]>&\"'\x1b[2J\x00\u202e\ud800 \N{DRUM WITH DRUMSTICKS}"


def came_back(folder, made):
    """The kit as the reader finds it, and what was lost on the way out."""
    text, losses = hydrogen_text(made)
    (folder / "drumkit.xml").write_text(text, encoding="utf-8")
    write_sounds(folder, made)
    arrival = read_hydrogen(folder)
    assert arrival.missing == ()
    return arrival.kit, losses


def test_what_hydrogen_can_say_comes_back(tmp_path):
    found, losses = came_back(tmp_path, FULL)

    assert losses == ()
    assert spoken(found) == spoken(FULL)
    assert (found.name, found.author, found.licence) == ("Tin", "Nobody", "CC0-1.0")
    assert found.description.startswith("What a kit can say")
    assert "Someone, CC-BY-4.0: kick.wav" in found.description
    for one, other in zip(found.pads, FULL.pads, strict=True):
        for name in ("level_db", "pan", "tune", "attack", "decay", "release", "cutoff"):
            assert getattr(one, name) == pytest.approx(getattr(other, name), rel=1e-3, abs=0.02)


def test_no_velocity_between_two_layers_is_silent():
    text, _ = hydrogen_text(kit(pad("Kick", layer("a.wav", 1, 63), layer("b.wav", 64, 127))))
    layers = ElementTree.fromstring(text).iter("{http://www.hydrogen-music.org/drumkit}layer")
    ranges = [(one[1].text, one[2].text) for one in layers]

    assert ranges[0][0] == "0"
    assert ranges[0][1] == ranges[1][0]
    assert ranges[1][1] == "1"


def test_layers_that_sound_together_do_so_in_hydrogen(tmp_path):
    text, _ = hydrogen_text(kit(pad("Stack", "a.wav", "b.wav", layer("c.wav", 1, 64))))
    root = ElementTree.fromstring(text)
    space = "{http://www.hydrogen-music.org/drumkit}"

    assert len(root.findall(f".//{space}drumkitComponent")) == 3
    assert len(root.findall(f".//{space}instrumentComponent")) == 3


def test_what_hydrogen_cannot_say_is_told(tmp_path):
    made = kit(
        pad("Kick", "a.wav", drive=12.0, drive_curve=2.0),
        pad("Bass", layer("b.wav", pan=0.5), mode="loop", loop_end=100.0),
        pad("Hat", "c.wav", filter=2.0, cutoff=5000.0, hold=10.0),
    )
    _, losses = came_back(tmp_path, made)

    assert set(losses) == {
        "Drive is left out: Kick.",
        "Drive curve is left out: Kick.",
        "Loop end is left out: Bass.",
        "Loops play once: Bass.",
        "The places of layers between left and right are left out: Bass.",
        "Hold is left out: Hat.",
        "Filter is left out: Hat.",
        "Cutoff is left out: Hat.",
    }


def test_settings_that_are_not_heard_are_no_loss(tmp_path):
    quiet = pad("Kick", "a.wav", drive_curve=2.0, loop_end=100.0, release=99.0, sustain=50.0)
    assert came_back(tmp_path, kit(quiet))[1] == ()


def test_hostile_names_leave_the_xml_whole(tmp_path):
    made = kit(replace(pad("Kick", "a.wav"), name=HOSTILE), name=HOSTILE, licence=HOSTILE)
    text, _ = hydrogen_text(made)

    assert ElementTree.fromstring(text.encode()) is not None
    assert all(char.isprintable() or char == "\n" for char in text)


@pytest.mark.skipif(shutil.which("h2cli") is None, reason="Hydrogen is not installed")
@pytest.mark.parametrize(
    "made", [FULL, kit(pad(HOSTILE, "a.wav"), name=HOSTILE)], ids=["full", "hostile"]
)
def test_hydrogen_itself_takes_it(tmp_path, made):
    folder = tmp_path / "kit"
    folder.mkdir()
    came_back(folder, made)
    quiet = {"HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen", "JACK_NO_START_SERVER": "1"}
    done = subprocess.run(
        ["h2cli", "-c", str(folder)],
        env={**os.environ, **quiet},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0
    assert b"is valid" in done.stdout
