import pytest
from strangers import put

from padsketch.errors import InvalidFile
from padsketch.formats.beats.beat_draft import Grid, SectionDraft
from padsketch.formats.beats.step_text import read_step_text

TEXT = """# a comment
title: Night
bpm: 92,5
swing: 57%
meter: 3/4
key: C minor
kit: dust
song: Verse x2, Chorus 3x, verse

[Verse]
kick:  X..x|..5.|x...
Snare = "...."
Snare = "o---"
Chorus:
hat: xx
"""


def read(folder, text):
    return read_step_text(put(folder / "beat.txt", text))


def struck(pattern, lane):
    return [(strike.tick, strike.velocity) for strike in pattern.strikes[lane]]


def test_words_lanes_and_patterns_are_read(tmp_path):
    draft = read(tmp_path, TEXT)
    assert (draft.title, draft.bpm, draft.meter, draft.key, draft.kit) == (
        *("Night", 92.5, "3/4"),
        *("C minor", "dust"),
    )
    assert [pattern.name for pattern in draft.patterns] == ["Verse", "Chorus"]
    assert draft.song == (
        SectionDraft("Verse", 0, 2),
        SectionDraft("Chorus", 1, 3),
        SectionDraft("verse", 0, 1),
    )
    verse = draft.patterns[0]
    assert (verse.ticks, verse.grid) == (12 * 240, Grid("1/16", 57.0))
    assert struck(verse, "kick") == [(0, 127), (754, 100), (1440, 71), (1920, 100)]
    assert struck(verse, "Snare") == [(960, 50)]


def test_a_text_may_be_lanes_alone(tmp_path):
    draft = read(tmp_path, "kick: x...\nhat: x.x.x.x.\n")
    assert (draft.title, draft.bpm, draft.patterns[0].ticks) == ("beat", 120.0, 8 * 240)
    assert draft.song == ()


def test_steps_have_the_size_that_is_said(tmp_path):
    assert struck(read(tmp_path, "step: 1/8t\nkick: .x").patterns[0], "kick") == [(320, 100)]


def test_a_pattern_that_the_song_misses_is_told(tmp_path):
    draft = read(tmp_path, "song: A, B x2\nkick: x")
    assert draft.song == (SectionDraft("A", 0, 1),)
    assert draft.losses.sentences() == ("The song names patterns that are not there: B.",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "has no lanes"),
        ("kick: x\nhello", "line 2: 'hello' is neither a lane nor a heading"),
        ("kick: x.?", "line 1: step 3: '?' is not a step"),
        ("bpm: 9", "line 1: 9 BPM are outside 20 to 400"),
        ("bpm: nan", "line 1: nan BPM are outside"),
        ("swing: much", "line 1: 'much' is no number of percent of swing"),
        ("meter: 4/5", "line 1: '4/5' is not a meter"),
        ("step: 1/5", "line 1: '1/5' is not a step"),
        ("kick: " + "x" * 20_000, "line 1: a lane has at most 16384 steps"),
        ("x" * 300_000, "is larger than 256 KiB"),
    ],
)
def test_what_is_no_beat_is_refused_with_its_line(tmp_path, text, said):
    with pytest.raises(InvalidFile) as refusal:
        read(tmp_path, text)
    assert said in refusal.value.title


def test_what_stands_in_a_text_cannot_reach_the_terminal_raw(tmp_path):
    with pytest.raises(InvalidFile) as refusal:
        read(tmp_path, "kick: x\x1b[2J")
    assert "\x1b" not in refusal.value.title
