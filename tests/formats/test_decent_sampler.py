import pytest
from strangers import pads_of, put, put_sounds, ranges_of

from padsketch.errors import InvalidFile
from padsketch.formats.decent_sampler import read_decent_sampler


def read(folder, groups, attributes="", more=""):
    put_sounds(folder, "Samples/a.wav", "Samples/b.wav", "Samples/c.wav")
    text = f"<DecentSampler>{more}<groups {attributes}>{groups}</groups></DecentSampler>"
    return read_decent_sampler(put(folder / "Tin.dspreset", text))


def sample(file, attributes="", note=36):
    notes = f'loNote="{note}" hiNote="{note}" rootNote="{note}"'
    return f'<sample path="Samples/{file}" {notes} {attributes}/>'


def test_a_preset_is_a_kit_with_a_pad_a_key(tmp_path):
    groups = f"<group>{sample('b.wav', note=38)}{sample('a.wav')}</group>"
    arrival = read(tmp_path, groups)
    assert arrival.kit.name == "Tin"
    assert list(pads_of(arrival)) == ["a", "b"]
    assert arrival.losses == ()


def test_levels_and_tunings_of_sample_group_and_all_groups_add_up(tmp_path):
    one = sample("a.wav", 'volume="-3dB" tuning="1"')
    arrival = read(
        tmp_path,
        f'<group volume="0.5" groupTuning="-4" pan="-50">{one}</group>',
        'volume="6 dB" globalTuning="0.5"',
    )
    layer = arrival.kit.pads[0].layers[0]
    assert layer.level_db == pytest.approx(-3.02, abs=0.01)
    assert (layer.tune, layer.pan) == (-2.5, -0.5)


def test_what_a_group_says_holds_unless_its_sample_says_otherwise(tmp_path):
    low, high = sample("a.wav", 'hiVel="64"'), sample("b.wav", 'loVel="65" hiVel="127"')
    arrival = read(tmp_path, f'<group loVel="0" hiVel="127">{low}{high}</group>')
    assert ranges_of(arrival.kit.pads[0]) == [(1, 64), (65, 127)]


@pytest.mark.parametrize(
    ("mode", "layering"),
    [
        ("round_robin", "round-robin"),
        ("random", "random"),
        ("true_random", "random"),
        ("always", "stack"),
    ],
)
def test_turns_are_taken_as_the_group_says(tmp_path, mode, layering):
    one, other = sample("a.wav", 'seqPosition="2"'), sample("b.wav", 'seqPosition="1"')
    (pad,) = pads_of(read(tmp_path, f'<group seqMode="{mode}">{one}{other}</group>')).values()
    assert pad.layering == layering
    assert [layer.file for layer in pad.layers] == ["b.wav", "a.wav"]


def test_tags_that_silence_choke(tmp_path):
    hats = f"{sample('a.wav', note=42)}{sample('b.wav', note=46)}"
    kick = sample("c.wav", 'tags="low,loud"')
    groups = f'<group tags="hh, metal" silencedByTags="hh">{hats}</group><group>{kick}</group>'
    assert [pad.choke for pad in read(tmp_path, groups).kit.pads] == [0, 1, 1]


def test_envelope_loop_and_cuts_are_kept(tmp_path):
    one = sample(
        "a.wav",
        'attack="0.01" decay="0.2" sustain="0.25" start="441" end="881"'
        ' loopEnabled="true" loopStart="441" loopEnd="881"',
    )
    pad = read(tmp_path, f"<group>{one}</group>").kit.pads[0]
    assert (pad.mode, pad.loop_start, pad.loop_end) == ("loop", 10.0, 20.0)
    assert (pad.attack, pad.decay, pad.sustain) == (10.0, 200.0, 25.0)
    assert (pad.layers[0].start, pad.layers[0].end) == (10.0, 20.0)


def test_groups_that_are_off_and_sounds_of_releases_are_left_out(tmp_path):
    groups = (
        f'<group enabled="false">{sample("a.wav")}</group>'
        f'<group trigger="release">{sample("b.wav")}</group><group>{sample("c.wav")}</group>'
    )
    arrival = read(tmp_path, groups, more="<effects/><modulators/>")
    assert list(pads_of(arrival)) == ["c"]
    assert arrival.losses == (
        "Effects are left out.",
        "Modulators are left out.",
        "Sounds of releases and of legato are left out: Samples/b.wav.",
    )


def test_a_level_that_follows_no_velocity_is_told(tmp_path):
    arrival = read(tmp_path, f'<group ampVelTrack="0">{sample("a.wav")}</group>')
    assert arrival.losses == ("Velocity changes the level all the same: Samples/a.wav.",)


def test_a_missing_sample_is_named(tmp_path):
    arrival = read(tmp_path, f"<group>{sample('A.WAV')}{sample('x.wav', note=1)}</group>")
    assert list(pads_of(arrival)) == ["a"]
    assert arrival.missing == ("Samples/x.wav",)


def test_another_xml_file_is_refused(tmp_path):
    with pytest.raises(InvalidFile, match="no preset of Decent Sampler"):
        read_decent_sampler(put(tmp_path / "x.dspreset", "<html/>"))
