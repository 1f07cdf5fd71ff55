import pytest
from strangers import pads_of, put_sounds, ranges_of

from padsketch.errors import InvalidFile
from padsketch.formats.audio_folder import read_folder
from padsketch.formats.sound_names import role_of, take_name
from padsketch.model.kit import Credit


def names_of(folder, *files):
    put_sounds(folder, *files)
    return list(pads_of(read_folder(folder)))


def test_a_drum_set_comes_first_and_the_rest_in_natural_order(tmp_path):
    files = ("zap10.wav", "zap2.wav", "OpenHat.wav", "HH_closed.wav", "SD 1.wav", "BD.wav")
    assert names_of(tmp_path, *files, "BD2.wav") == [
        *("BD", "SD 1", "HH_closed", "OpenHat"),
        *("BD2", "zap2", "zap10"),
    ]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        *(("BD01", "kick"), ("Kicks", "kick"), ("bass drum bassdrum", "kick")),
        *(("sn_dub", "snare"), ("SD", "snare"), ("snare_rimshot", "rim"), ("claps", "clap")),
        *(("HiHatClosed", "hat"), ("ch", "hat"), ("hihatOpen", "open"), ("OHH", "open")),
        *(("hat pedal", "pedal"), ("floor_tom", "tom-low"), ("HiTom", "tom-high")),
        *(("tom3", "tom-mid"), ("ride_bell", "ride"), ("Cymbal1", "crash")),
        *(("drum_cymbal_open", "open"), ("maracas", "shaker"), ("conga_hi", "conga-high")),
        *(("voice", ""), ("brass", ""), ("", ""), ("808", "")),
    ],
)
def test_names_are_understood(name, role):
    assert role_of(name) == role


@pytest.mark.parametrize(
    ("stem", "take"),
    [
        *(("snare_v1", ("snare", 1, 0)), ("snare-vel80_rr2", ("snare", 80, 2))),
        *(("Kick_RR3", ("Kick", 0, 3)), ("snare_01", ("snare_01", 0, 0))),
        *(("v1", ("v1", 0, 0)), ("dev1", ("dev1", 0, 0)), ("_v2", ("_v2", 0, 0))),
    ],
)
def test_only_clear_marks_make_one_pad_of_many_files(stem, take):
    assert take_name(stem) == take


def test_numbered_snares_are_different_snares(tmp_path):
    assert names_of(tmp_path, "snare_01.wav", "snare_02.wav") == ["snare_01", "snare_02"]


def test_velocities_by_rank_share_the_range(tmp_path):
    put_sounds(tmp_path, "kick_v1.wav", "kick_v2.wav", "Kick_v3.wav")
    (pad,) = pads_of(read_folder(tmp_path)).values()
    assert (pad.name, pad.layering) == ("kick", "stack")
    assert ranges_of(pad) == [(1, 42), (43, 85), (86, 127)]


def test_velocities_by_value_end_where_they_say(tmp_path):
    put_sounds(tmp_path, "kick-vel40.wav", "kick-vel100.wav", "kick-vel127.wav")
    (pad,) = pads_of(read_folder(tmp_path)).values()
    assert ranges_of(pad) == [(1, 40), (41, 100), (101, 127)]


def test_turns_within_velocities_are_a_round_robin(tmp_path):
    put_sounds(tmp_path, *(f"hat_v{v}_rr{r}.wav" for v in (1, 2) for r in (1, 2, 10)))
    (pad,) = pads_of(read_folder(tmp_path)).values()
    assert pad.layering == "round-robin"
    assert [layer.file for layer in pad.layers][:3] == [f"hat_v1_rr{r}.wav" for r in (1, 2, 10)]
    assert ranges_of(pad) == [(1, 64)] * 3 + [(65, 127)] * 3


def test_a_folder_s_name_says_what_numbers_in_it_are(tmp_path):
    files = ("Snares/01.wav", "Kicks/01.wav", "Other/01.wav")
    put_sounds(tmp_path, *files)
    kit = read_folder(tmp_path).kit
    assert [layer.file for pad in kit.pads for layer in pad.layers] == [
        *("01.wav", "01_2.wav", "01_3.wav"),
    ]
    sources = read_folder(tmp_path).sources
    assert [path.parent.name for path in sources.values()] == ["Kicks", "Snares", "Other"]


def test_hidden_files_and_what_is_no_audio_are_no_pads(tmp_path):
    put_sounds(tmp_path, "kick.wav", "._kick.wav", "__MACOSX/kick.wav", ".git/x.wav", "readme.txt")
    assert list(pads_of(read_folder(tmp_path))) == ["kick"]


def test_of_a_thousand_files_the_drum_set_and_the_first_are_kept(tmp_path):
    put_sounds(tmp_path, "snare.wav", *(f"a{n}.wav" for n in range(1, 101)))
    arrival = read_folder(tmp_path)
    assert [pad.name for pad in arrival.kit.pads] == ["snare", *(f"a{n}" for n in range(1, 64))]
    assert arrival.losses == (
        "A kit has at most 64 pads, left out: a64, a65, a66, a67, a68, a69 and 31 more.",
    )


def test_sounds_that_say_nothing_of_themselves_leave_their_papers_blank(tmp_path):
    put_sounds(tmp_path, "kick.wav")
    assert read_folder(tmp_path).kit.credits == {"kick.wav": Credit()}


def test_links_in_a_circle_end(tmp_path):
    put_sounds(tmp_path, "kick.wav")
    (tmp_path / "again").symlink_to(tmp_path)
    assert list(pads_of(read_folder(tmp_path))) == ["kick"]


def test_a_folder_without_audio_is_refused(tmp_path):
    with pytest.raises(InvalidFile, match="holds no audio files"):
        read_folder(tmp_path)
