"""What rendered files say of their music."""

import msgspec
import pytest
import soundfile

from padsketch.export.render import render_file
from padsketch.export.tagging import player_key, tags_of
from padsketch.model import Section


def test_a_pattern_says_its_name_its_tempo_its_key_and_whose_sounds_it_plays(new_song):
    tags = tags_of(new_song(pattern="A1"))
    assert (tags.title, tags.bpm, tags.key) == ("Small: A1", 133.7, "Cm")
    assert tags.comment.startswith("4/4, C minor. Sounds: ")
    assert "CC0-1.0" in tags.comment


def test_a_song_is_called_by_its_title_alone(new_song):
    assert tags_of(new_song()).title == "Small"
    assert tags_of(new_song(), "kick").title == "Small: kick"


def test_a_song_that_changes_its_tempo_has_none(new_song):
    job = new_song()
    faster = Section(section="Fast", pattern="A1", bpm=180.0)
    song = msgspec.structs.replace(job.project, song=(*job.project.song, faster))
    assert tags_of(new_song(project=song)).bpm is None


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("A minor", "Am"),
        ("F# major", "F#"),
        ("E♭", "Eb"),
        ("C dorian", ""),
        ("", ""),
        ("no key at all", ""),
    ],
)
def test_keys_are_shown_as_players_show_them(key, shown):
    assert player_key(key) == shown


def test_strange_titles_reach_no_tag_raw(new_song):
    project = msgspec.structs.replace(new_song().project, title="a\x1b[31m\nb\x00c", key="\x07")
    tags = tags_of(new_song(project=project))
    assert not set("\x1b\n\x00\x07") & set(tags.title + tags.comment)


@pytest.mark.parametrize("format", ["flac", "ogg"])
def test_a_render_carries_its_tags_and_is_the_same_bytes_each_time(new_job, tmp_path, format):
    paths = [tmp_path / f"{name}.{format}" for name in "ab"]
    for path in paths:
        render_file(new_job(format=format, bits="24"), path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    with soundfile.SoundFile(paths[0]) as file:
        assert file.title == "Small: A1"


def test_every_stem_says_which_it_is_also_with_one_channel(new_song, pack_of):
    pack = pack_of(new_song(format="flac", bits="24"), mono=True)
    channels = set()
    for path in pack.glob("stems/*.flac"):
        with soundfile.SoundFile(path) as file:
            channels.add(file.channels)
            assert file.title == f"Small: {path.name.split('_')[1]}"
    assert channels == {1, 2}
