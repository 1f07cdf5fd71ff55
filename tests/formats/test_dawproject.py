"""Projects for other workstations, as the schemas and plain readers of zip and XML see them."""

import struct
import zipfile
from pathlib import Path

import pytest
from daw_songs import HOSTILE, STEM, renamed, song, write_stems
from lxml import etree

from padsketch.formats.daw.dawproject import metadata_xml, project_xml, write_dawproject

SCHEMAS = Path(__file__).parent / "dawproject"


def validated(content, schema):
    """The root of a document that a schema accepts, identities and references included."""
    document = etree.fromstring(content)
    etree.XMLSchema(file=SCHEMAS / schema).assertValid(document)
    return document


@pytest.fixture
def project():
    return validated(project_xml(song()), "Project.xsd")


@pytest.fixture
def packed(tmp_path):
    write_stems(tmp_path)
    write_dawproject(song(), tmp_path, tmp_path / "song.dawproject")
    return tmp_path / "song.dawproject"


def numbers(element, *names):
    return tuple(float(element.get(name)) for name in names)


def lane(project, track):
    return project.find(f"Arrangement/Lanes/Lanes[@track='track-{track}']/Clips")


@pytest.mark.parametrize("name", ["Song", "", HOSTILE, "x" * 10_000])
def test_no_name_can_break_the_schemas(name):
    named = renamed(name)
    project = validated(project_xml(named), "Project.xsd")
    metadata = validated(metadata_xml(named), "MetaData.xsd")
    kept = name.replace("\x00", "").replace("\x1b", "").replace("\x0b", "")
    kept = kept.replace("\ud800", "").replace("\ufffe", "")
    assert project.find("Structure/Track").get("name") == kept
    # A line break in text is one character to every reader of XML.
    assert (metadata.findtext("Title") or "").replace("\r\n", "\n") == kept.replace("\r\n", "\n")


def test_every_channel_but_the_master_leads_to_the_master(project):
    channels = project.findall("Structure/Track/Channel")
    masters = [channel for channel in channels if channel.get("role") == "master"]
    (master,) = masters
    assert master.get("destination") is None
    rest = [channel for channel in channels if channel is not master]
    assert {channel.get("destination") for channel in rest} == {master.get("id")}
    assert [channel.get("role") for channel in rest] == ["regular", "regular", "effect"]


def test_all_that_is_referred_to_is_there_and_once(project):
    ids = project.xpath("//@id")
    assert len(ids) == len(set(ids))
    told = project.xpath("//@destination | //@track | //Target/@parameter")
    assert len(told) == 9
    assert set(told) <= set(ids)


def test_the_mixer_arrives(project):
    channel = project.find("Structure/Track[@id='track-kick-notes']/Channel")
    assert numbers(channel.find("Volume"), "value", "min", "max") == (0.5, 0.0, 4.0)
    assert numbers(channel.find("Pan"), "value", "min", "max") == (0.25, 0.0, 1.0)
    assert channel.find("Mute").get("value") == "true"
    (send,) = channel.findall("Sends/Send")
    assert (send.get("destination"), send.get("type")) == ("channel-delay", "post")
    assert numbers(send.find("Volume"), "value") == (0.25,)
    assert project.find("Structure/Track").get("color") == "#e69f00"


def test_notes_lie_in_the_clip_itself_and_count_from_its_start(project):
    clips = lane(project, "kick-notes").findall("Clip")
    assert [numbers(clip, "time", "duration", "playStart") for clip in clips] == [
        (0.0, 4.0, 0.0),
        (4.0, 4.0, 0.0),
    ]
    assert [[child.tag for child in clip] for clip in clips] == [["Notes"], ["Notes"]]
    played = [
        [numbers(note, "time", "duration", "key") for note in clip.iter("Note")] for clip in clips
    ]
    assert played == [
        [(0.0, 0.25, 36.0), (5 / 3, 1 / 7, 36.0)],
        [(0.0, 0.25, 36.0), (3.5, 0.25, 99.0)],
    ]


def test_velocities_survive_readers_that_cut_and_readers_that_round(project):
    read = [float(note.get("vel")) * 127 for note in lane(project, "kick-notes").iter("Note")]
    assert [int(velocity) for velocity in read] == [100, 1, 127, 100]
    assert [round(velocity) for velocity in read] == [100, 1, 127, 100]


def test_a_stem_plays_at_its_own_speed_through_all_tempi(project):
    """Beats and seconds of the warps are those of the tempo map, up to the end of the file."""
    (clip,) = lane(project, "kick-audio").findall("Clip")
    beats = 4 + (4.5 - 2) * 93.3 / 60
    assert numbers(clip, "time", "duration") == (0.0, pytest.approx(beats, abs=1e-12))
    (warps,) = clip.findall("Clips/Clip/Warps")
    assert (warps.get("timeUnit"), warps.get("contentTimeUnit")) == ("beats", "seconds")
    bends = [numbers(warp, "time", "contentTime") for warp in warps.findall("Warp")]
    assert bends == [(0, 0), (4, 2), (pytest.approx(beats, abs=1e-12), 4.5)]
    audio = warps.find("Audio")
    assert numbers(audio, "duration", "sampleRate", "channels") == (4.5, 8000, 2)
    assert (audio.get("timeUnit"), audio.find("File").get("path")) == ("seconds", STEM.path)


def test_tempi_meter_and_sections_arrive(project):
    assert numbers(project.find("Transport/Tempo"), "value") == (120.0,)
    meter = project.find("Transport/TimeSignature")
    assert numbers(meter, "numerator", "denominator") == (6, 8)
    tempi = project.find("Arrangement/TempoAutomation")
    assert tempi.find("Target").get("parameter") == project.find("Transport/Tempo").get("id")
    points = tempi.findall("RealPoint")
    assert [numbers(point, "time", "value") for point in points] == [(0, 120.0), (4, 93.3)]
    assert {point.get("interpolation") for point in points} == {"hold"}
    markers = project.findall("Arrangement/Markers/Marker")
    assert [(*numbers(m, "time"), m.get("name")) for m in markers] == [(0, "In"), (4, "Out")]


def test_one_tempo_needs_no_automation():
    steady = song(tempi=song().tempi[:1])
    project = validated(project_xml(steady), "Project.xsd")
    assert project.find("Arrangement/TempoAutomation") is None


def test_the_same_song_is_the_same_bytes(tmp_path, packed):
    again = tmp_path / "again.dawproject"
    write_dawproject(song(), tmp_path, again)
    assert again.read_bytes() == packed.read_bytes()


def test_sizes_stand_before_what_they_measure(packed):
    """No data descriptors (bit 3): a reader that goes front to back could not skip a file."""
    content = packed.read_bytes()
    with zipfile.ZipFile(packed) as archive:
        members = archive.infolist()
        assert archive.testzip() is None
    assert [member.filename for member in members] == ["metadata.xml", "project.xml", STEM.path]
    for member in members:
        header = struct.unpack_from("<4sHHHHHLLL", content, member.header_offset)
        signature, _, flags, method, _, _, crc, packed_size, size = header
        assert signature == b"PK\x03\x04"
        assert flags & 0x08 == 0
        assert (method, crc, packed_size, size) == (
            0,
            member.CRC,
            member.file_size,
            member.file_size,
        )
        assert member.date_time[0] == 1980


def test_the_packed_sound_is_the_file(tmp_path, packed):
    with zipfile.ZipFile(packed) as archive:
        assert archive.read(STEM.path) == (tmp_path / STEM.path).read_bytes()
