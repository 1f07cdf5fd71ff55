import json
import subprocess

import msgspec
import pytest
import soundfile
from wavinfo import WavInfoReader

from padsketch.export.pack.labels import root_of, whole_beats
from padsketch.export.pack.verify import verify_pack
from padsketch.formats.riff import Cue, Loop, read_chunks
from padsketch.model import Channel, Credit

TITLE = "Small: kick"


def steady(job):
    """The same job without a change of tempo."""
    song = tuple(msgspec.structs.replace(part, bpm=None) for part in job.project.song)
    project = msgspec.structs.replace(job.project, song=song, bpm=120.0)
    return msgspec.structs.replace(
        project, credits={"kick.wav": Credit(author="Ada", source="a tape", licence="CC-BY")}
    )


@pytest.fixture
def pack(new_song, pack_of):
    return pack_of(new_song(project=steady(new_song()), bits="24", rate=44_100))


@pytest.fixture
def kick(pack):
    return pack / "stems" / "01_kick_120bpm_Cmin.wav"


@pytest.fixture
def loop(pack):
    return pack / "loops" / "B2_120bpm_Cmin.wav"


def test_a_stem_notes_tempo_key_sections_and_who_made_it(kick):
    notes = read_chunks(kick)
    assert (notes.tempo, notes.meter, notes.root) == (120.0, (4, 4), 60)
    assert notes.beats == soundfile.info(kick).frames / (44_100 / 2)
    assert notes.cues == (Cue(0, "Start"), Cue(4 * 22_050, "Slow"))
    assert notes.loops == ()
    assert (notes.bext.description, notes.bext.originator) == (TITLE, "padsketch")
    assert (notes.bext.time_reference, notes.bext.date, notes.bext.time) == (0, "", "")
    assert notes.info["INAM"] == TITLE
    assert notes.info["ICOP"] == "Ada, a tape (CC-BY)"
    assert notes.info["ICMT"] == "120 bpm, C minor, 4/4"


def test_a_loop_notes_where_it_goes_round(loop):
    notes = read_chunks(loop)
    assert notes.loops == (Loop(0, 88_200),)
    assert (notes.tempo, notes.beats) == (120.0, 4)


def test_the_stems_of_a_pattern_go_round_as_well(new_job, pack_of):
    for path in pack_of(new_job()).glob("*/*.wav"):
        assert read_chunks(path).loops == (Loop(0, soundfile.info(path).frames),)


def test_a_song_that_changes_its_tempo_notes_none(new_song, pack_of):
    notes = read_chunks(next(pack_of(new_song()).glob("stems/01*")))
    assert (notes.tempo, notes.beats) == (None, None)
    assert [cue.label for cue in notes.cues] == ["Start", "Slow"]


def test_a_song_in_another_tempo_than_its_project_says_so_everywhere(new_song, pack_of):
    project = new_song().project
    song = tuple(msgspec.structs.replace(part, bpm=100.0) for part in project.song)
    pack = pack_of(new_song(project=msgspec.structs.replace(project, song=song)))
    stem = pack / "stems" / "01_kick_100bpm_Cmin.wav"
    notes = read_chunks(stem)
    assert (notes.tempo, notes.info["ICMT"]) == (100.0, "100 bpm, C minor, 4/4")
    assert read_chunks(pack / "loops" / "A1_133.7bpm_Cmin.wav").tempo == pytest.approx(133.7)
    assert "Tempo    100 bpm" in (pack / "README.txt").read_text()
    assert verify_pack(pack).faults == ()


def test_libsndfile_reads_what_is_noted(kick, loop):
    said = soundfile.info(loop, verbose=True).extra_info
    for words in ("Tempo     : 120.000000", "Beats     : 4", "Meter     : 4/4", "Loop Count   : 1"):
        assert words in said
    assert "End : 88199" in said
    said = soundfile.info(kick, verbose=True).extra_info
    for words in ("labl : 2 : Slow", "INAM : Small: kick", "bext : 602", "Pos : 88200"):
        assert words in said


def test_wavinfo_reads_what_is_noted(kick, loop):
    found = WavInfoReader(str(kick))
    assert found.info.title == TITLE
    assert found.info.copyright == "Ada, a tape (CC-BY)"
    assert (found.bext.description, found.bext.time_reference) == (TITLE, 0)
    assert found.cues.to_dict() == {
        1: {"frame": 0, "label": "Start"},
        2: {"frame": 88_200, "label": "Slow"},
    }
    (around,) = WavInfoReader(str(loop)).smpl.to_dict()["loops"]
    assert (around["start_samples"], around["end_samples"]) == (0, 88_199)


def test_mediainfo_reads_what_is_noted(kick):
    words = ["mediainfo", "--Output=JSON", str(kick)]
    answer = subprocess.run(words, capture_output=True, check=True).stdout
    general, audio = json.loads(answer)["media"]["track"]
    assert (general["Title"], general["Producer"]) == (TITLE, "padsketch")
    assert general["Copyright"] == "Ada, a tape (CC-BY)"
    assert (audio["BitDepth"], audio["SamplingRate"]) == ("24", "44100")


def test_sox_and_ffprobe_find_the_sound_whole_beside_what_is_noted(kick):
    frames = soundfile.info(kick).frames
    sox = subprocess.run(["soxi", "-s", str(kick)], capture_output=True, check=True, text=True)
    assert (int(sox.stdout), sox.stderr) == (frames, "")
    words = ["ffprobe", "-v", "error", "-show_streams", "-show_format", "-of", "json", str(kick)]
    ffprobe = subprocess.run(words, capture_output=True, check=True, text=True)
    answer = json.loads(ffprobe.stdout)
    assert answer["streams"][0]["duration_ts"] == frames
    assert answer["format"]["tags"]["time_reference"] == "0"
    assert ffprobe.stderr == ""


def test_names_from_outside_are_harmless_in_what_is_noted(new_song, pack_of):
    project = new_song().project
    song = (msgspec.structs.replace(project.song[0], section="\x1b[2JIntro\n"),)
    project = msgspec.structs.replace(project, title="\x1b]0;owned\x07Title", song=song)
    notes = read_chunks(next(pack_of(new_song(project=project)).glob("stems/01*")))
    texts = [notes.cues[0].label, notes.bext.description, *notes.info.values()]
    assert not [text for text in texts if "\x1b" in text or "\n" in text]


def test_a_stereo_return_owes_everyone_who_is_heard(new_song, pack_of):
    project = steady(new_song(project=msgspec.structs.replace(new_song().project, mixer={})))
    project = msgspec.structs.replace(project, mixer={"open": Channel(send_reverb=0.0)})
    pack = pack_of(new_song(project=project))
    assert "Ada" in read_chunks(next(pack.glob("stems/08*"))).info["ICOP"]


@pytest.mark.parametrize(
    ("frames", "beats"), [(48_000, 2), (48_001, None), (0, None), (24_000, 1), (24_000 * 7, 7)]
)
def test_beats_are_whole_or_not_said(frames, beats):
    assert whole_beats(frames, 48_000, 120_000) == beats


@pytest.mark.parametrize(("key", "root"), [("C minor", 60), ("Bb", 70), ("F#m", 66), ("", None)])
def test_the_root_is_the_tonic_of_the_key(key, root):
    assert root_of(key) == root
