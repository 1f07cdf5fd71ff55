"""Projects for REAPER, read back by the package `rpp`."""

import pytest
import rpp
from daw_songs import HOSTILE, STEM, note, renamed, song

from padsketch.formats.daw.arrangement import NoteClip
from padsketch.formats.daw.rpp import rpp_text, write_rpp
from padsketch.formats.daw.rpp_lines import quoted


@pytest.fixture
def project():
    return rpp.loads(rpp_text(song()))


def line(element, tag):
    """The words of the one line of a block that begins with a tag."""
    (words,) = [item for item in element if isinstance(item, list) and item[0] == tag]
    return words[1:]


def numbers(words):
    return [float(word) for word in words]


def tracks(project):
    return project.findall("TRACK")


def test_tempo_and_meter_arrive(project):
    assert line(project, "TEMPO") == ["120", "6", "8"]
    points = [words for words in project.find("TEMPOENVEX") if words[0] == "PT"]
    assert [numbers(words[1:]) for words in points] == [
        [0, 120, 1, (8 << 16) + 6],
        [2, 93.3, 1, 0],
    ]


def test_one_tempo_needs_no_map():
    assert rpp.loads(rpp_text(song(tempi=song().tempi[:1]))).find("TEMPOENVEX") is None


def test_sections_are_markers_in_seconds(project):
    markers = [words for words in project if words[0] == "MARKER"]
    assert markers == [["MARKER", "1", "0", "In", "0"], ["MARKER", "2", "2", "Out", "0"]]


def test_the_mixer_arrives(project):
    stem, notes, delay = tracks(project)
    assert [line(track, "NAME") for track in tracks(project)] == [
        ["Kick"],
        ["Kick notes"],
        ["Delay return"],
    ]
    assert numbers(line(stem, "VOLPAN")) == [1, 0, -1, -1, 1]
    assert numbers(line(notes, "VOLPAN")) == [0.5, -0.5, -1, -1, 1]
    assert [line(track, "MUTESOLO")[0] for track in tracks(project)] == ["0", "1", "0"]
    assert numbers(line(delay, "VOLPAN"))[:2] == [0.8, 0]
    assert line(stem, "PEAKCOL") == [str(0x1000000 + 0x009FE6)]


def test_a_send_names_the_place_of_its_track_and_passes_no_notes(project):
    *others, delay = tracks(project)
    place, mode, gain, *_, midi, _, _ = line(delay, "AUXRECV")
    assert (place, mode, gain, midi) == ("1", "0", "0.25", "31")
    assert all(track.find("AUXRECV") is None for track in others)


def test_a_stem_plays_from_the_start_as_it_is(project):
    (item,) = tracks(project)[0].findall("ITEM")
    assert numbers(line(item, "POSITION") + line(item, "LENGTH")) == [0, 4.5]
    assert numbers(line(item, "FADEIN") + line(item, "FADEOUT") + line(item, "SOFFS")) == [0] * 7
    source = item.find("SOURCE")
    assert (source.attrib, line(source, "FILE")) == (["WAVE"], [STEM.path])


def test_a_stem_may_be_flac():
    stem, *rest = song().tracks
    flac = stem._replace(audio=STEM._replace(path="stems/01_kick.flac"))
    project = rpp.loads(rpp_text(song(tracks=(flac, *rest))))
    assert project.find("TRACK/ITEM/SOURCE").attrib == ["FLAC"]


def played(item):
    """(tick, length, key, velocity) of the notes of an item, and the tick at which it ends."""
    at, begun, notes = 0, {}, []
    for words in item.find("SOURCE"):
        if words[0] != "E":
            continue
        at += int(words[1])
        status, key, velocity = (int(word, 16) for word in words[2:])
        if status == 0x90:
            begun[key] = (at, velocity)
        elif status == 0x80:
            start, struck = begun.pop(key)
            notes.append((start, at - start, key, struck))
    assert not begun
    return sorted(notes), at


def test_notes_arrive_to_the_tick(project):
    items = tracks(project)[1].findall("ITEM")
    assert [line(item, "NAME") for item in items] == [["In"], ["Out"]]
    assert all(line(item.find("SOURCE"), "HASDATA") == ["1", "960", "QN"] for item in items)
    assert played(items[0]) == ([(0, 240, 36, 100), (1600, 137, 36, 1)], 3840)
    assert played(items[1]) == ([(0, 240, 36, 127), (3360, 240, 99, 100)], 3840)
    lengths = [numbers(line(item, "POSITION") + line(item, "LENGTH")) for item in items]
    assert lengths == [[0, 2], [2, pytest.approx(4 * 60 / 93.3, abs=1e-11)]]


def test_a_note_may_begin_where_another_of_its_key_ends():
    clip = NoteClip(song().beats * 0, song().beats, "In", (note(0), note("0.25")))
    stem, notes, delay = song().tracks
    project = rpp.loads(rpp_text(song(tracks=(stem, notes._replace(notes=(clip,)), delay))))
    assert played(tracks(project)[1].find("ITEM"))[0] == [(0, 240, 36, 100), (240, 240, 36, 100)]


def test_a_note_that_reaches_out_of_its_clip_is_kept_whole():
    clip = NoteClip(song().beats * 0, song().beats / 2, "In", (note("3.9"),))
    stem, notes, delay = song().tracks
    project = rpp.loads(rpp_text(song(tracks=(stem, notes._replace(notes=(clip,)), delay))))
    item = tracks(project)[1].find("ITEM")
    assert played(item) == ([(3744, 240, 36, 100)], 3984)
    assert numbers(line(item, "LENGTH")) == [2]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("plain", "plain"),
        ('say "x"', 'say "x"'),
        ("it's", "it's"),
        ('"it\'s"', '"it\'s"'),
        ('"it\'s" `so`', "\"it's\" 'so'"),
        ("", ""),
        ("> not an end", "> not an end"),
        ("<NOT A BLOCK", "<NOT A BLOCK"),
        ("| no note", "| no note"),
        ("two\nlines\u2028or three", "two lines or three"),
        (HOSTILE, "<&>\"''[2J😀é END"),
    ],
)
def test_no_name_can_break_the_lines(name, read):
    project = rpp.loads(rpp_text(renamed(name)))
    assert [line(track, "NAME") for track in tracks(project)] == [[read]] * 3
    assert [words[3] for words in project if words[0] == "MARKER"] == [read] * 2
    assert line(project, "TITLE") == [read]
    assert quoted(name).splitlines() == [quoted(name)]


def test_the_file_is_the_text(tmp_path):
    write_rpp(renamed(HOSTILE), tmp_path / "song.rpp")
    assert (tmp_path / "song.rpp").read_bytes() == rpp_text(renamed(HOSTILE)).encode()
