from pathlib import Path

import pytest
from strangers import put, put_sounds

from padsketch.errors import InvalidFile
from padsketch.formats.beats.beat_draft import ChannelDraft, Grid
from padsketch.formats.beats.hydrogen_pattern import read_h2pattern
from padsketch.formats.beats.hydrogen_song import read_h2song

DEMOS = sorted(Path("/usr/share/hydrogen/data/demo_songs").glob("*.h2song"))


def note(position, instrument=0, more=""):
    return (
        f"<note><position>{position}</position><instrument>{instrument}</instrument>"
        f"{more or '<velocity>1</velocity>'}</note>"
    )


def pattern(name, *notes, size=192, denominator=4):
    return (
        f"<pattern><name>{name}</name><size>{size}</size><denominator>{denominator}</denominator>"
        f"<noteList>{''.join(notes)}</noteList></pattern>"
    )


def instrument(number, name, more=""):
    layer = f"<layer><filename>{name.lower()}.wav</filename></layer>"
    return f"<instrument><id>{number}</id><name>{name}</name>{more}{layer}</instrument>"


KIT = instrument(0, "Kick") + instrument(1, "Hat")


def song(folder, *patterns, groups=("One",), more="", kit=KIT):
    columns = "".join(
        "<group>" + "".join(f"<patternID>{one}</patternID>" for one in group.split()) + "</group>"
        for group in groups
    )
    put_sounds(folder, "kick.wav", "hat.wav")
    text = (
        f"<song><name>Attic</name><bpm>92.5</bpm>{more}<instrumentList>{kit}</instrumentList>"
        f"<patternList>{''.join(patterns)}</patternList>"
        f"<patternSequence>{columns}</patternSequence></song>"
    )
    return read_h2song(put(folder / "attic.h2song", text))


def only_strike(folder, more, **options):
    draft = song(folder, pattern("One", note(12, 0, more)), **options)
    return draft.patterns[0].strikes["0"][0]


def test_a_tick_of_hydrogen_is_twenty_of_ours(tmp_path):
    draft = song(tmp_path, pattern("One", *map(note, (0, 12, 13, 191))))
    assert [strike.tick for strike in draft.patterns[0].strikes["0"]] == [0, 240, 260, 3820]
    assert (draft.title, draft.bpm, draft.patterns[0].ticks) == ("Attic", 92.5, 3840)


@pytest.mark.parametrize(("share", "velocity"), [(1.0, 127), (0.25, 64), (0.8, 114), (0.0001, 1)])
def test_velocities_are_those_that_are_as_loud(tmp_path, share, velocity):
    """Hydrogen's velocity is a gain, ours is the square of v / 127."""
    assert only_strike(tmp_path, f"<velocity>{share}</velocity>").velocity == velocity


def test_layers_are_chosen_by_the_same_notes(tmp_path):
    layers = (
        "<layer><filename>hat.wav</filename><min>0</min><max>0.25</max></layer>"
        "<layer><filename>kick.wav</filename><min>0.25</min><max>1</max></layer>"
    )
    kit = f"<instrument><id>0</id><name>Kick</name>{layers}</instrument>"
    draft = song(tmp_path, pattern("One", note(0)), kit=kit)
    assert [layer.velocity for layer in draft.arrival.kit.pads[0].layers] == [(1, 63), (64, 127)]


@pytest.mark.parametrize(
    ("more", "field", "value"),
    [
        ("<leadlag>-1</leadlag>", "tick", 140),
        ("<leadlag>0.5</leadlag>", "tick", 290),
        ("<probability>0.35</probability>", "chance", 35),
        ("<key>Fs-1</key>", "tune", -6),
        ("<key>C0</key><pitch>2.5</pitch>", "tune", 2.5),
        ("<pan>-0.4</pan>", "pan", -0.4),
        ("<pan_L>0.25</pan_L><pan_R>0.5</pan_R>", "pan", 0.5),
        ("<length>6</length>", "ticks", 120),
    ],
)
def test_what_a_note_says_is_kept(tmp_path, more, field, value):
    assert getattr(only_strike(tmp_path, more), field) == value


def test_swing_delays_the_second_sixteenths_by_up_to_half_of_one(tmp_path):
    swing = "<swing_factor>0.5</swing_factor>"
    draft = song(tmp_path, pattern("One", *map(note, (0, 12, 24, 30, 36))), more=swing)
    assert draft.grid == Grid("1/16", 62.5)
    assert [one.tick for one in draft.patterns[0].strikes["0"]] == [0, 300, 480, 600, 780]


def test_patterns_at_once_in_a_column_are_one_pattern(tmp_path):
    patterns = (pattern("One", note(0)), pattern("Two", note(0, 1), size=144))
    draft = song(tmp_path, *patterns, groups=("One", "One Two", "Two One", "Two"))
    assert [(draft.patterns[one.pattern].name, one.repeats) for one in draft.song] == [
        ("One", 1),
        ("One + Two", 2),
        ("Two", 1),
    ]
    assert draft.patterns[draft.song[1].pattern].ticks == 3840
    assert set(draft.patterns[draft.song[1].pattern].strikes) == {"0", "1"}


def test_a_virtual_pattern_plays_those_that_it_names(tmp_path):
    virtual = (
        "<virtualPatternList><pattern><name>One</name><virtual>Two</virtual></pattern>"
        "<pattern><name>Two</name><virtual>One</virtual></pattern></virtualPatternList>"
    )
    draft = song(tmp_path, pattern("One", note(0)), pattern("Two", note(0, 1)), more=virtual)
    assert set(draft.patterns[draft.song[0].pattern].strikes) == {"0", "1"}


def test_the_oldest_songs_have_notes_in_sequences_and_samples_in_instruments(tmp_path):
    old = (
        "<pattern><name>One</name><size>192</size><sequenceList><sequence><noteList>"
        "<note><position>48</position><velocity>1</velocity><pan_L>0.5</pan_L><pan_R>0.5</pan_R>"
        "<pitch>0</pitch><length>-1</length><instrument>0</instrument></note></noteList>"
        "</sequence></sequenceList></pattern>"
    )
    kit = (
        "<instrument><id>0</id><filename>kick.wav</filename><name>Kick</name><volume>0.5</volume>"
        "<isMuted>false</isMuted><pan_L>1</pan_L><pan_R>1</pan_R></instrument>"
    )
    draft = song(tmp_path, old, kit=kit)
    (strike,) = draft.patterns[0].strikes["0"]
    assert (strike.tick, strike.velocity, strike.pan) == (960, 127, 0.0)
    assert draft.arrival.pad_ids == {"0": "kick"}


def test_an_empty_column_rests_for_a_bar(tmp_path):
    draft = song(tmp_path, pattern("One", note(0)), groups=("One", "", "One"))
    assert [draft.patterns[one.pattern].ticks for one in draft.song] == [3840] * 3
    assert draft.patterns[draft.song[1].pattern].strikes == {}


def test_tempi_and_tags_of_the_time_line_begin_sections(tmp_path):
    line = (
        "<BPMTimeLine><newBPM><BAR>1</BAR><BPM>120</BPM></newBPM></BPMTimeLine>"
        "<timeLineTag><newTAG><BAR>2</BAR><TAG>Out</TAG></newTAG></timeLineTag>"
    )
    draft = song(tmp_path, pattern("One", note(0)), groups=("One",) * 4, more=line)
    found = [(one.name, one.bpm, one.repeats) for one in draft.song]
    assert found == [("", None, 1), ("", 120.0, 1), ("Out", 120.0, 2)]
    off = song(
        tmp_path,
        *(pattern("One", note(0)),),
        groups=("One",) * 4,
        more=f"<isTimelineActivated>false</isTimelineActivated>{line}",
    )
    assert {one.bpm for one in off.song} == {None}


def test_the_mixer_is_that_of_the_tracks(tmp_path):
    muted = "<volume>0.5</volume><pan>-0.3</pan><isMuted>true</isMuted><gain>2</gain>"
    old = "<volume>1</volume><pan_L>1</pan_L><pan_R>0.5</pan_R><isSoloed>true</isSoloed>"
    kit = instrument(0, "Kick", muted) + instrument(1, "Hat", old)
    draft = song(tmp_path, pattern("One", note(0)), kit=kit, more="<volume>0.5</volume>")
    assert draft.channels["0"] == ChannelDraft(pytest.approx(-6.02, abs=0.01), -0.3, True, False)
    assert draft.channels["1"] == ChannelDraft(0.0, -0.5, False, True)
    assert draft.level_db == pytest.approx(-6.02, abs=0.01)
    kick, hat = draft.arrival.kit.pads
    assert (kick.level_db, kick.pan) == (pytest.approx(6.02, abs=0.01), 0.0)
    assert (hat.level_db, hat.pan) == (0.0, 0.0)


def test_the_meter_is_that_of_the_first_pattern(tmp_path):
    seven = pattern("One", note(0), size=168, denominator=8)
    assert song(tmp_path, seven).meter == "7/8"
    assert song(tmp_path, pattern("One", note(0), size=190)).meter == "4/4"


def test_a_pad_whose_notes_all_have_a_length_listens_to_it(tmp_path):
    held = note(0, 0, "<length>12</length>")
    draft = song(tmp_path, pattern("One", held, note(0, 1)))
    assert [pad.mode for pad in draft.arrival.kit.pads] == ["gate", "one-shot"]
    both = song(tmp_path, pattern("One", held, note(24)))
    assert both.arrival.kit.pads[0].mode == "one-shot"
    assert "Lengths of notes among notes without one are left out: Kick." in both.losses.sentences()


def test_every_loss_is_told(tmp_path):
    more = (
        "<humanize_time>0.1</humanize_time><playbackTrackEnabled>true</playbackTrackEnabled>"
        "<playbackTrackFilename>voice.ogg</playbackTrackFilename>"
        "<ladspa><fx><name>Plate</name><enabled>true</enabled></fx></ladspa>"
        "<automationPaths><path><point/></path></automationPaths>"
    )
    notes = (note(0), note(300), note(4, 9), note(5, 1, "<note_off>true</note_off>"))
    draft = song(tmp_path, pattern("One", *notes), groups=("One", "Nowhere"), more=more)
    assert set(draft.losses.sentences()) == {
        "Notes that Hydrogen does not play are left out: Kick.",
        "Notes of instruments that are not there are left out: 9.",
        "Notes that only end others are left out: Hat.",
        "The song names patterns that are not there: Nowhere.",
        "Humanised times and velocities are left out.",
        "The playback track is left out: voice.ogg.",
        "Effects of LADSPA are left out: Plate.",
        "Automation is left out.",
    }


def test_missing_sounds_are_named_and_a_song_without_any_still_arrives(tmp_path):
    kit = KIT + instrument(2, "Gone")
    assert song(tmp_path, pattern("One", note(0)), kit=kit).arrival.missing == ("gone.wav",)
    silent = song(tmp_path / "..", pattern("One", note(0)), kit=instrument(2, "Gone"))
    assert silent.arrival is None
    assert "None of its sounds is there, an installed kit plays: gone.wav." in (
        silent.losses.sentences()
    )


def test_sounds_are_found_in_the_kits_that_hydrogen_has(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    folder = tmp_path / "home/.hydrogen/data/drumkits/My Kit"
    folder.mkdir(parents=True)
    put_sounds(folder, "boom.wav")
    put(
        folder / "drumkit.xml",
        "<drumkit_info><name>My Kit</name><author>B. Nobody</author><license>CC0</license>"
        "<instrumentList/></drumkit_info>",
    )
    named = "<drumkit>My Kit</drumkit>"
    kit = instrument(0, "Boom", named) + instrument(1, "Lost", "<drumkit>Nowhere</drumkit>")
    arrival = song(tmp_path, pattern("One", note(0)), kit=kit).arrival
    assert arrival.sources["boom.wav"] == folder / "boom.wav"
    credit = arrival.kit.credits["boom.wav"]
    assert (credit.author, credit.source, credit.licence) == (
        "B. Nobody",
        "My Kit (Hydrogen)",
        "CC0",
    )
    assert "Hydrogen has no drum kit of this name: Nowhere." in arrival.losses


def test_a_file_that_is_no_song_is_refused(tmp_path):
    with pytest.raises(InvalidFile, match="is no song of Hydrogen"):
        read_h2song(put(tmp_path / "a.h2song", "<drumkit_info/>"))
    with pytest.raises(InvalidFile, match="document type"):
        read_h2song(put(tmp_path / "a.h2song", "<!DOCTYPE x><song/>"))
    with pytest.raises(InvalidFile, match="is no pattern of Hydrogen"):
        read_h2pattern(put(tmp_path / "a.h2pattern", "<drumkit_pattern/>"))


def h2pattern(folder, kit, *notes):
    text = f"<drumkit_pattern><drumkit_name>{kit}</drumkit_name>{pattern('Shuffle', *notes)}"
    return read_h2pattern(put(folder / "a.h2pattern", f"{text}</drumkit_pattern>"))


def test_a_pattern_without_its_kit_is_taken_for_general_midi(tmp_path):
    draft = h2pattern(tmp_path, "Nowhere", note(0), note(24, 2), note(48, 6))
    assert [part.role for part in draft.parts.values()] == ["kick", "snare", "hat"]
    assert draft.arrival is None
    assert draft.losses.sentences() == (
        "Hydrogen has no such kit, so instruments are those of General MIDI: Nowhere.",
    )


@pytest.mark.skipif(not DEMOS, reason="hydrogen-data is not installed")
def test_a_pattern_brings_the_kit_that_it_names(tmp_path):
    draft = h2pattern(tmp_path, "GMRockKit", note(0), note(24, 2))
    assert draft.parts["0"].name == "Kick"
    assert draft.arrival.pad_ids["2"] == "snare"


@pytest.mark.skipif(not DEMOS, reason="hydrogen-data is not installed")
@pytest.mark.parametrize("path", DEMOS, ids=lambda path: path.stem)
def test_the_demo_songs_arrive_whole(path):
    """Every note of every pattern, and nothing of the kit is missing."""
    draft = read_h2song(path)
    assert sum(map(draft.count, draft.parts)) >= path.read_text("utf-8").count("<note>")
    assert draft.arrival.missing == ()
    assert set(draft.losses.sentences()) <= {"Humanised times and velocities are left out."}
