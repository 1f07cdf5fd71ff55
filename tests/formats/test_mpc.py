import pytest
from strangers import pads_of, put, put_sounds, ranges_of

from padsketch.errors import InvalidFile
from padsketch.formats.mpc import read_mpc


def read(folder, instruments, kind="Drum"):
    put_sounds(folder, "Kick.wav", "snare.WAV", "Hat.wav")
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><MPCVObject><Program type="{kind}">'
        f"<ProgramName>Night</ProgramName><Instruments>{instruments}</Instruments>"
        "</Program></MPCVObject>"
    )
    return read_mpc(put(folder / "Night.xpm", text))


def instrument(number, layers, body=""):
    return f'<Instrument number="{number}">{body}<Layers>{layers}</Layers></Instrument>'


def layer(name, file="", body=""):
    return (
        f"<Layer><Active>True</Active><SampleName>{name}</SampleName>"
        f"<SampleFile>{file}</SampleFile>{body}</Layer>"
    )


def test_instruments_are_pads_in_the_order_of_their_numbers(tmp_path):
    program = "".join(
        (
            instrument(10, layer("Hat"), "<FilterType>2</FilterType><Cutoff>1.000000</Cutoff>"),
            instrument(2, layer("snare", "snare.wav")),
            instrument(1, layer("Kick", "KICK.wav")),
            instrument(3, layer("")),
        )
    )
    arrival = read(tmp_path, program)
    assert arrival.kit.name == "Night"
    assert list(pads_of(arrival)) == ["KICK", "snare", "Hat"]
    assert arrival.losses == ()


def test_levels_pans_and_tunes_of_pad_and_layer_are_kept(tmp_path):
    one = layer("Kick", body="<Volume>0.5</Volume><Pan>0.25</Pan><TuneFine>-50</TuneFine>")
    body = "<Volume>0.25</Volume><Pan>1</Pan><TuneCoarse>3</TuneCoarse>"
    pad = read(tmp_path, instrument(1, one, body)).kit.pads[0]
    assert (pad.pan, pad.tune, pad.layers[0].pan, pad.layers[0].tune) == (1.0, 3.0, -0.5, -0.5)
    assert pad.level_db == pytest.approx(-12.04, abs=0.01)
    assert pad.layers[0].level_db == pytest.approx(-6.02, abs=0.01)


def test_velocities_choose_layers_and_gaps_are_closed(tmp_path):
    soft = layer("Kick", body="<VelStart>0</VelStart><VelEnd>60</VelEnd>")
    hard = layer("Hat", body="<VelStart>70</VelStart><VelEnd>127</VelEnd>")
    off = layer("snare").replace("True", "False")
    arrival = read(tmp_path, instrument(1, soft + hard + off))
    assert ranges_of(arrival.kit.pads[0]) == [(1, 69), (70, 127)]
    assert arrival.losses == ("Velocities without a layer are played by the next one: Kick.",)


@pytest.mark.parametrize(("play", "layering"), [(0, "round-robin"), (1, "stack"), (2, "random")])
def test_zones_are_played_as_the_pad_says(tmp_path, play, layering):
    body = f"<ZonePlay>{play}</ZonePlay>"
    arrival = read(tmp_path, instrument(1, layer("Kick") + layer("Hat"), body))
    assert arrival.kit.pads[0].layering == layering


def test_mute_groups_choke_and_what_is_held_is_a_gate(tmp_path):
    group = "<MuteGroup>2</MuteGroup><OneShot>False</OneShot>"
    program = instrument(1, layer("Kick"), group) + instrument(2, layer("Hat"), group)
    pads = read(tmp_path, program + instrument(3, layer("snare"))).kit.pads
    assert [pad.choke for pad in pads] == [1, 1, 0]
    assert [pad.mode for pad in pads] == ["gate", "gate", "one-shot"]


def test_slices_and_direction_are_kept(tmp_path):
    cut = "<SampleStart>441</SampleStart><SampleEnd>882</SampleEnd><Direction>1</Direction>"
    pad = read(tmp_path, instrument(1, layer("Kick", body=cut))).kit.pads[0]
    assert (pad.layers[0].start, pad.layers[0].end, pad.direction) == (10.0, 20.0, 1.0)


def test_what_has_no_match_here_is_told(tmp_path):
    body = (
        "<FilterType>2</FilterType><Cutoff>.5</Cutoff>"
        "<MuteTarget1>3</MuteTarget1><VolumeAttack>.2</VolumeAttack>"
    )
    arrival = read(tmp_path, instrument(1, layer("Kick") + layer("gone"), body))
    assert arrival.losses == (
        "Filters are left out: Kick.",
        "Envelopes are left out: Kick.",
        "Mute targets are left out, mute groups are kept: Kick.",
    )
    assert arrival.missing == ("gone",)


def test_keygroups_and_programs_that_are_no_xml_are_refused(tmp_path):
    with pytest.raises(InvalidFile, match="no drum program"):
        read(tmp_path, "", kind="Keygroup")
    with pytest.raises(InvalidFile, match="no XML"):
        read_mpc(put(tmp_path / "new.xpm", '{"data": 1}'))
