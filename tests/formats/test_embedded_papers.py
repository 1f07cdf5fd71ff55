import numpy as np
import soundfile
from wave_files import wave

from padsketch.formats.papers import embedded_credit
from padsketch.formats.riff import Bext, WaveNotes, write_chunks
from padsketch.model.kit import Credit
from padsketch.model.licences import terms_of


def credit_of(path, notes):
    path.write_bytes(wave())
    write_chunks(path, notes)
    return embedded_credit(path)


def test_a_file_says_who_recorded_it_and_when(tmp_path):
    bext = Bext("Rain on tin", "Ann", date="2026-05-01")
    assert credit_of(tmp_path / "a.wav", WaveNotes(bext=bext)) == Credit(
        author="Ann", date="2026-05-01", note="Rain on tin"
    )


def test_the_artist_comes_before_the_machine_that_recorded(tmp_path):
    info = {"IART": "Bert", "ICOP": "CC BY 4.0", "ISRC": "http://x.org", "IARL": "Roof"}
    notes = WaveNotes(bext=Bext(originator="H5"), info=info)
    assert credit_of(tmp_path / "a.wav", notes) == Credit(
        author="Bert", licence="CC BY 4.0", source="http://x.org", place="Roof"
    )


def test_an_author_beside_the_file_comes_before_the_machine_but_not_before_the_artist(tmp_path):
    for info, author in (({}, "Kit's author"), ({"IART": "Bert"}, "Bert")):
        credit_of(tmp_path / "a.wav", WaveNotes(bext=Bext(originator="H5"), info=info))
        assert embedded_credit(tmp_path / "a.wav", "Kit's author").author == author


def test_a_text_over_many_lines_is_one_line(tmp_path):
    info = {"IART": "Ann\n\nand\tBert", "ICMT": "n" * 9000}
    credit = credit_of(tmp_path / "a.wav", WaveNotes(info=info))
    assert credit.author == "Ann and Bert"
    assert len(credit.note) == 500


def test_a_long_licence_is_not_cut_to_a_milder_one(tmp_path):
    text = f"{'This work may be used as its maker says in this text. ' * 3}CC BY-NC 4.0"
    licence = credit_of(tmp_path / "a.wav", WaveNotes(info={"ICOP": text})).licence
    assert not terms_of(licence).may_sell


def test_other_kinds_of_files_and_damaged_ones_say_nothing(tmp_path):
    soundfile.write(tmp_path / "a.flac", np.zeros(100), 44_100)
    (tmp_path / "b.wav").write_bytes(b"RIFX")
    for name in ("a.flac", "b.wav", "none.wav"):
        assert embedded_credit(tmp_path / name) == Credit()
