import re
import tomllib
from contextlib import suppress
from textwrap import dedent

import pytest

from padsketch.errors import InvalidFile
from padsketch.model import Project
from padsketch.storage import project_from_text

HEAD = 'format = "padsketch-project"\nversion = 1\n'

FULL = HEAD + dedent("""\
    title = "Full"
    bpm = 92.0
    meter = "4/4"
    key = "C minor"
    swing = 54.0
    seed = 7
    kit = "dust"
    [patterns.A1]
    length = 16
    step = "1/16"
    swing = 60.0
    name = "verse"
    [patterns.A1.lanes]
    kick = "X..x"
    [[patterns.A1.locks]]
    lane = "kick"
    step = 4
    velocity = 43
    chance = 60
    when = "2:4"
    nudge = -20
    rolls = 3
    roll_rate = "1/32"
    ramp = 10
    length = 2.0
    slide = true
    tune = -2.0
    [patterns.A1.lane_options.kick]
    length = 12
    swing = 50.0
    speed = "1/2"
    rotation = 1
    direction = "backward"
    [[song]]
    section = "Intro"
    pattern = "A1"
    repeats = 4
    mute = ["kick"]
    transpose = 1.0
    bpm = 90.0
    note = "soft"
    [mixer.kick]
    level_db = -3.0
    pan = 0.0
    mute = true
    solo = false
    [markers]
    "samples/break.wav" = [0, 4000]

    [credits."samples/break.wav"]
    author = "nobody"

    [samples."samples/break.wav"]
    size = 88244
    sha256 = "000000000000000000000000000000000000000000000000000000000000005e"

    [mute_groups]
    1 = ["kick"]
    [pads.kick]
    name = "Boom"
    cutoff = 800.0
    filter = "high"
    mode = "gate"
    choke = 2
    layering = "random"
    layers = [{ file = "kick.wav", velocity = [1, 127], end = 80.0 }]
    [delay]
    time = "1/4d"
    [reverb]
    decay = 2.5
    [master]
    level_db = 0.0
    [x]
    any = 1
    """)

LANES = "[patterns.A1.lanes]\n"


def faults(text):
    with pytest.raises(InvalidFile) as caught:
        project_from_text(text)
    assert caught.value.faults
    return [str(fault) for fault in caught.value.faults]


def faults_if_any(text):
    try:
        project_from_text(text)
    except InvalidFile as error:
        return error.faults
    return ()


def fault(body):
    (only,) = faults(HEAD + dedent(body))
    return only


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("bpm = 500", "bpm: 500 is outside 20 to 400"),
        ("bpm = 'fast'", "bpm: expected a number, found 'fast'"),
        ("bpm = true", "bpm: expected a number, found true"),
        ("bpm = nan", "bpm: expected a number, found nan"),
        ("bpm = inf", "bpm: inf is outside 20 to 400"),
        ("bpm = [120]", "bpm: expected a number, found a list"),
        ("swing = 49.9", "swing: 49.9 is outside 50 to 75"),
        ("seed = -1", "seed: -1 is outside 0 to 9223372036854775807"),
        ("seed = 1.0", "seed: expected a whole number, found 1.0"),
        ("seed = 0x" + "f" * 5000, "seed: a huge number is outside 0 to 9223372036854775807"),
        ("title = 2024-01-01", "title: expected text, found 2024-01-01"),
        ("meter = '4/3'", "meter: '4/3' is not a meter such as 4/4 or 7/8"),
        ("kit = ''", "kit: '' cannot be the name of a file or folder"),
        ('kit = "a\\u0000b"', "kit: 'a\ufffdb' cannot be the name of a file or folder"),
        ("titel = 'x'", "titel: unknown key, did you mean 'title'?"),
        ("qqq = 1", "qqq: unknown key"),
        ("patterns = 3", "patterns: expected a table, found 3"),
        ("[patterns.Z9]", "patterns.Z9: 'Z9' is not a pattern (A1 to H16)"),
        ("[patterns.a1]", "patterns.a1: 'a1' is not a pattern (A1 to H16), did you mean 'A1'?"),
        ("[patterns.A1]\nlenght = 8", "patterns.A1.lenght: unknown key, did you mean 'length'?"),
        ("[patterns.A1]\nlength = 129", "patterns.A1.length: 129 is outside 1 to 128"),
        (LANES + "kick = 'X..x?..?'", "patterns.A1.lanes.kick: step 5: '?' is not a step"),
        (LANES + "kick = 'X | ? x'", "patterns.A1.lanes.kick: step 2: '?' is not a step"),
        (LANES + "kick = 'X0'", "patterns.A1.lanes.kick: step 2: '0' is not a step"),
        (LANES + f"kick = '{'.' * 129}'", "patterns.A1.lanes.kick: 129 steps are more than 128"),
        (
            LANES + "Kick = 'X'",
            "patterns.A1.lanes.Kick: "
            "'Kick' cannot be a pad's name (small letters, digits, _ and -)",
        ),
        ("[[song]]\nsection = 'Intro'", "song[1].pattern: is missing"),
        (
            "[[song]]\nsection = 'a'\npattern = 'Q1'",
            "song[1].pattern: 'Q1' is not a pattern (A1 to H16)",
        ),
        ("[song]\nsection = 'a'", "song: expected a list, found a table"),
        ("[mixer.kick]\nmute = 1", "mixer.kick.mute: expected true or false, found 1"),
        ("[mixer.kick]\nlevel_db = 12.1", "mixer.kick.level_db: 12.1 is outside -96 to 12"),
        (
            "[mute_groups]\n9 = ['kick']",
            "mute_groups.9: '9' is not a mute group (1, 2, 3, 4, 5, 6, 7, 8)",
        ),
        ("[mute_groups]\n1 = []", "mute_groups.1: a mute group holds at least one pad"),
        ("[mute_groups]\n1 = 'kick'", "mute_groups.1: expected a list, found 'kick'"),
        ("x = 1", "x: expected a table, found 1"),
        ("x.a = " + "[" * 80 + "]" * 80, "x: values stand too deep inside each other"),
        ("x" + ".a" * 3000 + " = 1", "x: values stand too deep inside each other"),
    ],
)
def test_every_fault_says_where_and_what(body, words):
    assert fault(body) == words


@pytest.mark.parametrize(
    ("lock", "words"),
    [
        ("velocity = 128", "velocity: 128 is outside 0 to 127"),
        ("chance = 101", "chance: 101 is outside 0 to 100"),
        ("when = '5:4'", "when: '5:4' is not a condition"),
        ("when = '!'", "when: '!' is not a condition"),
        ("nudge = 231", "nudge: 231 is outside -230 to 230"),
        ("nudge = 1.5", "nudge: expected a whole number, found 1.5"),
        ("rolls = 9", "rolls: 9 is outside 1 to 8"),
        ("roll_rate = '1/64'", "roll_rate: '1/64' is not a roll rate"),
        ("ramp = -101", "ramp: -101 is outside -100 to 100"),
        ("length = 129", "length: 129 is outside 0 to 128"),
        ("slide = 'yes'", "slide: expected true or false, found 'yes'"),
        ("tune = 49", "tune: 49 is outside -48 to 48"),
        ("tuna = 1", "tuna: unknown key, did you mean 'tune'?"),
    ],
)
def test_every_detail_of_a_step_is_checked(lock, words):
    place = "patterns.A1.locks[1]."
    assert fault(f"[[patterns.A1.locks]]\nlane = 'kick'\nstep = 1\n{lock}").startswith(
        place + words
    )


def test_a_nudge_is_measured_against_the_step_of_its_own_pattern():
    text = "[patterns.A1]\nstep = '1/32'\n[[patterns.A1.locks]]\nlane = 'kick'\nstep = 1\n"

    project_from_text(HEAD + text + "nudge = 115")
    assert fault(text + "nudge = 116") == "patterns.A1.locks[1].nudge: 116 is outside -115 to 115"


def test_two_locks_for_one_step_are_a_fault_and_not_a_lottery():
    lock = "[[patterns.A1.locks]]\nlane = 'kick'\nstep = 2\n"

    assert fault(lock + lock) == "patterns.A1.locks[2]: step 2 of 'kick' has a lock already"


@pytest.mark.parametrize("step", ["0", "129", "true", "1.0"])
def test_a_lock_stands_on_a_step_that_can_be_there(step):
    assert "patterns.A1.locks[1].step" in fault(
        f"[[patterns.A1.locks]]\nlane = 'kick'\nstep = {step}"
    )


def test_all_faults_come_at_once_in_the_order_of_the_file():
    text = HEAD + dedent("""\
        bpm = 0
        [patterns.B1]
        length = 0
        [patterns.B1.lanes]
        kick = "?"
        snare = 5
        [patterns.A1]
        step = "1/5"
        [[song]]
        repeats = 0
        pattern = "A1"
        """)

    assert [line.split(":")[0] for line in faults(text)] == [
        "bpm",
        "patterns.B1.length",
        "patterns.B1.lanes.kick",
        "patterns.B1.lanes.snare",
        "patterns.A1.step",
        "song[1].section",
        "song[1].repeats",
    ]


def test_a_file_without_format_or_version_is_told_so():
    assert faults("title = 'x'") == ["format: is missing", "version: is missing"]
    assert faults("format = 'midi'\nversion = 0") == [
        "format: expected 'padsketch-project', found 'midi'",
        "version: 0 is outside 1 to 2147483648",
    ]


def test_a_slip_in_the_toml_is_told_with_its_line():
    assert faults(HEAD + "title = Night Bus")[0].startswith("line 3: Invalid value (column")
    assert faults(HEAD + 'title = "Night')[0].startswith("line 3: ")


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = " + "9" * 5000, "\x00", "a=1\ra"])
def test_a_hostile_file_is_a_fault_and_never_a_traceback(text):
    assert faults(text)


def test_a_file_that_is_cut_off_anywhere_is_opened_or_refused_in_words():
    for end in range(len(FULL)):
        with suppress(InvalidFile):
            project_from_text(FULL[:end])


NUMBERS = "nudge ramp tune rotation transpose level_db any"
TEXTS = "title key kit name author section note any"


@pytest.mark.parametrize(
    ("value", "fitting_keys"),
    [
        ("true", "slide mute solo any"),
        ("-7", NUMBERS),
        ("'?'", TEXTS),
        ("[]", "mute any"),
        *((odd, "any") for odd in ("1e300", "nan", "[[1]]", "{}", "{a = 1}", "07:30:00")),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_anywhere_and_in_its_place(value, fitting_keys):
    accepted = set()
    for line in filter(re.compile("[a-z_]+ = ").match, FULL.splitlines()):
        key = line.split(" = ")[0]
        damaged = f"\n{FULL}".replace(f"\n{line}\n", f"\n{key} = {value}\n", 1)
        if found := faults_if_any(damaged):
            assert all(key in fault.place for fault in found), (line, found)
        else:
            accepted.add(key)

    assert accepted == set(fitting_keys.split())


def test_a_file_with_every_key_there_is_has_no_fault():
    written = set(tomllib.loads(FULL))

    assert project_from_text(FULL).title == "Full"
    assert written == {"format", *Project.__struct_fields__}
