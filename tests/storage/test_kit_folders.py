from textwrap import dedent

import pytest
from tin_kit import KIT

from padsketch.errors import InvalidFile
from padsketch.model import Credit
from padsketch.storage import check_kit, find_kit, installed_kits, load_kit


@pytest.fixture
def user_kits(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "padsketch" / "kits"


def put_kit(folder):
    folder.mkdir(parents=True)
    (folder / "kit.toml").write_text(KIT)
    return folder


def faults(folder, old="", new=""):
    """The faults of the kit once a piece of its text is replaced."""
    text = KIT.replace(old, new) if old else KIT + new
    (folder / "kit.toml").write_text(text)
    with pytest.raises(InvalidFile) as caught:
        load_kit(folder)
    assert tuple(check_kit(folder)) == caught.value.faults
    return [str(fault) for fault in caught.value.faults]


def test_a_kit_is_what_its_file_says(kit_folder):
    kit = load_kit(kit_folder)

    assert [pad.id for pad in kit.pads] == ["kick", "hat"]
    assert [layer.velocity for layer in kit.pads[0].layers] == [(1, 90), (91, 127)]
    assert kit.pads[1].choke == 1
    assert kit.credits["kick.wav"] == Credit(author="padsketch", licence="CC0-1.0")
    assert kit.files == ("kick_soft.wav", "kick.wav", "hat.wav")
    assert check_kit(kit_folder) == []


def test_every_shipped_kit_is_installed_and_whole():
    kits = {folder.name: folder for folder in installed_kits()}

    assert {"eight", "dust", "cabinet", "chrome"} <= kits.keys()
    assert all(check_kit(kits[name]) == [] for name in ("eight", "dust", "cabinet", "chrome"))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('id = "hat"', 'id = "kick"', "pads[2].id: 'kick' is pads[1].id already"),
        ('id = "hat"', 'id = "Hat!"', "pads[2].id: 'Hat!' cannot be a pad's name"),
        ('id = "hat"\n', "", "pads[2].id: is missing"),
        ("choke = 1", "choke = 17", "pads[2].choke: 17 is outside 0 to 16"),
        ("choke = 1", 'mode = "shot"', "pads[2].mode: 'shot' is not a mode (one-shot, gate, loop)"),
        ("choke = 1", 'root = "H2"', "pads[2].root: 'H2' is not a note such as C2 or F#3"),
        ("choke = 1", "decay = -1", "pads[2].decay: -1 is outside 0 to 60000"),
        ("choke = 1", "choak = 1", "pads[2].choak: unknown key, did you mean 'choke'?"),
        ("[1, 90]", "[2, 90]", "pads[1].layers: no layer plays velocity 1 to 1"),
        ("[91, 127]", "[95, 127]", "pads[1].layers: no layer plays velocity 91 to 94"),
        ("[91, 127]", "[91, 126]", "pads[1].layers: no layer plays velocity 127 to 127"),
        ("[91, 127]", "[127, 91]", "pads[1].layers[2].velocity: 127 is above 91"),
        ("[91, 127]", "[0, 127]", "pads[1].layers[2].velocity[1]: 0 is outside 1 to 127"),
        ("[91, 127]", "[91]", "pads[1].layers[2].velocity: expected a range such as [1, 127]"),
        ('[{ file = "hat.wav" }]', "[]", "pads[2].layers: no layer plays velocity 1 to 127"),
        ("hat.wav", "gone.wav", "pads[2].layers[1].file: there is no file 'gone.wav'"),
        ("hat.wav", "../hat.wav", "pads[2].layers[1].file: '../hat.wav' is not inside"),
        (
            "hat.wav",
            "/etc/passwd",
            "pads[2].layers[1].file: '/etc/passwd' is not inside",
        ),
        ("hat.wav", "a\\u0000", "pads[2].layers[1].file: 'a\ufffd' cannot be the name of a file"),
        ("licence =", "license =", 'credits."kick.wav".license: unknown key, did you mean'),
        ('name = "Tin"\n', "", "name: is missing"),
        ("padsketch-kit", "padsketch-project", "format: expected 'padsketch-kit', found"),
    ],
)
def test_every_fault_of_a_kit_says_where_and_what(kit_folder, old, new, words):
    (only,) = faults(kit_folder, old, new)

    assert only.startswith(words)


def test_layers_may_sound_together(kit_folder):
    (kit_folder / "kit.toml").write_text(
        KIT.replace("[1, 90]", "[1, 127]").replace("[91, 127]", "[5, 9]")
    )

    assert [layer.velocity for layer in load_kit(kit_folder).pads[0].layers] == [(1, 127), (5, 9)]


def test_a_kit_has_at_most_64_pads(kit_folder):
    pad = '[[pads]]\nid = "p{0}"\nname = "{0}"\nlayers = [{{ file = "hat.wav" }}]\n'
    more = "\n" + "".join(map(pad.format, range(63)))

    assert faults(kit_folder, new=more) == ["pads: 65 pads; a kit has 1 to 64"]


def test_a_kit_without_pads_is_no_kit(kit_folder):
    head = dedent("""\
        format = "padsketch-kit"
        version = 1
        name = "Empty"
        """)

    assert faults(kit_folder, KIT, head) == ["pads: is missing"]
    assert faults(kit_folder, KIT, head + "pads = []") == ["pads: 0 pads; a kit has 1 to 64"]


def test_a_kit_of_a_newer_version_can_be_played(kit_folder):
    newer = KIT.replace("version = 1", 'version = 2\nshine = "much"')
    (kit_folder / "kit.toml").write_text(newer)

    assert load_kit(kit_folder).version == 2
    assert [fault.place for fault in check_kit(kit_folder)] == ["version"]


def test_a_damaged_sample_is_found_by_the_check(kit_folder):
    (kit_folder / "kick.wav").write_bytes(b"RIFF, or so they say")

    (fault,) = check_kit(kit_folder)
    assert fault.place == "kick.wav"
    assert "no audio" in fault.message


def test_a_folder_without_a_kit_is_told_in_words(tmp_path):
    with pytest.raises(InvalidFile, match=r"kit\.toml: cannot be read"):
        load_kit(tmp_path)


def test_the_users_own_kits_are_found_whatever_their_case(user_kits):
    mine = put_kit(user_kits / "MyTin")

    assert mine in installed_kits()
    assert find_kit("mytin", None) == mine


def test_a_users_kit_cannot_change_how_a_shipped_name_sounds(user_kits):
    put_kit(user_kits / "Dust")

    assert find_kit("dust", None).name == "dust"


def test_a_kit_in_the_project_comes_first(user_kits, tmp_path):
    own = put_kit(tmp_path / "beat" / "dust")

    assert find_kit("dust", tmp_path / "beat") == own
    assert find_kit("./dust", tmp_path / "beat") == tmp_path / "beat" / "dust"
    assert find_kit("dust", tmp_path).name == "dust" != own


@pytest.mark.parametrize("name", ["dost", "n" * 5000, "a\0b", "\x1b]0;x\x07", "nowhere/at/all"])
def test_a_kit_that_is_not_there_is_told_with_those_that_are(name, tmp_path):
    with pytest.raises(InvalidFile) as caught:
        find_kit(name, tmp_path)

    assert "eight" in caught.value.hint
    assert caught.value.title.isprintable()


def test_a_slip_in_a_kits_name_gets_a_suggestion():
    with pytest.raises(InvalidFile, match="did you mean 'dust'"):
        find_kit("dost", None)
