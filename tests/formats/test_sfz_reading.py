import pytest
from strangers import pads_of, put, put_sounds, ranges_of

from padsketch.errors import InvalidFile
from padsketch.formats.sfz import read_sfz


def read(folder, text, *sounds, **options):
    put_sounds(folder, *(sounds or ("a.wav", "b.wav", "c.wav")))
    return read_sfz(put(folder / "kit.sfz", text, **options))


def only_pad(folder, opcodes):
    arrival = read(folder, f"<region> sample=a.wav key=36 {opcodes}")
    (pad,) = pads_of(arrival).values()
    return pad, arrival


def test_what_a_group_says_holds_for_its_regions_until_they_say_otherwise(tmp_path):
    text = """
    <global> pan=50 volume=-1
    <master> master_volume=-2
    <group> volume=-3 key=36
      <region> sample=a.wav
      <region> sample=b.wav key=38 volume=-4
    <group> key=40
      <region> sample=c.wav
    <master>
    <region> sample=a.wav key=42
    <global>
    <region> sample=a.wav key=44
    """
    arrival = read(tmp_path, text)
    layers = [pad.layers[0] for pad in arrival.kit.pads]
    assert [layer.level_db for layer in layers] == [-5.0, -6.0, -3.0, -1.0, 0.0]
    assert [layer.pan for layer in layers] == [0.5, 0.5, 0.5, 0.5, 0.0]


def test_pads_stand_in_the_order_of_their_keys(tmp_path):
    text = "".join(
        f"<region>sample={file} key={key}\n"
        for file, key in (("c.wav", "f#2"), ("b.wav", "40"), ("a.wav", "C2"))
    )
    arrival = read(tmp_path, text)
    assert [pad.name for pad in arrival.kit.pads] == ["a", "b", "c"]
    assert arrival.losses == ()


def test_the_key_of_a_region_is_nearer_than_the_range_of_its_group(tmp_path):
    text = """<group> lokey=30 hikey=60 <region> sample=a.wav key=36
    <region> sample=b.wav lokey=37 hikey=37 pitch_keycenter=37"""
    arrival = read(tmp_path, text)
    assert [pad.name for pad in arrival.kit.pads] == ["a", "b"]
    assert arrival.losses == ()


def test_velocity_layers_of_a_key_are_one_pad(tmp_path):
    text = """<group> key=36
    <region> lovel=1 hivel=40 sample=kick_v1.wav
    <region> lovel=41 hivel=127 sample=kick_v2.wav"""
    (pad,) = pads_of(read(tmp_path, text, "kick_v1.wav", "kick_v2.wav")).values()
    assert (pad.name, ranges_of(pad)) == ("kick", [(1, 40), (41, 127)])


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        *(("kick_v2", "kick"), ("Snare 01 hard", "Snare"), ("floor1", "floor"), ("tom", "tom")),
        *(("12", "12"), ("hat_rr-3_v1", "hat"), ("1" * 99 + "x", "1" * 80)),
    ],
)
def test_the_number_of_a_take_is_no_name(tmp_path, stem, name):
    text = f"<group> key=36 <region> sample={stem}.wav <region> sample=a.wav"
    arrival = read(tmp_path, text, f"{stem}.wav", "a.wav")
    assert [pad.name for pad in arrival.kit.pads] == [name]


def test_names_come_from_labels(tmp_path):
    text = """<control> label_key36=Boom
    <region> key=36 sample=a.wav
    <group> group_label=Clap <region> key=38 sample=b.wav"""
    assert list(pads_of(read(tmp_path, text))) == ["Boom", "Clap"]


def test_samples_with_blanks_backslashes_and_another_case_are_found(tmp_path):
    text = r"""<control> default_path=..\Sounds\
    <region> sample=my kick.wav key=36 lovel=1
    <region> key=38 sample=Sub/SNARE.WAV // and a comment
    <control> default_path=
    <region> key=40 sample=Local.wav"""
    put_sounds(tmp_path, "Sounds/my kick.wav", "kits/sub/Snare.wav", "kits/local.wav")
    arrival = read_sfz(put(tmp_path / "kits" / "kit.sfz", text))
    assert list(arrival.sources) == ["my kick.wav", "Snare.wav", "local.wav"]
    assert arrival.missing == ()


def test_a_name_may_go_up_one_folder_and_no_further(tmp_path):
    put_sounds(tmp_path, "secret.wav", "b/c/a.wav")
    text = "<region> sample=../../secret.wav key=1 <region> sample=a.wav key=2"
    arrival = read_sfz(put(tmp_path / "b" / "c" / "kit.sfz", text))
    assert arrival.missing == ("../../secret.wav",)


def test_comments_of_both_kinds_say_nothing(tmp_path):
    text = """/* <region> sample=b.wav
    key=37 */ <region> // sample=c.wav
    sample=a.wav /* here */ key=36
    /* never closed <region> sample=c.wav key=38"""
    assert list(pads_of(read(tmp_path, text))) == ["a"]


def test_variables_stand_for_their_values(tmp_path):
    text = """#define $KICK 36
    #define $KICKVEL 100
    #define $EXT wav
    <region> sample=a.$EXT key=$KICK hivel=$KICKVEL
    <region> sample=b.wav key=$KICK lovel=101 lochan=$UNKNOWN"""
    (pad,) = pads_of(read(tmp_path, text)).values()
    assert ranges_of(pad) == [(1, 100), (101, 127)]


def test_included_files_are_read_where_they_stand(tmp_path):
    put(tmp_path / "parts" / "Keys.txt", "#define $K 40\n<group> volume=-6")
    text = '#include "parts\\keys.txt"\n<region> sample=a.wav key=$K'
    arrival = read(tmp_path, text)
    assert arrival.kit.pads[0].layers[0].level_db == -6.0


def test_a_file_that_includes_itself_ends(tmp_path):
    with pytest.raises(InvalidFile, match="included too deep"):
        read(tmp_path, '#include "kit.sfz"\n<region> sample=a.wav')


def test_includes_that_multiply_end(tmp_path):
    for n in range(6):
        lines = f'#include "{n + 1}.txt"\n' * 10
        put(tmp_path / f"{n}.txt", lines)
    put(tmp_path / "6.txt", "// the end")
    with pytest.raises(InvalidFile, match="too deep, or too often"):
        read(tmp_path, '#include "0.txt"')


def test_large_files_that_are_included_again_and_again_end(tmp_path):
    put(tmp_path / "large.txt", "//" + "x" * 4_000_000)
    with pytest.raises(InvalidFile, match="too long"):
        read(tmp_path, '#include "large.txt"\n' * 9 + "<region> sample=a.wav")


@pytest.mark.parametrize("name", ["../other.txt", "/etc/passwd", "gone.txt"])
def test_nothing_outside_of_the_folder_is_included(tmp_path, name):
    put(tmp_path / "other.txt", "<region> sample=a.wav")
    with pytest.raises(InvalidFile, match="There is no file"):
        read(tmp_path / "kit", f'#include "{name}"')


def test_variables_that_grow_are_cut(tmp_path):
    lines = ["#define $A 0123456789"]
    lines += [f"#define ${b} {f'${a}' * 10}" for a, b in zip("ABCDEFGH", "BCDEFGHI", strict=True)]
    text = "\n".join((*lines, "<region> sample=a.wav key=36 volume=-3 group=$I"))
    assert len(pads_of(read(tmp_path, text))) == 1
    with pytest.raises(InvalidFile, match="too long"):
        read(tmp_path, "\n".join((*lines, *["$I" * 30_000] * 20)))


def test_semitones_cents_and_the_key_of_the_sample_make_the_tune(tmp_path):
    pad, _ = only_pad(tmp_path, "transpose=-2 tune=50")
    assert pad.layers[0].tune == -1.5
    pad, _ = only_pad(tmp_path, "pitch_keycenter=38")
    assert pad.layers[0].tune == -2.0
    pad, _ = only_pad(tmp_path, "pitch_keycenter=38 pitch_keytrack=0")
    assert pad.layers[0].tune == 0.0


def test_places_in_frames_become_times(tmp_path):
    pad, _ = only_pad(tmp_path, "offset=441 end=881")
    assert (pad.layers[0].start, pad.layers[0].end) == (10.0, 20.0)


def test_the_envelope_is_kept_where_it_says_something(tmp_path):
    pad, _ = only_pad(tmp_path, "ampeg_attack=0.01 ampeg_decay=0.5")
    assert (pad.attack, pad.decay) == (10.0, 0.0)
    pad, _ = only_pad(tmp_path, "ampeg_hold=.02 ampeg_decay=0.5 ampeg_sustain=0 ampeg_release=.1")
    assert (pad.hold, pad.decay, pad.sustain, pad.release) == (20.0, 500.0, 0.0, 100.0)


@pytest.mark.parametrize(
    ("opcodes", "mode"),
    [
        ("", "one-shot"),
        ("loop_mode=one_shot", "one-shot"),
        ("loop_mode=no_loop", "gate"),
        ("loopmode=loop_continuous loopstart=441 loopend=881", "loop"),
        ("loop_mode=loop_sustain", "gate"),
    ],
)
def test_modes_are_what_a_key_does(tmp_path, opcodes, mode):
    pad, _ = only_pad(tmp_path, opcodes)
    assert pad.mode == mode
    assert (pad.loop_start, pad.loop_end) == ((10.0, 20.0) if mode == "loop" else (0.0, 0.0))


def test_regions_that_take_turns_are_a_round_robin_in_their_order(tmp_path):
    text = """<group> key=36 seq_length=3
    <region> seq_position=3 sample=c.wav
    <region> seq_position=1 sample=a.wav
    <region> seq_position=2 sample=b.wav"""
    (pad,) = pads_of(read(tmp_path, text)).values()
    assert pad.layering == "round-robin"
    assert [layer.file for layer in pad.layers] == ["a.wav", "b.wav", "c.wav"]


def test_regions_that_chance_chooses_are_random(tmp_path):
    text = """<group> key=36 <region> hirand=0.5 sample=a.wav
    <region> lorand=0.5 sample=b.wav"""
    (pad,) = pads_of(read(tmp_path, text)).values()
    assert pad.layering == "random"


def test_regions_without_turns_sound_together(tmp_path):
    text = "<group> key=36 <region> sample=a.wav <region> sample=b.wav"
    (pad,) = pads_of(read(tmp_path, text)).values()
    assert (pad.layering, len(pad.layers)) == ("stack", 2)


def test_what_is_switched_off_by_a_group_chokes(tmp_path):
    text = """<group> group=1 off_by=1
    <region> key=42 sample=a.wav
    <region> key=46 sample=b.wav
    <group> group=7
    <region> key=36 sample=c.wav"""
    arrival = read(tmp_path, text)
    assert [pad.choke for pad in arrival.kit.pads] == [0, 1, 1]
    assert arrival.losses == ()


def test_a_choke_that_works_one_way_only_is_told(tmp_path):
    text = """<region> key=42 group=1 sample=a.wav
    <region> key=46 off_by=1 sample=b.wav"""
    arrival = read(tmp_path, text)
    assert [pad.choke for pad in arrival.kit.pads] == [1, 1]
    assert arrival.losses == ("Pads that silence one another share one choke group: a, b.",)


def test_opcodes_that_are_not_understood_are_one_sentence(tmp_path):
    _, arrival = only_pad(tmp_path, "xfin_lovel=1 lfo01_freq=3 xfin_lovel=2 label_cc4=x")
    assert arrival.losses == ("Opcodes that are not understood: xfin_lovel, lfo01_freq.",)


def test_releases_silent_regions_and_waves_without_a_file_are_left_out(tmp_path):
    text = """<region> key=36 sample=a.wav
    <region> key=37 sample=b.wav trigger=release
    <region> key=38 sample=*sine
    <region> key=39 sample=c.wav end=-1"""
    arrival = read(tmp_path, text)
    assert list(pads_of(arrival)) == ["a"]
    assert arrival.losses == (
        "Sounds of releases and of legato are left out: b.wav.",
        "Waves without a file are left out: *sine.",
    )


def test_of_pedals_and_switches_only_what_sounds_untouched_is_read(tmp_path):
    text = """<control> set_cc4=127
    <global> key=42 sw_default=24
    <region> sample=a.wav locc4=100 sw_last=24
    <region> sample=b.wav hicc4=99
    <region> sample=b.wav locc1=1
    <region> sample=c.wav sw_last=25
    <region> sample=c.wav lokey=-1 hikey=-1"""
    arrival = read(tmp_path, text)
    assert arrival.kit.files == ("a.wav",)
    assert arrival.losses == (
        "Sounds of other positions of controllers are left out: b.wav.",
        "Sounds of other key switches are left out: c.wav.",
        "Sounds without a key are left out: c.wav.",
    )


def test_a_range_of_keys_is_one_pad_at_its_own_pitch(tmp_path):
    text = "<region> lokey=36 hikey=48 pitch_keycenter=40 sample=a.wav"
    arrival = read(tmp_path, text)
    assert arrival.kit.pads[0].layers[0].tune == 0.0
    assert arrival.losses == ("Ranges of keys become one pad: a.",)


def test_a_file_that_is_not_there_is_named(tmp_path):
    arrival = read(tmp_path, "<region> sample=a.wav key=1 <region> sample=x\\gone.wav key=2")
    assert arrival.missing == ("x\\gone.wav",)


def test_a_filter_is_kept(tmp_path):
    pad, _ = only_pad(tmp_path, "cutoff=500 fil_type=hpf_2p")
    assert (pad.cutoff, pad.filter) == (500.0, 2.0)


def test_windows_letters_and_line_ends_are_read(tmp_path):
    arrival = read(tmp_path, "<region>\r\nsample=Bläser.wav\r\nkey=3\r\n", "Bläser.wav")
    assert arrival.missing == ()
    put(tmp_path / "kit.sfz", "<region> sample=Bläser.wav", encoding="cp1252")
    assert read_sfz(tmp_path / "kit.sfz").missing == ()


def test_thousands_of_regions_are_cut_and_told(tmp_path):
    arrival = read(tmp_path, "<group>key=1 lovel=1\n" + "<region>sample=a.wav\n" * 5000)
    assert "Only the first 4096 regions are read." in arrival.losses


def test_why_a_file_holds_no_sound_is_told(tmp_path):
    with pytest.raises(InvalidFile) as caught:
        read(tmp_path, "<region> sample=*sine key=36")
    assert caught.value.hint == "Waves without a file are left out: *sine."


@pytest.mark.parametrize("text", ["", "nothing", "<region>", "<region> sample=", "\0" * 99])
def test_a_file_without_a_sound_is_refused_in_words(tmp_path, text):
    with pytest.raises(InvalidFile, match="holds no sound"):
        read(tmp_path, text)
