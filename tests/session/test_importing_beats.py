import tempfile
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from padsketch.demo import demo_project
from padsketch.errors import InvalidFile, OutputExists
from padsketch.export.job import RenderJob
from padsketch.export.notes import sheet_of
from padsketch.formats.beats.beat_draft import PartDraft
from padsketch.formats.midi import write_midi
from padsketch.model import Kit, Lane, Layer, Pad, Pattern, Project, Section, Step
from padsketch.model.pattern import DIRECTIONS, SPEEDS, STEP_TICKS
from padsketch.session.beats.importing import import_beat
from padsketch.session.beats.placing import placed
from padsketch.storage import find_kit, load_kit, load_project, save_kit
from padsketch.storage.drum_maps import DrumMap
from strategies import bpms, steps, swings

TEXT = "title: Night\nbpm: 92\nsong: A x2\n[A]\nkick: X...X...\nsnare: ..x...x.\n"
MODES = {"Kick": "one-shot", "Snare": "one-shot", "Organ": "gate", "Drone": "loop"}
UNSAYABLE = (
    "Of several notes at once on a pad the loudest is kept",
    "Notes that stand closer than steps can are left out",
    "Notes last at most 128 steps",
)


def kit_of(*names, modes=MODES):
    pads = tuple(
        Pad(id=n.lower().replace(" ", "-"), name=n, layers=(Layer(file="a.wav"),), mode=m)
        for n, m in ((name, modes.get(name, "one-shot")) for name in names)
    )
    return Kit(name="Tin", pads=pads)


KIT = kit_of(*MODES)


@pytest.fixture(scope="module")
def kit_folder(tmp_path_factory):
    """A kit with a pad of each mode, on disk."""
    folder = tmp_path_factory.mktemp("kits")
    soundfile.write(folder / "a.wav", np.zeros(100), 48_000)
    save_kit(folder / "tin", KIT, {"a.wav": folder / "a.wav"})
    return folder / "tin"


def sheet(project, kit=KIT, folder=Path()):
    return sheet_of(RenderJob(project, kit, folder, None if project.song else "A1"))


def said(sheet, kit=KIT):
    """Notes by part; how long one lasts counts where its pad listens to that."""
    held = {pad.name for pad in kit.pads if pad.mode != "one-shot"}
    return {
        part.name: [n if part.name in held else n._replace(ticks=0) for n in part.notes]
        for part in sheet.parts
    }


def microseconds(sheet):
    return [(tick, round(60_000_000_000 / millibpm)) for tick, millibpm in sheet.tempi]


def lanes():
    return st.builds(
        Lane,
        steps=st.lists(steps(), max_size=16).map(tuple),
        length=st.none() | st.integers(1, 32),
        swing=st.none() | swings,
        speed=st.sampled_from(SPEEDS),
        rotation=st.integers(-5, 5),
        direction=st.sampled_from(DIRECTIONS),
    )


def songs():
    pattern = st.builds(
        Pattern,
        length=st.integers(1, 32),
        step=st.sampled_from(tuple(STEP_TICKS)),
        swing=st.none() | swings,
        lanes=st.dictionaries(st.sampled_from([pad.id for pad in KIT.pads]), lanes(), max_size=3),
    )
    section = st.builds(
        Section,
        section=st.sampled_from(("Verse", "Chorus", "")),
        pattern=st.sampled_from(("A1", "B2")),
        repeats=st.integers(1, 3),
        bpm=st.none() | bpms,
        fill=st.booleans(),
    )
    return st.builds(
        Project,
        bpm=bpms,
        swing=swings,
        seed=st.integers(0, 99),
        meter=st.sampled_from(("4/4", "3/4", "7/8")),
        patterns=st.fixed_dictionaries({"A1": pattern, "B2": pattern}),
        song=st.lists(section, min_size=1, max_size=3).map(tuple),
    )


@settings(max_examples=60)
@given(songs())
def test_notes_go_out_come_back_and_go_out_the_same(kit_folder, song):
    """To the tick: swing, nudges, chances, rolls, tempi; what steps cannot say is told."""
    out = sheet(song)
    assume(out.parts)
    with tempfile.TemporaryDirectory() as folder:
        write_midi(out, Path(folder) / "a.mid")
        imported = import_beat(Path(folder) / "a.mid", Path(folder) / "a", str(kit_folder))
    back = sheet(imported.project)
    assert {loss.split(":")[0].rstrip(".") for loss in imported.losses} <= set(UNSAYABLE)
    if not imported.losses:
        assert said(back) == said(out)
        assert microseconds(back) == microseconds(out)


def test_the_demo_comes_back_to_the_tick(tmp_path):
    project = demo_project()
    folder = find_kit(project.kit, None)
    kit = load_kit(folder)
    out = sheet(project, kit, folder)
    write_midi(out, tmp_path / "demo.mid")
    imported = import_beat(tmp_path / "demo.mid", tmp_path / "demo", project.kit)
    back = sheet(imported.project, kit, folder)
    assert imported.losses == ()
    assert said(back, kit) == said(out, kit)
    assert microseconds(back) == microseconds(out)
    assert (imported.project.title, imported.project.swing) == (project.title, project.swing)


def put(folder, text=TEXT, name="night.txt"):
    path = folder / name
    path.write_text(text)
    return path


def test_an_import_is_a_project_that_opens(tmp_path):
    imported = import_beat(put(tmp_path), tmp_path / "night", "dust")
    project = load_project(tmp_path / "night")
    assert project == imported.project
    assert (project.title, project.bpm, project.kit) == ("Night", 92.0, "dust")
    assert list(project.patterns["A1"].lanes) == ["kick", "snare"]
    assert project.song == (Section(section="A", pattern="A1", repeats=2),)


def test_what_is_there_is_not_replaced_unless_it_came_so(tmp_path):
    path, folder = put(tmp_path), tmp_path / "night"
    import_beat(path, folder)
    with pytest.raises(OutputExists):
        import_beat(path, folder)
    import_beat(path, folder, force=True)
    (folder / "samples" / "mine.wav").write_bytes(b"")
    with pytest.raises(OutputExists, match=r"mine\.wav"):
        import_beat(path, folder, force=True)


def test_a_refused_file_leaves_nothing_behind(tmp_path):
    with pytest.raises(InvalidFile):
        import_beat(put(tmp_path, "kick: ?"), tmp_path / "night")
    with pytest.raises(InvalidFile):
        import_beat(put(tmp_path), tmp_path / "night", "no such kit")
    assert [path.name for path in tmp_path.iterdir()] == ["night.txt"]


def test_a_long_pattern_without_a_song_can_still_be_heard_in_one_go(tmp_path):
    (tmp_path / "long.txt").write_text("kick: " + "x..." * 50 + "\nsnare: ..x.\n")
    project = import_beat(tmp_path / "long.txt", tmp_path / "out").project
    lengths = [project.patterns[section.pattern].length for section in project.song]
    assert (len(project.patterns), sum(lengths)) == (2, 200)


def test_a_kit_that_comes_along_belongs_to_the_project(tmp_path):
    soundfile.write(tmp_path / "bass.wav", np.zeros(100), 48_000)
    text = "Song:\n  Tempo: 100\nA:\n  - bass.wav: X...\n  - gone.wav: .X..\n"
    imported = import_beat(put(tmp_path, text, "song.yaml"), tmp_path / "song")
    assert imported.project.kit == "kit"
    assert [pad.id for pad in load_kit(tmp_path / "song" / "kit").pads] == ["bass"]
    assert imported.missing == ("gone.wav",)
    assert "Left out, for no pad of the kit plays this: gone (1 note)." in imported.losses


def test_a_kit_of_noise_is_told_and_another_plays(tmp_path):
    (tmp_path / "bass.wav").write_bytes(b"noise")
    text = "Song:\n  Tempo: 100\nA:\n  - bass.wav: X...\n"
    imported = import_beat(put(tmp_path, text, "song.yaml"), tmp_path / "song")
    assert imported.project.kit == "eight"
    assert "an installed kit plays" in imported.losses[0]


def test_a_kit_that_nobody_has_is_told_and_another_plays(tmp_path):
    imported = import_beat(put(tmp_path, f"kit: ../gone\n{TEXT}"), tmp_path / "night")
    assert imported.project.kit == "eight"
    assert imported.losses == ("The kit that it names is not installed, another plays: ../gone.",)
    assert import_beat(put(tmp_path, f"kit: dust\n{TEXT}"), tmp_path / "b").project.kit == "dust"


def named(*names):
    return {str(at): PartDraft(name) for at, name in enumerate(names)}


def midi_parts(**roles):
    return {key[1:]: PartDraft(key, role, int(key[1:])) for key, role in roles.items()}


def test_parts_play_the_pads_that_are_called_alike():
    kit = kit_of("Snare", "Kick", "Closed hat", "Open hat", "Low tom")
    found = placed(named("Closed Hat", "bass drum", "Kick", "OPEN HAT", "Flute"), kit, {})
    assert found == {"0": "closed-hat", "2": "kick", "3": "open-hat"}
    short = placed(named("BD", "SD", "HH", "Floor Tom"), kit, {})
    assert list(short.values()) == ["kick", "snare", "closed-hat", "low-tom"]


def test_notes_of_general_midi_share_a_pad_where_a_kit_has_one_for_both():
    kit = kit_of("Kick", "Snare", "Hat")
    parts = midi_parts(n35="kick", n36="kick", n38="snare", n42="hat", n71="")
    assert placed(parts, kit, {}) == {"35": "kick", "36": "kick", "38": "snare", "42": "hat"}


def test_the_notes_of_our_own_files_are_those_of_pads():
    kit = kit_of("Snare", "Kick")
    own = {"36": PartDraft("Snare", "kick", 36), "37": PartDraft("Kick", "rim", 37)}
    assert placed(own, kit, {}) == {"36": "snare", "37": "kick"}
    foreign = {"36": PartDraft("Bass drum 1", "kick", 36), "38": PartDraft("S", "snare", 38)}
    assert placed(foreign, kit, {}) == {"36": "kick", "38": "snare"}


def test_what_was_learned_comes_first():
    kit = kit_of("Kick", "Snare", "Bell")
    parts = midi_parts(n36="kick", n38="snare", n71="")
    learned = {71: "bell", 38: "", 36: "gone"}
    assert placed(parts, kit, learned) == {"36": "kick", "38": "", "71": "bell"}


def test_parts_that_nobody_knows_play_the_pads_in_order():
    kit = kit_of("Rain", "Wind", "Hail")
    assert placed(midi_parts(n1="", n2=""), kit, {}) == {"1": "rain", "2": "wind"}


def test_a_map_names_the_kit_and_leaves_notes_out(tmp_path):
    song = Project(patterns={"A1": Pattern(lanes={"kick": Lane(steps=(Step(velocity=100),))})})
    write_midi(sheet(song, load_kit(find_kit("eight", None))), tmp_path / "a.mid")
    learned = DrumMap({36: "clap"}, "dust")
    imported = import_beat(tmp_path / "a.mid", tmp_path / "a", learned=learned)
    assert imported.project.kit == "dust"
    assert list(imported.project.patterns["A1"].lanes) == ["clap"]
    silent = import_beat(tmp_path / "a.mid", tmp_path / "b", learned=DrumMap({36: ""}))
    assert silent.losses == ("Left out, as the map says: Kick (1 note).",)
