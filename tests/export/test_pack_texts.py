import msgspec
import pytest

from padsketch.export.pack.credits import credits_text
from padsketch.model import Credit, Lane, Pattern, Step
from padsketch.model.edits import toggle_mute


def credited(job, **credits):
    files = {f"{name}.wav": credit for name, credit in credits.items()}
    return msgspec.structs.replace(job.project, credits=files)


def part(text, title):
    """The lines under a title of the page."""
    pages = dict(page.split("\n", 1) for page in text.split("\n\n") if "\n" in page)
    return pages[title].splitlines()


@pytest.fixture
def readme(new_song, pack_of):
    project = toggle_mute(new_song().project, "organ")
    return (pack_of(new_song(project=project, bits="24"), mono=True) / "README.txt").read_text()


def test_the_page_says_how_the_music_goes(readme):
    for words in (
        "Tempo    101.3 to 133.7 bpm, see SECTIONS",
        "Key      C minor",
        "Meter    4/4",
        "Sound    WAV, 8,000 Hz, 24 bits",
        "1.50 bars of music, then what rings",
    ):
        assert words in readme


def test_the_page_says_where_sections_begin(readme):
    assert [line.split() for line in part(readme, "SECTIONS")[1:]] == [
        ["1", "0:00.0", "Start", "A1", "x", "2", "133.7", "bpm"],
        ["2", "0:01.8", "Slow", "A1", "x", "1", "101.3", "bpm"],
    ]


def test_the_page_says_which_file_is_which_track(readme):
    lines = [line.split() for line in part(readme, "FILES")]
    assert ["stems/01_kick_133.7bpm_Cmin.wav", "Kick", "mono"] in [line[:3] for line in lines]
    assert ["loops/B2_133.7bpm_Cmin.wav", "B2", "stereo"] in [line[:3] for line in lines]


def test_the_page_says_what_is_left_out_and_why(readme):
    assert part(readme, "LEFT OUT") == ["organ: it is muted"]


def test_the_page_says_how_loud_it_is(readme):
    mix = part(readme, "LOUDNESS")[1]
    assert mix.startswith("mix/mix_133.7bpm_Cmin.wav")
    assert "LUFS" in mix
    assert "dBTP" in mix


def test_the_page_says_what_became_of_targets(new_song, pack_of):
    folder = pack_of(new_song(), targets=("broadcast",))
    said = part((folder / "README.txt").read_text(), "TARGETS")
    assert said[0] == "broadcast"
    assert said[1] == "  targets/broadcast/Small broadcast_133.7bpm_Cmin.wav"
    assert "LUFS" in said[3]


def test_the_page_is_harmless_and_says_nothing_of_this_machine(new_song, pack_of, tmp_path):
    project = msgspec.structs.replace(new_song().project, title="\x1b[2JNight\nBus", key="\x1b]0;x")
    folder = pack_of(new_song(project=project))
    for name in ("README.txt", "CREDITS"):
        text = (folder / name).read_text()
        assert "\x1b" not in text
        assert str(tmp_path) not in text


def test_credits_say_who_made_what_and_where_it_is_heard(new_song):
    job = new_song()
    project = credited(job, open=Credit(author="Ada", source="freesound 12", licence="CC-BY-4.0"))
    text = credits_text(new_song(project=project))
    assert "open.wav\n  author  Ada\n  source  freesound 12\n  licence CC-BY-4.0\n" in text
    assert "  heard   bars 1-2; loops A1, B2" in text
    assert "TO BE NAMED WHERE THIS IS PUBLISHED\n  Ada, freesound 12 (CC-BY-4.0)" in text


def test_credits_begin_with_what_is_to_be_warned_of(new_song):
    project = credited(
        new_song(),
        kick=Credit(author="Bo", source="", licence="CC-BY-NC-4.0"),
        snare=Credit(author="Di", source="", licence=""),
    )
    warnings = credits_text(new_song(project=project)).split("\n\n")[1].splitlines()
    assert warnings[0] == "WARNINGS"
    assert "  kick.wav: what is made with it must not be sold" in warnings
    assert "  snare.wav: no licence is stated: ask before you publish" in warnings


def test_credits_know_sounds_that_only_a_loop_plays(new_song):
    only = Pattern(lanes={"open": Lane(steps=(Step(velocity=127),))})
    quiet = Pattern(lanes={"kick": Lane(steps=(Step(velocity=127),))})
    project = new_song().project
    song = (msgspec.structs.replace(project.song[0], pattern="A1", repeats=1),)
    project = msgspec.structs.replace(project, song=song, patterns={"A1": quiet, "C1": only})
    text = credits_text(new_song(project=project))
    assert "  heard   loop C1\n" in text.partition("open.wav")[2]


def test_credits_leave_out_what_is_muted(new_song):
    project = toggle_mute(new_song().project, "drone")
    project = toggle_mute(toggle_mute(project, "kick"), "snare")
    assert "kick.wav" not in credits_text(new_song(project=project))
