"""Tags are what other programs read, harm no sound, and are the same bytes every time."""

import json
import shutil
import subprocess

import numpy as np
import pytest
import soundfile

from padsketch.outputs.files import AudioFile
from padsketch.outputs.tags import Tags, write_tags

RATE = 48_000
PLAIN = Tags("Night Bus", 92.5, "F#m", "4/4. Sounds: someone (CC0-1.0)")
STRANGE = Tags("夜のバス ♯ é", 120.0, "", "ünïcode = ; \\ ' \" 🥁")
EMPTY = Tags("")
LONG = Tags("t" * 5_000, None, "Am", "é" * 5_000)


def written(path, format, tags, seconds=1.0):
    sound = np.random.default_rng(3).uniform(-0.5, 0.5, (int(seconds * RATE), 2))
    with AudioFile(path, RATE, format, "24", tags) as file:
        file.write(sound.astype(np.float32))
    return path


def tool(*command):
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def ffprobe(path):
    """All tags as ffmpeg reads them, by small names."""
    out = tool("ffprobe", "-v", "error", "-show_format", "-show_streams", "-of", "json", str(path))
    found = json.loads(out)
    tags = {**found["streams"][0].get("tags", {}), **found["format"].get("tags", {})}
    return {name.lower(): text for name, text in tags.items()}


@pytest.mark.parametrize("format", ["flac", "ogg"])
@pytest.mark.parametrize("tags", [PLAIN, STRANGE], ids=["plain", "strange"])
def test_ffmpeg_reads_vorbis_comments(tmp_path, format, tags):
    found = ffprobe(written(tmp_path / "a", format, tags))
    assert found["title"] == tags.title
    assert found["bpm"] == f"{tags.bpm:g}"
    assert found.get("initialkey", "") == tags.key
    assert found["comment"] == tags.comment
    assert found["software"].startswith("padsketch ")


@pytest.mark.parametrize("tags", [PLAIN, STRANGE], ids=["plain", "strange"])
def test_ffmpeg_reads_id3(tmp_path, tags):
    found = ffprobe(written(tmp_path / "a.mp3", "mp3", tags))
    assert found["title"] == tags.title
    assert found["tbpm"] == str(round(tags.bpm))
    assert found.get("tkey", "") == tags.key
    assert found["comment"] == tags.comment
    assert found["encoder"].startswith("padsketch ")


@pytest.mark.parametrize("format", ["flac", "ogg", "mp3"])
def test_mediainfo_reads_them(tmp_path, format):
    path = written(tmp_path / f"a.{format}", format, PLAIN)
    (general, *_) = json.loads(tool("mediainfo", "--Output=JSON", str(path)))["media"]["track"]
    assert general["Title"] == PLAIN.title
    assert round(float(general["BPM"])) == round(PLAIN.bpm)
    assert general["Comment"] == PLAIN.comment


@pytest.mark.parametrize("format", ["flac", "ogg"])
def test_sox_reads_them(tmp_path, format):
    path = written(tmp_path / f"a.{format}", format, PLAIN)
    *_, title, tempo, key, comment, software = tool("sox", "--i", "-a", str(path)).split("\n")[:-1]
    assert (title, tempo, key) == ("TITLE=Night Bus", "BPM=92.5", "INITIALKEY=F#m")
    assert comment == f"COMMENT={PLAIN.comment}"
    assert software.startswith("SOFTWARE=padsketch ")


@pytest.mark.parametrize("format", ["flac", "ogg", "mp3"])
@pytest.mark.parametrize(
    "tags", [PLAIN, STRANGE, EMPTY, LONG], ids=["plain", "strange", "empty", "long"]
)
def test_tags_change_no_sound(tmp_path, format, tags):
    tagged = written(tmp_path / f"a.{format}", format, tags, seconds=3.0)
    plain = written(tmp_path / f"b.{format}", format, None, seconds=3.0)
    assert np.array_equal(soundfile.read(tagged)[0], soundfile.read(plain)[0])
    decoded = ("ffmpeg", "-v", "error", "-xerror", "-i", str(tagged), "-f", "null", "-")
    assert tool(*decoded) == ""


@pytest.mark.parametrize("format", ["flac", "ogg", "mp3"])
def test_the_same_tags_give_the_same_bytes(tmp_path, format):
    paths = [written(tmp_path / name, format, PLAIN) for name in ("a", "b")]
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_a_wave_file_stays_as_it_was(tmp_path):
    tagged = written(tmp_path / "a.wav", "wav", PLAIN)
    plain = written(tmp_path / "b.wav", "wav", None)
    assert tagged.read_bytes() == plain.read_bytes()


@pytest.mark.parametrize("format", ["flac", "ogg"])
def test_a_file_whose_comments_did_not_reach_the_disk_is_told(tmp_path, format):
    path = written(tmp_path / "a", format, None)
    with pytest.raises(OSError, match="not written whole"):
        write_tags(path, format, PLAIN)
