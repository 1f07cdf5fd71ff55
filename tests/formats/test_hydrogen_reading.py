from pathlib import Path

import pytest
from strangers import pads_of, put, put_sounds, ranges_of
from wave_files import chunk, wave

from padsketch.errors import InvalidFile
from padsketch.formats.hydrogen import read_hydrogen
from padsketch.formats.hydrogen_filter import cutoff_hz


def kit(folder, instruments, head="<name>Attic</name>", xmlns="", encoding="utf-8"):
    text = (
        f"<drumkit_info{xmlns}>{head}<instrumentList>{instruments}</instrumentList></drumkit_info>"
    )
    return put(folder / "drumkit.xml", text, encoding)


def instrument(name, body, number=0):
    return f"<instrument><id>{number}</id><name>{name}</name>{body}</instrument>"


def layer(file, low=0.0, high=1.0, more=""):
    return f"<layer><filename>{file}</filename><min>{low}</min><max>{high}</max>{more}</layer>"


def only_pad(folder, body, *sounds):
    put_sounds(folder, *(sounds or ("a.wav", "b.wav", "c.wav")))
    kit(folder, instrument("Only", body))
    arrival = read_hydrogen(folder)
    (pad,) = pads_of(arrival).values()
    return pad, arrival


def test_the_oldest_kits_name_their_sample_in_the_instrument(tmp_path):
    pad, arrival = only_pad(tmp_path, "<filename>a.wav</filename><volume>0.5</volume>")
    assert ranges_of(pad) == [(1, 127)]
    assert pad.level_db == pytest.approx(-6.02, abs=0.01)
    assert arrival.losses == ()


def test_layers_share_the_velocities_without_one_to_spare(tmp_path):
    layers = layer("a.wav", 0, 0.2) + layer("b.wav", 0.2, 0.5) + layer("c.wav", 0.5, 1)
    pad, arrival = only_pad(tmp_path, layers)
    assert ranges_of(pad) == [(1, 25), (26, 63), (64, 127)]
    assert arrival.losses == ()


def test_of_layers_that_overlap_only_the_first_plays_as_it_does_there(tmp_path):
    layers = layer("a.wav", 0, 0.6) + layer("b.wav", 0.4, 1) + layer("c.wav", 0.3, 0.5)
    pad, _ = only_pad(tmp_path, layers)
    assert ranges_of(pad) == [(1, 76), (77, 127)]


def test_velocities_that_no_layer_plays_are_played_by_the_next_and_told(tmp_path):
    pad, arrival = only_pad(tmp_path, layer("a.wav", 0.2, 0.4) + layer("b.wav", 0.6, 0.8))
    assert ranges_of(pad) == [(1, 76), (77, 127)]
    assert arrival.losses == ("Velocities without a layer are played by the next one: Only.",)


def test_layers_of_components_sound_together(tmp_path):
    components = (
        f"<instrumentComponent><component_id>{n}</component_id><gain>{gain}</gain>"
        f"{layer(file, more='<gain>0.5</gain>')}</instrumentComponent>"
        for n, gain, file in ((0, 1, "a.wav"), (1, 2, "b.wav"))
    )
    put_sounds(tmp_path, "a.wav", "b.wav")
    volume = "<drumkitComponent><id>1</id><volume>0.25</volume></drumkitComponent>"
    head = f"<name>x</name><componentList>{volume}</componentList>"
    kit(tmp_path, instrument("Only", "".join(components)), head)
    (pad,) = pads_of(read_hydrogen(tmp_path)).values()
    assert pad.layering == "stack"
    assert [round(one.level_db, 1) for one in pad.layers] == [-6.0, -12.0]
    assert ranges_of(pad) == [(1, 127), (1, 127)]


@pytest.mark.parametrize(
    ("word", "layering"), [("ROUND_ROBIN", "round-robin"), ("RANDOM", "random")]
)
def test_layers_that_take_turns_keep_their_ranges(tmp_path, word, layering):
    body = f"<sampleSelectionAlgo>{word}</sampleSelectionAlgo>{layer('a.wav')}{layer('b.wav')}"
    pad, _ = only_pad(tmp_path, body)
    assert pad.layering == layering
    assert ranges_of(pad) == [(1, 127), (1, 127)]


def test_pan_is_read_as_it_was_and_as_it_is_written_now(tmp_path):
    old, _ = only_pad(tmp_path, f"<pan_L>0.5</pan_L><pan_R>0.25</pan_R>{layer('a.wav')}")
    assert old.pan == -0.5
    assert old.level_db == pytest.approx(-6.02, abs=0.01)
    new, _ = only_pad(tmp_path, f"<pan>0.3</pan>{layer('a.wav')}")
    assert (new.pan, new.level_db) == (0.3, 0.0)


def test_pitch_envelope_and_stop_notes_are_kept(tmp_path):
    body = (
        "<pitchOffset>2</pitchOffset><Attack>441</Attack><Decay>4410</Decay><Sustain>0.5</Sustain>"
        "<Release>4410</Release><isStopNote>true</isStopNote>"
    )
    pad, _ = only_pad(tmp_path, body + layer("a.wav", more="<pitch>-3</pitch>"))
    assert (pad.mode, pad.tune, pad.layers[0].tune) == ("gate", 2.0, -3.0)
    assert (pad.attack, pad.decay, pad.sustain, pad.release) == (10.0, 100.0, 50.0, 100.0)


def test_a_drum_that_rings_out_has_no_envelope(tmp_path):
    body = "<Attack>0</Attack><Decay>0</Decay><Sustain>1</Sustain><Release>1000</Release>"
    pad, _ = only_pad(tmp_path, body + layer("a.wav"))
    assert (pad.mode, pad.attack, pad.decay, pad.release) == ("one-shot", 0.0, 0.0, 10.0)


def test_mute_groups_and_what_an_instrument_excludes_are_choke_groups(tmp_path):
    put_sounds(tmp_path, "a.wav")
    sample = layer("a.wav")
    group, none = "<muteGroup>0</muteGroup>", "<muteGroup>-1</muteGroup>"
    kit(
        tmp_path,
        instrument("Closed", group + sample, 1)
        + instrument("Open", group + sample, 2)
        + instrument("Kick", f"{none}<exclude />{sample}", 3)
        + instrument("Conga", f"<exclude><id>5</id></exclude>{sample}", 4)
        + instrument("Slap", sample, 5),
    )
    chokes = {name: pad.choke for name, pad in pads_of(read_hydrogen(tmp_path)).items()}
    assert chokes == {"Closed": 1, "Open": 1, "Kick": 0, "Conga": 2, "Slap": 2}


def test_a_filter_that_takes_nothing_away_stays_off():
    assert cutoff_hz(1.0, 0.0) > 20_000
    assert cutoff_hz(0.5, 0.0) == pytest.approx(2019, abs=1)


def test_only_a_filter_that_is_on_filters(tmp_path):
    cutoff = "<filterCutoff>0.5</filterCutoff><filterResonance>0</filterResonance>"
    on, _ = only_pad(tmp_path, f"<filterActive>true</filterActive>{cutoff}{layer('a.wav')}")
    off, _ = only_pad(tmp_path, f"<filterActive>false</filterActive>{cutoff}{layer('a.wav')}")
    assert on.cutoff == pytest.approx(2019, abs=1)
    assert off.cutoff == 20_000


def test_a_sample_that_was_cut_in_hydrogen_stays_cut(tmp_path):
    cut = "<ismodified>true</ismodified><startframe>441</startframe><endframe>882</endframe>"
    pad, _ = only_pad(tmp_path, layer("a.wav", more=cut))
    assert (pad.layers[0].start, pad.layers[0].end) == (10.0, 20.0)


def test_distinct_notes_place_the_pads_and_others_do_not(tmp_path):
    put_sounds(tmp_path, "a.wav")

    def order(*notes):
        kit(
            tmp_path,
            "".join(
                instrument(f"I{n}", f"<midiOutNote>{note}</midiOutNote>{layer('a.wav')}")
                for n, note in enumerate(notes)
            ),
        )
        return "".join(pad.name[1] for pad in read_hydrogen(tmp_path).kit.pads)

    assert order(42, 36, 38) == "120"
    assert order(60, 60, 60) == "012"
    assert order(42, 36, 36) == "012"


def test_licence_author_and_what_they_are_told_with(tmp_path):
    html = "&lt;!DOCTYPE HTML>&lt;html>&lt;head>&lt;style>p {}&lt;/style>&lt;/head>Wood &lt;b>only"
    head = f"<name>Attic</name><author>Ann</author><licence>CC0</licence><info>{html}</info>"
    papers = chunk(b"LIST", b"INFO" + chunk(b"IART", b"Bert\0"))
    put_sounds(tmp_path, "a.wav")
    (tmp_path / "b.wav").write_bytes(wave(papers))
    kit(tmp_path, instrument("A", layer("a.wav", 0, 0.5) + layer("b.wav", 0.5, 1)), head)
    arrival = read_hydrogen(tmp_path / "drumkit.xml")
    read = arrival.kit
    assert (read.author, read.licence, read.description) == ("Ann", "CC0", "Wood  only")
    assert {name: credit.author for name, credit in read.credits.items()} == {
        "a.wav": "Ann",
        "b.wav": "Bert",
    }
    assert {credit.licence for credit in read.credits.values()} == {"CC0"}
    assert arrival.origin == "Attic (Hydrogen)"


@pytest.mark.parametrize(
    "named", ["KICK.WAV", r"C:\\kits\\Kick.wav", "/home/ann/kits/kick.wav", "Sounds/kick.wav"]
)
def test_misnamed_samples_are_found(tmp_path, named):
    pad, arrival = only_pad(tmp_path, layer(named), "kick.wav")
    assert arrival.sources == {"kick.wav": tmp_path / "kick.wav"}
    assert pad.layers[0].file == "kick.wav"


def test_a_kit_with_missing_files_arrives_and_says_which(tmp_path):
    put_sounds(tmp_path, "a.wav")
    kit(
        tmp_path,
        instrument("Half", layer("a.wav", 0, 0.5) + layer("gone.wav", 0.5, 1))
        + instrument("None", layer("lost.wav"))
        + instrument("Empty row", layer("emptySample.flac"))
        + instrument("Emptier", ""),
    )
    arrival = read_hydrogen(tmp_path)
    assert list(pads_of(arrival)) == ["Half"]
    assert arrival.missing == ("gone.wav", "lost.wav")
    assert "Pads without a sound are left out: None." in arrival.losses


@pytest.mark.parametrize("named", ["../secret.wav", "../../secret.wav", "/etc/passwd", "kit.txt"])
def test_no_name_leads_out_of_the_folder_or_to_what_is_no_audio(tmp_path, named):
    put_sounds(tmp_path, "secret.wav", "kit/a.wav")
    (tmp_path / "kit" / "kit.txt").touch()
    kit(tmp_path / "kit", instrument("A", layer("a.wav")) + instrument("B", layer(named)))
    arrival = read_hydrogen(tmp_path / "kit")
    assert list(arrival.sources.values()) == [tmp_path / "kit" / "a.wav"]
    assert arrival.missing == (named,)


def test_what_cannot_be_kept_is_said_once_with_its_instruments(tmp_path):
    put_sounds(tmp_path, "a.wav")
    body = f"<randomPitchFactor>0.4</randomPitchFactor><isMuted>true</isMuted>{layer('a.wav')}"
    kit(tmp_path, instrument("A", body) + instrument("B", body))
    assert read_hydrogen(tmp_path).losses == (
        "Random pitch is left out: A, B.",
        "Muted instruments can be heard: A, B.",
    )


def test_a_namespace_changes_nothing(tmp_path):
    put_sounds(tmp_path, "a.wav")
    names = ' xmlns:xsi="http://x.org/y" xmlns="http://www.hydrogen-music.org/drumkit"'
    kit(tmp_path, instrument("A", layer("a.wav")), xmlns=names)
    assert len(read_hydrogen(tmp_path).kit.pads) == 1


@pytest.mark.parametrize("declaration", ["", '<?xml version="1.0" encoding="ISO-8859-1"?>'])
def test_old_kits_in_latin_letters_keep_them(tmp_path, declaration):
    put_sounds(tmp_path, "Bläck.wav")
    text = kit(tmp_path, instrument("Fußtrommel", layer("Bläck.wav"))).read_text()
    put(tmp_path / "drumkit.xml", declaration + text, "iso-8859-1")
    arrival = read_hydrogen(tmp_path)
    assert list(pads_of(arrival)) == ["Fußtrommel"]
    assert list(arrival.sources) == ["Black.wav"]
    assert arrival.kit.pads[0].id == "fu-trommel"


def test_pads_and_files_that_would_be_called_the_same_are_told_apart(tmp_path):
    put_sounds(tmp_path, "one/kick.wav", "two/KICK.wav", "con.wav")
    files = ("one/kick.wav", "two/KICK.wav", "con.wav")
    kit(tmp_path, "".join(instrument("Kick!", layer(file)) for file in files))
    arrival = read_hydrogen(tmp_path)
    assert [pad.id for pad in arrival.kit.pads] == ["kick", "kick-2", "kick-3"]
    assert arrival.sources == {
        "kick.wav": tmp_path / "one" / "kick.wav",
        "KICK_2.wav": tmp_path / "two" / "KICK.wav",
        "_con.wav": tmp_path / "con.wav",
    }


def test_more_than_sixteen_pads_go_on_and_those_over_64_are_named(tmp_path):
    put_sounds(tmp_path, "a.wav")
    kit(tmp_path, "".join(instrument(f"Pad {n}", layer("a.wav")) for n in range(1, 68)))
    arrival = read_hydrogen(tmp_path)
    assert len(arrival.kit.pads) == 64
    assert arrival.losses == ("A kit has at most 64 pads, left out: Pad 65, Pad 66, Pad 67.",)


def test_numbers_beyond_every_range_are_brought_into_it(tmp_path):
    body = "<volume>1e30</volume><pitchOffset>-inf</pitchOffset><Attack>nan</Attack>"
    pad, arrival = only_pad(tmp_path, body + layer("a.wav", -1e30, 1e30, "<pitch>99</pitch>"))
    assert (pad.level_db, pad.tune, pad.attack, pad.layers[0].tune) == (24.0, 0.0, 0.0, 48.0)
    assert arrival.losses == ("Beyond the range of tune: Only.", "Beyond the range of level: Only.")


def test_thousands_of_instruments_and_layers_are_cut(tmp_path):
    put_sounds(tmp_path, "a.wav")
    many = instrument("A", layer("a.wav", 0.4, 0.6) * 5000) + instrument("B", layer("a.wav")) * 3000
    kit(tmp_path, many)
    arrival = read_hydrogen(tmp_path)
    assert len(arrival.kit.pads) == 64
    assert len(arrival.kit.pads[0].layers) == 1


def test_a_name_of_megabytes_is_cut(tmp_path):
    put_sounds(tmp_path, "a.wav")
    kit(tmp_path, instrument("é" * 4_000_000, layer("a.wav") + layer("x" * 4_000_000)))
    arrival = read_hydrogen(tmp_path)
    assert arrival.kit.pads[0].name == "é" * 80
    assert [len(name) for name in arrival.missing] == [200]


def test_a_licence_that_nobody_chose_is_none(tmp_path):
    put_sounds(tmp_path, "a.wav")
    kit(tmp_path, instrument("A", layer("a.wav")), "<license>undefined license</license>")
    assert read_hydrogen(tmp_path).kit.licence == ""


@pytest.mark.parametrize("text", ["<song></song>", "", "<drumkit_info>", "plain"])
def test_other_files_are_refused_in_words(tmp_path, text):
    put(tmp_path / "drumkit.xml", text)
    with pytest.raises(InvalidFile):
        read_hydrogen(tmp_path)


def test_a_kit_without_any_sound_says_how_many_are_missing(tmp_path):
    kit(tmp_path, instrument("A", layer("a.wav")))
    with pytest.raises(InvalidFile, match=r"holds no sound that can be used \(missing: a.wav\)"):
        read_hydrogen(tmp_path)
    with pytest.raises(InvalidFile, match="cannot be read"):
        read_hydrogen(Path("/nowhere/drumkit.xml"))
