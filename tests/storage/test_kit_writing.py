from textwrap import dedent

import pytest
from hypothesis import given
from msgspec.structs import replace
from tin_kit import write_ramp

from kit_strategies import kits
from padsketch.errors import OutputExists, PadsketchError
from padsketch.model import Credit, Kit, Layer, Pad
from padsketch.storage import check_kit, load_kit, save_kit
from padsketch.storage.documents import read_document
from padsketch.storage.kit_reading import KIT_KIND
from padsketch.storage.kit_writing import kit_text


def pad(name, *files):
    return Pad(id=name, name=name.title(), layers=tuple(Layer(file=file) for file in files))


@pytest.fixture
def sounds(tmp_path):
    """Two ramps of different lengths, in different folders, with the same name."""
    found = {}
    for n, file in enumerate(("a/kick.wav", "b/Kick.wav")):
        (tmp_path / file).parent.mkdir()
        write_ramp(tmp_path / file, frames=100 + n)
        found[file] = tmp_path / file
    return found


@given(kits())
def test_a_kit_survives_its_text(kit):
    reading = read_document(kit_text(kit), KIT_KIND)

    assert not reading.faults
    assert reading.value == kit


def test_a_kit_file_says_only_what_is_not_as_usual():
    kit = Kit(
        name="Tin",
        licence="CC0-1.0",
        pads=(
            replace(pad("kick", "kick.wav"), tune=-2.0),
            replace(pad("hat", "a.wav", "b.wav"), choke=1, filter=2.0, layering="round-robin"),
        ),
        credits={"a.wav": Credit(author="Nobody", licence="CC0-1.0")},
    )

    assert kit_text(kit) == dedent("""\
        format = "padsketch-kit"
        version = 1
        name = "Tin"
        licence = "CC0-1.0"

        [[pads]]
        id = "kick"
        name = "Kick"
        tune = -2.0
        layers = [{file = "kick.wav"}]

        [[pads]]
        id = "hat"
        name = "Hat"
        choke = 1
        filter = "high"
        layering = "round-robin"
        layers = [
          {file = "a.wav"},
          {file = "b.wav"},
        ]

        [credits."a.wav"]
        author = "Nobody"
        licence = "CC0-1.0"
        """)


def test_sounds_of_one_name_do_not_replace_each_other(tmp_path, sounds):
    kit = Kit(name="Two", pads=(pad("kick", *sounds),), credits={"b/Kick.wav": Credit(author="B")})
    save_kit(tmp_path / "kit", kit, sounds)

    saved = load_kit(tmp_path / "kit")
    assert saved.files == ("kick.wav", "Kick_2.wav")
    assert saved.credits == {"Kick_2.wav": Credit(author="B")}
    for file, source in zip(saved.files, sounds.values(), strict=True):
        assert (tmp_path / "kit" / file).read_bytes() == source.read_bytes()
    assert check_kit(tmp_path / "kit") == []


def test_a_sound_may_not_take_the_place_of_the_kits_own_file(tmp_path, sounds):
    save_kit(
        tmp_path / "kit",
        Kit(name="Trap", pads=(pad("kick", "KIT.toml"),)),
        {"KIT.toml": sounds["a/kick.wav"]},
    )

    assert load_kit(tmp_path / "kit").files == ("KIT_2.toml",)


def test_a_sound_that_cannot_be_copied_leaves_no_half_a_kit(tmp_path, sounds):
    sounds["b/Kick.wav"].unlink()
    with pytest.raises(PadsketchError, match="No such file"):
        save_kit(tmp_path / "kit", Kit(name="Two", pads=(pad("kick", *sounds),)), sounds)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_kit_that_is_there_stays_unless_asked(tmp_path, sounds):
    one = Kit(name="One", pads=(pad("kick", "a/kick.wav"),))
    save_kit(tmp_path / "kit", one, sounds)
    with pytest.raises(OutputExists):
        save_kit(tmp_path / "kit", replace(one, name="Other"), sounds)
    assert load_kit(tmp_path / "kit").name == "One"

    save_kit(tmp_path / "kit", replace(one, name="Other"), sounds, force=True)
    assert load_kit(tmp_path / "kit").name == "Other"


def test_force_deletes_nothing_that_the_kit_does_not_name(tmp_path, sounds):
    one = Kit(name="One", pads=(pad("kick", "a/kick.wav"),))
    save_kit(tmp_path / "kit", one, sounds)
    (tmp_path / "kit" / "diary.txt").write_text("ten years of work")

    with pytest.raises(OutputExists, match=r"diary\.txt"):
        save_kit(tmp_path / "kit", one, sounds, force=True)
    assert (tmp_path / "kit" / "diary.txt").exists()
