import pytest
from strangers import put, put_sounds
from wave_files import cue_chunk, wave

from padsketch.errors import InvalidFile
from padsketch.formats.audio_folder import read_folder
from padsketch.formats.recognise import reader_of

HYDROGEN = """<drumkit_info><name>Attic</name><instrumentList><instrument><name>A</name>
<filename>a.wav</filename></instrument></instrumentList></drumkit_info>"""
SFZ = "<region> sample=a.wav"
DECENT = '<DecentSampler><groups><group><sample path="a.wav"/></group></groups></DecentSampler>'
MPC = """<MPCVObject><Program type="Drum"><Instruments><Instrument number="1"><Layers><Layer>
<SampleName>a</SampleName></Layer></Layers></Instrument></Instruments></Program></MPCVObject>"""
KITS = [
    *(("drumkit.xml", HYDROGEN), ("Tin.sfz", SFZ)),
    *(("Tin.DSPRESET", DECENT), ("Tin.xpm", MPC)),
]


@pytest.mark.parametrize(("name", "text"), KITS)
@pytest.mark.parametrize("inside", ["", "Attic/", "pack/Attic/"])
def test_kits_are_recognised_by_their_file_and_in_a_folder(tmp_path, name, text, inside):
    put_sounds(tmp_path, f"{inside}a.wav")
    file = put(tmp_path / f"{inside}{name}", text)
    for path in (file, tmp_path):
        arrival = reader_of(path)(path)
        assert list(arrival.sources.values()) == [file.parent / "a.wav"]


def test_a_folder_of_audio_is_one(tmp_path):
    put_sounds(tmp_path, "a.wav")
    assert reader_of(tmp_path) is read_folder


def test_a_sound_with_cues_is_one(tmp_path):
    path = tmp_path / "a.WAV"
    path.write_bytes(wave(cue_chunk(0, 500)))
    assert len(reader_of(path)(path).kit.pads) == 2


def test_of_several_kits_none_is_chosen_at_random(tmp_path):
    put_sounds(tmp_path, "a.wav")
    for name in ("one.sfz", "two.sfz", "three.sfz", "\x1b[2Jfour.sfz"):
        put(tmp_path / name, SFZ)
    with pytest.raises(InvalidFile, match="holds several kits") as caught:
        reader_of(tmp_path)
    assert "and 1 more" in caught.value.title
    assert "\x1b" not in caught.value.title


@pytest.mark.parametrize("name", ["readme.txt", "gone", "kit.zip", "x\0y"])
def test_anything_else_is_nothing(tmp_path, name):
    assert reader_of(tmp_path / name) is None


def test_an_empty_folder_is_nothing(tmp_path):
    assert reader_of(tmp_path) is None
