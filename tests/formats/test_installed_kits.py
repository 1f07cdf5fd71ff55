from pathlib import Path

import pytest
from strangers import pads_of

from padsketch.formats.recognise import reader_of
from padsketch.storage.samples import decode

KITS = Path("/usr/share/hydrogen/data/drumkits")
LOOPS = Path("/usr/share/sonic-pi/samples")
PADS = {
    "Audiophob": 14,
    "BJA_Pacific": 14,
    "ColomboAcousticDrumkit": 18,
    "ElectricEmpireKit": 32,
    "ForzeeStereo": 27,
    "GMRockKit": 18,
    "Gimme A Hand 1.0": 14,
    "HardElectro1": 16,
    "Millo-Drums_v.1": 16,
    "Millo_MultiLayered2": 15,
    "Millo_MultiLayered3": 13,
    "TR808EmulationKit": 16,
    "The Black Pearl 1.0": 22,
    "VariBreaks": 16,
    "circAfrique v4": 27,
    "rumpf_kit_z01_h2": 64,
}
MISSING = {"Millo_MultiLayered2": ("misc_Cowbell.flac",)}


def read(path):
    if not path.is_dir():
        pytest.skip(f"{path} is not installed (hydrogen-data, hydrogen-drumkits, sonic-pi-samples)")
    return reader_of(path)(path)


def decoded_seconds(arrival):
    """Seconds of every source, all of which can be decoded."""
    sounds = {name: decode(path) for name, path in arrival.sources.items()}
    return {name: len(frames) / rate for name, (frames, rate) in sounds.items()}


@pytest.mark.parametrize("name", PADS)
def test_every_kit_that_debian_ships_for_hydrogen_arrives_whole(name):
    arrival = read(KITS / name)
    assert len(pads_of(arrival)) == PADS[name]
    assert arrival.missing == MISSING.get(name, ())
    assert arrival.kit.author
    assert all(seconds > 0 for seconds in decoded_seconds(arrival).values())


def test_the_rock_kit_lies_as_its_notes_do_and_the_black_pearl_as_its_file():
    rock, pearl = (read(KITS / name).kit for name in ("GMRockKit", "The Black Pearl 1.0"))
    assert [pad.id for pad in rock.pads[:7]] == [
        *("kick", "stick", "snare", "hand-clap", "snare-rimshot", "floor-tom", "hat-closed"),
    ]
    assert [pad.id for pad in pearl.pads[:3]] == ["pearl-kick", "pearl-side-stick", "pearl-snare"]


def test_hats_that_mute_each_other_choke():
    kit = read(KITS / "VariBreaks").kit
    assert [pad.id[-2:] for pad in kit.pads if pad.choke == 1] == ["cl", "pd", "op"]


def test_a_folder_of_samples_begins_with_a_drum_set():
    arrival = read(LOOPS)
    assert [pad.name for pad in arrival.kit.pads[:6]] == [
        *("bd_808", "drum_snare_hard", "drum_cymbal_closed"),
        *("drum_cymbal_pedal", "drum_cymbal_open", "drum_tom_lo_hard"),
    ]
    assert len(pads_of(arrival)) == 64
    assert all(seconds > 0 for seconds in decoded_seconds(arrival).values())
