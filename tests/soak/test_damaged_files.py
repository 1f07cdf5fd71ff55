from random import Random

from archives import run, whole_archives
from decoders import answered, decoded
from mutations import damaged
from sound_files import sound_files

from padsketch.storage.archives import unpack
from padsketch.storage.decoding import Decoders


def test_what_the_damage_starts_from_is_heard(tmp_path):
    path = tmp_path / "sound"
    with Decoders() as decoders:
        for content in sound_files():
            path.write_bytes(content)
            assert len(decoders.decode(path)[0]) > 0


def test_no_damage_brings_more_out_of_a_decoder_than_a_sound_or_a_word(tmp_path):
    ends = decoded(tmp_path, cases=400, seed=0)
    assert sum(ends.values()) == 400
    assert 400 > ends["heard"] > 0


def test_no_damage_of_an_answer_gets_past_its_reader():
    assert 2000 > answered(cases=2000, seed=0) > 0


def test_what_damaged_archives_start_from_is_unpacked(tmp_path):
    for number, content in enumerate(whole_archives()):
        (tmp_path / "archive").write_bytes(content)
        unpack(tmp_path / "archive", tmp_path / str(number))
        assert len(list((tmp_path / str(number) / "kit").iterdir())) == 3


def test_a_damaged_archive_leaves_nothing_half(tmp_path):
    ends = run(tmp_path, cases=400, seed=0)
    assert set(ends) == {"unpacked", "refused"}


def test_the_same_seed_damages_a_sound_in_the_same_way():
    content = sound_files()[0]
    assert damaged(content, Random("7")) == damaged(content, Random("7")) != content
