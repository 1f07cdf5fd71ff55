from random import Random

import pytest
from importers import SEEDS, check, check_beat, outcome_of, run
from seed_beats import SEED_BEATS
from seed_kits import SEED_KITS

from padsketch.formats.audio_folder import read_folder
from padsketch.formats.beats.recognise import read_beat
from padsketch.formats.recognise import reader_of

NAMES = (
    *("\x1b[2Jkick.wav", "snare\u202e.wav", "con.wav", "NUL.v1.wav", "a" * 240 + ".wav", "ﬁ.WAV"),
    *("\udcff\udcfe.wav", "e\u0301.wav", "\u0301" * 50 + ".wav", "  .wav", "kick\n.wav", "9" * 200),
    *(
        "Kick.wav",
        "kick.wav",
        "KICK.wav",
        "kick .wav",
        "🥁.flac",
        "%s{0}.wav",
        "'\"\\.wav",
        "-rf.wav",
    ),
)


@pytest.mark.parametrize("kit", SEED_KITS, ids=lambda kit: kit.name)
def test_what_the_damage_starts_from_arrives_whole(tmp_path, kit):
    kit.put(tmp_path / "kit")
    path = tmp_path / "kit" / kit.file
    path.write_bytes(kit.data)
    arrival = reader_of(path)(path)
    check(arrival)
    assert len(arrival.kit.pads) >= 2
    assert arrival.missing == ()


@pytest.mark.parametrize("beat", SEED_BEATS, ids=lambda beat: beat.name)
def test_what_the_damage_of_beats_starts_from_arrives_whole(tmp_path, beat):
    beat.put(tmp_path / "beat")
    path = tmp_path / "beat" / beat.file
    path.write_bytes(beat.data)
    draft = read_beat(path)
    check_beat(draft)
    assert sum(map(draft.count, draft.parts)) >= 3


def test_no_damage_brings_a_reader_down(tmp_path):
    outcomes, _ = run(tmp_path, cases=1000, seed=0)
    assert sum(outcomes.values()) == 1000
    assert all(outcomes[f"{kit.name} {came}"] for kit in SEEDS for came in ("arrived", "refused"))


def test_the_same_seed_damages_in_the_same_way(tmp_path):
    kit = SEED_KITS[0]
    kit.put(tmp_path / kit.name)
    files = set()
    for _ in range(2):
        outcome_of(tmp_path, kit, Random("7-7"))
        files.add((tmp_path / kit.name / kit.file).read_bytes())
    assert len(files) == 1
    assert files != {kit.data}


def test_no_name_of_a_file_brings_a_folder_down(tmp_path):
    SEED_KITS[0].put(tmp_path / "kit")
    data = (tmp_path / "kit" / "a.wav").read_bytes()
    folder = tmp_path / "\x1b]0;x\x07\udcff"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_bytes(data)
    arrival = read_folder(folder)
    check(arrival)
    assert len(arrival.kit.pads) == len([name for name in NAMES if "." in name])
    assert all(name.isascii() for name in arrival.sources)
