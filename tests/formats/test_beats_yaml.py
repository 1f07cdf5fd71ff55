import pytest
from strangers import put, put_sounds

from padsketch.errors import InvalidFile
from padsketch.formats.beats.beat_draft import Grid, SectionDraft
from padsketch.formats.beats.beats_yaml import read_beats_yaml

SONG = """Song:
  Tempo: 105
  Flow:
    - Verse:  x2
    - Chorus: x4
    - verse
    - Later:  x0
  Kit:
    - bass:  sounds/bass.wav
    - stack: [sounds/a.wav, sounds/b.wav]
Verse:
  - bass:  X...X...|X...X...
  - stack: ....X.......X...
Chorus:
  - [bass, stack]: X.X.
  - sounds/tom.wav: .X
  - bass: .X..
  - stack:
"""


def read(folder, text):
    return read_beats_yaml(put(folder / "song.yaml", text))


def steps(draft, pattern, part):
    return [strike.tick // 240 for strike in draft.patterns[pattern].strikes[part]]


def test_a_song_arrives_with_its_kit(tmp_path):
    (tmp_path / "sounds").mkdir()
    put_sounds(tmp_path / "sounds", "bass.wav", "a.wav", "b.wav", "tom.wav")
    draft = read(tmp_path, SONG)
    assert draft.bpm == 105.0
    assert draft.song == (
        SectionDraft("Verse", 0, 2),
        SectionDraft("Chorus", 1, 4),
        SectionDraft("verse", 0, 1),
    )
    assert steps(draft, 0, "bass") == [0, 4, 8, 12]
    assert steps(draft, 1, "bass") == [0, 1, 2]
    assert steps(draft, 1, "stack") == [0, 2]
    assert [pattern.ticks // 240 for pattern in draft.patterns] == [16, 4]
    pads = {pad.name: len(pad.layers) for pad in draft.arrival.kit.pads}
    assert pads == {"bass": 1, "stack": 2, "tom": 1}
    assert draft.losses.sentences() == ()


def test_without_its_sounds_a_song_still_arrives(tmp_path):
    draft = read(tmp_path, SONG)
    assert draft.arrival is None
    assert draft.losses.sentences()[0].startswith("None of its sounds is there")


@pytest.mark.parametrize(
    ("swing", "heard", "grid"),
    [
        ("16", [0, 320, 480, 800, 960], Grid("1/16", 66.67)),
        ("8", [0, 320, 640, 800, 960], Grid("1/16T", 50.0)),
    ],
)
def test_swing_is_that_of_triplets(tmp_path, swing, heard, grid):
    text = f"Song:\n  Tempo: 90\n  Swing: {swing}\nA:\n  - a.wav: XXXXX.......\n"
    pattern = read(tmp_path, text).patterns[0]
    assert [strike.tick for strike in pattern.strikes["a.wav"]] == heard
    assert pattern.grid == grid


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: there is nothing"),
        ("A:\n  - a: X\n", "line 1: there is no header `Song:`"),
        ("Song:\n  Tempo: 1\n", "there is no pattern"),
        ("Song:\n  Tempo: fast\nA:\n  - a: X\n", "line 2: 'fast' is no tempo"),
        ("Song:\n  Flow:\n    - B: x2\nA:\n  - a: X\n", "line 3: there is no pattern 'B'"),
        ("Song:\n  Flow:\n    - A: 2\nA:\n  - a: X\n", "line 3: a repeat is written as x2"),
        ("Song: {}\nA:\n  - a: X.o\n", "line 3: step 3: 'o' is neither X nor ."),
        ("Song: {}\nA:\n  a: X\n", "line 3: a list of lines with `- ` belongs here"),
        ("Song: {}\nA:\n  - [X]\n", "line 3: names with values belong here"),
        ("Song: &x {}\nA: *x\n", "line 2: aliases are not read"),
        ("[" * 9 + "]" * 9, "line 1: values stand too deep inside each other"),
        ("Song: {}\nA: [\n", "line 3: expected the node content"),
        ("Song: {}\nA:\n\t- a: X\n", "line 3: found character '\\t' that cannot start any token"),
        ("Song: {}\nA: \x07\n", "line 1: unacceptable character"),
        ("a: 1\n---\nb: 2\n", "line 2: but found another document"),
        ("Song: {}\nA:\n  - a: " + "X" * 20_000, "line 3: a track has at most 16384 steps"),
        ("#" * 200_000, "is larger than 128 KiB"),
    ],
)
def test_what_is_no_song_is_refused_with_its_line(tmp_path, text, said):
    with pytest.raises(InvalidFile) as refusal:
        read(tmp_path, text)
    assert said in refusal.value.title


def test_no_object_is_ever_made_of_yaml(tmp_path):
    text = "Song: {Tempo: !!python/object/apply:os.getcwd []}\nA:\n  - a: X\n"
    with pytest.raises(InvalidFile, match="a single value belongs here"):
        read(tmp_path, text)


def test_what_cannot_be_kept_is_told(tmp_path):
    put_sounds(tmp_path, "a.wav")
    text = "Song:\n  Swing: 4\n  Folder: /somewhere\nA:\n  - a.wav: X\n"
    assert read(tmp_path, text).losses.sentences() == (
        "Swing is that of 8 or 16, left out: 4.",
        "Sounds are looked for beside the song: /somewhere.",
    )
