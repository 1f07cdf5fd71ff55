"""Names of strangers on their way through every command that shows or writes them."""

import json
import os
import zipfile

import pytest
import soundfile
from msgspec.structs import replace

from hostile_names import FEARS, NAMES, TAGGED, WRITABLE, hurt_versions, unsafe
from padsketch.cli.failures import guarded
from padsketch.model import PATTERN_NAMES, Credit, Kit, Layer, Pad, Project
from padsketch.session import Session
from padsketch.storage import load_kit, load_project, save_kit, save_project
from padsketch.storage.toml import toml_value

MAX_PADS = 64


@pytest.fixture(autouse=True)
def user_kits(tmp_path, monkeypatch):
    """The folder of the user's kits, empty."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "padsketch" / "kits"


@pytest.fixture
def sound(tmp_path):
    """A short sound."""
    soundfile.write(tmp_path / "kick.wav", [0.5, 0.25, 0.1] * 100, 48_000)
    return tmp_path / "kick.wav"


@pytest.fixture
def safely(padsketch):
    """Runs a command that must say nothing unsafe; its exit code and all that it said."""

    def command(*words):
        code, out, err = padsketch(*words)
        assert unsafe(out + err) == []
        assert "should not have happened" not in err
        return code, out + err

    return command


def hostile_kit(names, sound, text=""):
    """A kit whose pads have these names, and whose words are all one text."""
    pads = tuple(
        Pad(id=f"p{at}", name=name, layers=(Layer(file="kick.wav"),))
        for at, name in enumerate(names)
    )
    words = dict.fromkeys(("description", "author", "licence"), text)
    credit = Credit(**dict.fromkeys(Credit.__struct_fields__, text))
    kit = Kit(name=text or "Kit", pads=pads, credits={"kick.wav": credit}, **words)
    return kit, {"kick.wav": sound}


@pytest.mark.parametrize("part", [WRITABLE[:MAX_PADS], WRITABLE[MAX_PADS:]], ids=["first", "rest"])
def test_pads_of_any_name_are_listed_and_change_houses(safely, tmp_path, sound, part):
    save_kit(tmp_path / "kit", *hostile_kit(part, sound))

    code, said = safely("kit", "info", tmp_path / "kit")
    assert code == 0
    assert all(name[:3] in said for name in part)
    assert safely("kit", "check", tmp_path / "kit")[0] == 0
    for name in ("a.padkit", "a.h2drumkit", "a.sfz", "wavs"):
        assert safely("kit", "export", tmp_path / "kit", "-o", tmp_path / name)[0] == 0
        assert safely("kit", "import", tmp_path / name, "--name", f"from {name}")[0] == 0
        assert safely("kit", "info", f"from {name}")[0] == 0
    assert safely("kit", "list")[0] == 0


@pytest.mark.parametrize("fear", FEARS)
def test_a_kit_of_any_name_is_brought_in_under_a_harmless_one(
    safely, padsketch_json, tmp_path, sound, user_kits, fear
):
    name = FEARS[fear].encode("utf-8", "replace").decode()
    save_kit(tmp_path / "kit", *hostile_kit(["Kick"], sound, name))
    assert safely("kit", "import", tmp_path / "kit")[0] == 0

    (folder,) = user_kits.iterdir()
    assert folder.name.isascii()
    assert folder.name.isprintable()
    assert folder.name[0] not in ".-"
    assert load_kit(folder).name == (name or "Kit")
    assert safely("kit", "info", folder.name)[0] == 0
    assert safely("kit", "list")[0] == 0
    assert padsketch_json("kit", "info", folder.name)[1]["name"] == (name or "Kit")


def test_files_of_any_name_become_a_kit(safely, tmp_path, sound):
    folder = tmp_path / "sounds"
    folder.mkdir()
    data, put = sound.read_bytes(), 0
    for at, name in enumerate(NAMES):
        raw = os.fsencode(f"{name.encode('utf-8', 'replace').decode()}{at}.wav")
        if b"\0" in raw or b"/" in raw or len(raw) > 255:
            continue
        (folder / os.fsdecode(raw)).write_bytes(data)
        put += 1
    (folder / os.fsdecode(b"undecodable\xff\xfe.wav")).write_bytes(data)
    assert put > 60

    code, _ = safely("kit", "import", folder, "--name", "Found")
    assert code == 0
    kit = load_kit(tmp_path / "data" / "padsketch" / "kits" / "Found")
    assert len(kit.pads) == MAX_PADS
    assert all(file.isascii() and file.isprintable() for file in kit.files)
    assert safely("kit", "info", "Found")[0] == 0
    assert safely("kit", "check", "Found")[0] == 0


@pytest.mark.parametrize("fear", FEARS)
def test_members_of_any_name_are_told_harmlessly(safely, tmp_path, sound, fear):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = f"{FEARS[fear].encode('utf-8', 'replace').decode()}.wav"
        archive.writestr(info, sound.read_bytes())
    code, _ = safely("kit", "import", tmp_path / "a.zip", "--name", "Found")

    assert code in (0, 4)
    assert not list(tmp_path.rglob("passwd*"))


@pytest.mark.parametrize("fear", FEARS)
def test_words_of_any_kind_are_refused_or_taken(safely, tmp_path, fear, monkeypatch):
    monkeypatch.chdir(tmp_path)
    word = FEARS[fear] or "''"
    for command in (["kit", "info"], ["kit", "check"], ["kit", "import"], ["check"], ["render"]):
        assert safely(*command, word)[0] in (1, 2, 4)


def hostile_project(text):
    """The text of the small project with hostile words in every place that takes any."""
    for name, value in zip(PATTERN_NAMES, map(toml_value, WRITABLE), strict=False):
        if name not in ("A1", "B2"):
            text += f"\n[patterns.{name}]\nname = {value}\n"
        text += f"[[song]]\nsection = {value}\npattern = {toml_value(name)}\nnote = {value}\n"
        text += f"[credits.{value}]\nauthor = {value}\nlicence = {value}\n"
    for at, value in enumerate(map(toml_value, WRITABLE[: MAX_PADS - 6])):
        text += f'[pads.p{at}]\nname = {value}\nlayers = [{{ file = "kick.wav" }}]\n'
    return text


def test_a_project_full_of_hostile_words_is_heard_and_written(safely, small_project, tmp_path):
    file = small_project / "project.toml"
    file.write_text(hostile_project(file.read_text()), encoding="utf-8")
    assert safely("check", small_project, "--song")[0] == 0
    for command, to in (("render", "a.wav"), ("stems", "stems"), ("midi", "a.mid")):
        words = ("-o", tmp_path / to, "--pattern", "A1")
        assert safely(command, small_project, *words)[0] == 0
    assert safely("verify", tmp_path / "stems")[0] == 0
    assert safely("kit", "export", small_project, "-o", tmp_path / "a.sfz")[0] == 0


def test_a_project_full_of_hostile_words_is_packed_compared_and_collected(
    safely, small_project, tmp_path
):
    file = small_project / "project.toml"
    file.write_text(hostile_project(file.read_text()), encoding="utf-8")
    words = ("-o", tmp_path / "pack", "--pattern", "A1", "--rate", "8000", "--dry", "--wet")
    assert safely("export", small_project, *words)[0] == 0
    assert safely("verify", tmp_path / "pack")[0] == 0
    for path in (tmp_path / "pack").rglob("*"):
        assert path.name.isascii()
        assert path.name.isprintable()
    for name in ("README.txt", "CREDITS"):
        assert unsafe((tmp_path / "pack" / name).read_text(encoding="utf-8")) == []
    assert safely("diff", small_project, "--list")[0] == 0
    assert safely("samples", small_project, "--unused")[0] in (0, 1)
    assert safely("batch", small_project, "-o", tmp_path / "many", "--as", "render")[0] == 0


@pytest.mark.parametrize("name", WRITABLE[::12], ids=ascii)
def test_what_was_not_saved_is_told_and_recovered_harmlessly(safely, tmp_path, name):
    folder = tmp_path / "".join(char for char in name[:60] if char not in "/\0")
    save_project(folder, Project(title="".join(WRITABLE), kit="eight"))
    session = Session.open(folder)
    session.edit("hurt", lambda project: replace(project, bpm=99.0))
    hurt_versions(folder)
    session.safety.journal.flush()
    session.close()
    assert safely("recover")[0] == 0
    assert "99 BPM" in safely("recover", folder)[1]
    assert safely("diff", folder, "--list")[0] == 0
    assert safely("diff", folder, "1")[0] in (0, 1)
    assert safely("recover", folder, "-o", folder / "back")[0] == 0
    assert load_project(folder / "back") == session.project
    assert safely("recover", folder, "--throw-away")[0] == 0


@pytest.mark.parametrize("fear", FEARS)
def test_a_beat_of_any_words_is_brought_in_harmlessly(safely, small_project, tmp_path, fear):
    name = FEARS[fear].encode("utf-8", "replace").decode()
    beat = tmp_path / "beat.txt"
    beat.write_text(f"{name}: x..x\nkick: x.x.\n", encoding="utf-8")
    code, _ = safely("import", beat, "-o", tmp_path / "song", "--name", name)
    assert code in (0, 1, 2, 4)
    assert not list(tmp_path.rglob("passwd*"))


@pytest.mark.parametrize("fear", FEARS)
def test_words_of_any_kind_are_refused_by_what_compares_and_gives_on(
    safely, small_project, tmp_path, fear, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    word = FEARS[fear] or "''"
    for command in (
        ["export", word, "-o", "x"],
        ["import", word],
        ["samples", word],
        ["diff", word],
    ):
        assert safely(*command)[0] in (1, 2, 4)
    assert safely("export", small_project, "-o", "out", "--target", word)[0] in (1, 2)
    assert safely("diff", small_project, word)[0] in (1, 2, 4)


def test_the_log_of_what_should_not_happen_holds_no_raw_control(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def fail():
        raise RuntimeError("".join(NAMES))

    assert guarded(fail, as_json=False) == 1
    captured = capsys.readouterr()
    assert unsafe(captured.out + captured.err) == []
    (log,) = tmp_path.rglob("errors.log")
    assert unsafe(log.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("fear", FEARS)
def test_a_kit_that_is_not_there_is_told_harmlessly(safely, small_project, fear):
    file = small_project / "project.toml"
    value = toml_value(FEARS[fear].encode("utf-8", "replace").decode())
    words = f"title = {value}\nkey = {value}\nkit = {value}"
    text = file.read_text().replace('title = "Small"', words).replace('kit = "kit"', "")
    file.write_text(text, encoding="utf-8")
    assert safely("check", small_project)[0] == 4


def test_answers_for_programs_hold_no_raw_control(padsketch, tmp_path, sound):
    save_kit(tmp_path / "kit", *hostile_kit(TAGGED[:9], sound, "\x1b]52;c;x\x07\u202e"))
    for words in (("info",), ("check",)):
        code, out, _ = padsketch("kit", *words, tmp_path / "kit", "--json")
        assert code == 0
        assert out.isascii()
        assert unsafe(out) == []
        assert json.loads(out)
