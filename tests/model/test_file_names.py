import pytest
from hypothesis import given
from hypothesis import strategies as st

from padsketch.model.file_names import flat_names, free_name, is_device, plain_name


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Kick 01.WAV", "Kick 01.wav"),
        ("drums/deep/kick.wav", "kick.wav"),
        ("C:\\Drums\\kick.wav", "kick.wav"),
        ("Träumerei.flac", "Traumerei.flac"),
        ("太鼓.wav", "sound.wav"),
        ("../../.bashrc", "bashrc"),
        ("-rf.wav", "rf.wav"),
        ("a\x1b]52;c;x\x07.wav", "a_52_c_x_.wav"),
        ("nul.wav", "_nul.wav"),
        ("COM1.tar.wav", "_COM1.tar.wav"),
        ("trailing. . ", "trailing"),
        ("", "sound"),
        ("kick", "kick"),
    ],
)
def test_any_name_becomes_one_that_every_system_can_hold(name, plain):
    assert plain_name(name) == plain


@given(st.text(max_size=300))
def test_no_name_escapes(name):
    plain = plain_name(name)
    assert plain.isascii()
    assert plain.isprintable()
    assert 0 < len(plain) <= 100
    assert not set(plain) & set('/\\:*?"<>|$#')
    assert plain[0] not in ". -"
    assert plain[-1] not in ". "
    assert not is_device(plain)
    assert plain_name(plain) == plain


@given(st.lists(st.sampled_from(["a.wav", "A.WAV", "x/a.wav", "ä.wav", "a_2.wav", "b.wav"])))
def test_no_two_files_share_a_name_in_any_case(files):
    flat = flat_names(files, taken=("kit.toml",))
    assert list(flat) == list(dict.fromkeys(files))
    names = [name.casefold() for name in flat.values()]
    assert len(set(names)) == len(names)


def test_a_taken_name_is_counted_on():
    taken = {"kick.wav", "kick_2.wav"}
    assert free_name("kick.wav", taken.__contains__) == "kick_3.wav"
    assert free_name("snare.wav", taken.__contains__) == "snare.wav"
