"""The demo's pack, opened by readers that nobody of this project wrote."""

import csv
import json
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import mido
import numpy as np
import pytest
import rpp
import soundfile
import wavinfo
from lxml import etree

from padsketch.demo import demo_project
from padsketch.export.job import RenderJob
from padsketch.export.pack.delivery import PackOptions
from padsketch.export.pack.pack import export_pack
from padsketch.storage import find_kit, load_kit

SCHEMAS = Path(__file__).parents[1] / "formats" / "dawproject"
RATE = 8_000
BPM = 92
SECTIONS = {0: "Intro", 8: "Beat", 24: "Hook", 40: "Break", 48: "Hook again", 64: "Home"}


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    project = demo_project()
    kit = find_kit(project.kit, None)
    folder = tmp_path_factory.mktemp("exports") / "pack"
    job = RenderJob(project, load_kit(kit), kit, tail="ring", rate=RATE)
    export_pack(job, folder, PackOptions())
    return folder


@pytest.fixture(scope="module")
def manifest(pack):
    return json.loads((pack / "manifest.json").read_bytes())


@pytest.fixture(scope="module")
def sounds(manifest):
    """Every sound file of the pack with what the manifest says of it."""
    files = {name: file for name, file in manifest["files"].items() if "frames" in file}
    assert len(files) == 17 + 2 + 4
    return files


@pytest.fixture(scope="module")
def workstation(pack):
    """The DAWproject, which its schemas accept, and its packed files."""
    with zipfile.ZipFile(pack / "song.dawproject") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    roots = {}
    for name, schema in (("project", "Project.xsd"), ("metadata", "MetaData.xsd")):
        roots[name] = etree.fromstring(packed[f"{name}.xml"])
        etree.XMLSchema(file=SCHEMAS / schema).assertValid(roots[name])
    assert roots["metadata"].findtext("Title") == "Night Bus"
    return roots["project"], packed


def said_by(*command):
    """What a program answers; a test that lacks the program is skipped, which CI is not."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == ""
    return done.stdout


def test_opened_as_a_dawproject_it_sounds_like_the_mix(pack, manifest, workstation):
    """A small workstation: it plays every clip of a track that is not muted, by its fader."""
    project, packed = workstation
    heard = np.zeros((manifest["frames"], 2))
    for track in project.iterfind("Structure/Track"):
        channel = track.find("Channel")
        if channel.find("Mute").get("value") == "true":
            continue
        assert float(channel.find("Pan").get("value")) == 0.5
        lane = project.find(f"Arrangement/Lanes/Lanes[@track='{track.get('id')}']")
        assert lane.find("Clips/Clip/Notes") is None
        for clip in lane.iterfind("Clips/Clip"):
            assert float(clip.get("time")) == 0.0
            assert spoken_tempo(clip) == pytest.approx(BPM, abs=1e-9)
            path = clip.find("Clips/Clip/Warps/Audio/File").get("path")
            frames, rate = soundfile.read(BytesIO(packed[path]), always_2d=True)
            assert rate == RATE
            heard += float(channel.find("Volume").get("value")) * frames
    mix, _ = soundfile.read(pack / manifest["mix"])
    assert np.abs(heard - mix).max() < 20 * 2.0**-23


def spoken_tempo(clip):
    """The tempo at which the warps of a clip leave its sound as it is."""
    first, last = clip.findall("Clips/Clip/Warps/Warp")
    beats = float(last.get("time")) - float(first.get("time"))
    return beats / (float(last.get("contentTime")) - float(first.get("contentTime"))) * 60


def test_reaper_finds_every_sound_inside_the_pack(pack, manifest):
    project = rpp.loads((pack / "song.rpp").read_text(encoding="utf-8"))
    files = [
        source[0][1] for source in project.findall("TRACK/ITEM/SOURCE") if "WAVE" in source.attrib
    ]
    assert files == manifest["order"]
    assert all((pack / file).is_file() for file in files)


def notes_of_dawproject(project):
    for clip in project.iterfind("Arrangement/Lanes/Lanes/Clips/Clip"):
        for note in clip.iterfind("Notes/Note"):
            start = float(clip.get("time")) + float(note.get("time"))
            length = float(note.get("duration"))
            velocity = float(note.get("vel")) * 127
            yield tuple(map(round, (start * 960, length * 960, float(note.get("key")), velocity)))


def notes_of_rpp(project):
    """Positions of items come from seconds, by the one tempo of the demo."""
    for item in project.findall("TRACK/ITEM"):
        source = item.find("SOURCE")
        if "MIDI" not in source.attrib:
            continue
        seconds = float(next(words[1] for words in item if words[0] == "POSITION"))
        events, at = [], round(seconds * BPM / 60 * 960)
        for words in source:
            if words[0] == "E":
                at += int(words[1])
                events.append((at, *(int(word, 16) for word in words[2:])))
        yield from paired(events)


def paired(events):
    """Notes of (tick, status, key, velocity): each ends where its key is let go."""
    begun = {}
    for tick, status, key, velocity in events:
        if status & 0xF0 == 0x90:
            begun[key] = (tick, velocity)
        elif status & 0xF0 == 0x80:
            start, struck = begun.pop(key)
            yield start, tick - start, key, struck
    assert not begun


def notes_of_mido(file):
    for track in file.tracks:
        at, events = 0, []
        for message in track:
            at += message.time
            if not message.is_meta:
                events.append((at, *message.bytes()))
        yield from paired(events)


def notes_of_midicsv(rows):
    status = {"Note_on_c": 0x90, "Note_off_c": 0x80}
    played = [
        (int(track), (int(tick), status[kind], int(values[1]), int(values[2])))
        for track, tick, kind, *values in rows
        if kind in status
    ]
    for track in dict.fromkeys(track for track, _ in played):
        yield from paired([event for place, event in played if place == track])


def midicsv(path):
    return list(csv.reader(said_by("midicsv", str(path)).splitlines(), skipinitialspace=True))


def test_all_readers_of_notes_read_the_same(pack, workstation):
    read = mido.MidiFile(pack / "song.mid")
    reaper = rpp.loads((pack / "song.rpp").read_text(encoding="utf-8"))
    notes = sorted(notes_of_mido(read))
    assert len(notes) == 491
    assert sorted(notes_of_dawproject(workstation[0])) == notes
    assert sorted(notes_of_rpp(reaper)) == notes
    assert sorted(notes_of_midicsv(midicsv(pack / "song.mid"))) == notes


def test_mido_reads_tempo_meter_sections_and_tracks(pack):
    file = mido.MidiFile(pack / "song.mid")
    conductor, *parts = file.tracks
    assert (file.type, file.ticks_per_beat, len(parts)) == (1, 960, 15)
    told = {message.type: message for message in conductor}
    assert (told["time_signature"].numerator, told["time_signature"].denominator) == (4, 4)
    assert mido.tempo2bpm(told["set_tempo"].tempo) == pytest.approx(BPM, abs=1e-4)
    assert [conductor.name, parts[0].name, parts[-1].name] == ["Night Bus", "Kick", "Crackle"]


def test_midicsv_reads_tempo_meter_and_sections(pack):
    rows = midicsv(pack / "song.mid")
    assert rows[0] == ["0", "0", "Header", "1", "16", "960"]
    assert ["1", "0", "Tempo", "652174"] in rows
    assert ["1", "0", "Time_signature", "4", "2", "24", "8"] in rows
    markers = {int(row[1]) / 960: row[3] for row in rows if row[2] == "Marker_t"}
    assert markers == SECTIONS


def test_workstations_read_the_sections(pack, workstation):
    markers = workstation[0].findall("Arrangement/Markers/Marker")
    assert {float(m.get("time")): m.get("name") for m in markers} == SECTIONS
    reaper = rpp.loads((pack / "song.rpp").read_text(encoding="utf-8"))
    lines = [words for words in reaper if words[0] == "MARKER"]
    assert {round(float(at) * BPM / 60, 9): name for _, _, at, name, _ in lines} == SECTIONS


def test_sox_reads_every_sound(pack, sounds):
    for option, name in (("-s", "frames"), ("-r", "rate"), ("-c", "channels")):
        said = said_by("sox", "--i", option, *(str(pack / file) for file in sounds)).split()
        assert list(map(int, said)) == [file[name] for file in sounds.values()]


def test_mediainfo_reads_every_sound(pack, sounds):
    said = said_by("mediainfo", "--Output=JSON", *(str(pack / file) for file in sounds))
    for entry, file in zip(json.loads(said), sounds.values(), strict=True):
        general, audio = entry["media"]["track"]
        read = (audio["SamplingCount"], audio["SamplingRate"], audio["Channels"])
        assert tuple(map(int, read)) == (file["frames"], file["rate"], file["channels"])
        assert audio["BitDepth"] == "24"
        assert general["Title"].startswith("Night Bus: ")


def test_ffprobe_reads_a_stem_the_mix_and_a_loop(pack, manifest, sounds):
    loop = next(name for name in sounds if name.startswith("loops/"))
    for name in (manifest["order"][0], manifest["mix"], loop):
        said = json.loads(
            said_by("ffprobe", "-v", "error", "-show_streams", "-of", "json", str(pack / name))
        )
        (stream,) = said["streams"]
        assert (stream["codec_name"], stream["duration_ts"]) == (
            "pcm_s24le",
            sounds[name]["frames"],
        )


def test_wavinfo_reads_every_sound(pack, sounds):
    for name, file in sounds.items():
        info = wavinfo.WavInfoReader(str(pack / name))
        assert (info.data.frame_count, info.fmt.sample_rate) == (file["frames"], file["rate"])
        assert info.bext.time_reference == 0
        assert info.bext.originator == "padsketch"


def test_libsndfile_reads_every_sound(pack, sounds):
    for name, file in sounds.items():
        info = soundfile.info(pack / name)
        assert (info.frames, info.samplerate, info.subtype) == (file["frames"], RATE, "PCM_24")


def test_the_picture_shows_every_track_clip_and_note(pack, tmp_path):
    """Two boxes a track, one a clip and one a note, on one for the ground; a path a stem."""
    tool = (sys.executable, "-m", "tools.picture_pack", str(pack / "song.dawproject"))
    subprocess.run((*tool, "-o", str(tmp_path / "x.svg")), cwd=SCHEMAS.parents[2], check=True)
    drawn = etree.parse(tmp_path / "x.svg").getroot()
    svg = "{http://www.w3.org/2000/svg}"
    assert len(list(drawn.iter(f"{svg}rect"))) == 1 + 2 * 35 + 69 + 491
    strokes = [path.get("d").count("M") for path in drawn.iter(f"{svg}path")]
    assert len(strokes) == 17
    assert min(strokes) > 5
