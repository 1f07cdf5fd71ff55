import pytest
from strangers import put

from padsketch.errors import InvalidFile
from padsketch.formats.numerals import number
from padsketch.formats.xml import MAX_BYTES, MAX_DEPTH, read_xml

LAUGHS = """<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>"""
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
ELSEWHERE = '<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><x/>'


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE, ELSEWHERE, "<!DOCTYPE x><x/>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_a_document_type_is_refused_in_every_encoding(tmp_path, text, encoding):
    file = put(tmp_path / "x.xml", text, encoding)
    with pytest.raises(InvalidFile, match="document type"):
        read_xml(file)


def test_words_about_document_types_are_only_words(tmp_path):
    file = put(tmp_path / "x.xml", "<x><![CDATA[<!DOCTYPE html>]]><!-- <!ENTITY --></x>")
    assert read_xml(file).text == "<!DOCTYPE html>"


def test_an_unknown_entity_is_refused(tmp_path):
    with pytest.raises(InvalidFile, match="undefined entity"):
        read_xml(put(tmp_path / "x.xml", "<x>&lol;</x>"))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("<x>Fuß</x>", "utf-8"),
        ("<x>Fuß</x>", "utf-8-sig"),
        ("<x>Fuß</x>", "utf-16"),
        ("<x>Fuß</x>", "iso-8859-1"),
        ('<?xml version="1.0" encoding="UTF-8"?><x>Fuß</x>', "iso-8859-1"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><x>Fuß</x>', "iso-8859-1"),
        ('<?xml version="1.0" encoding="windows-1252"?><x>Fuß</x>', "cp1252"),
    ],
)
def test_letters_are_read_whatever_they_are_written_in(tmp_path, text, encoding):
    assert read_xml(put(tmp_path / "x.xml", text, encoding)).text == "Fuß"


@pytest.mark.parametrize("encoding", ["utf-7", "zlib", "rot13", "idna", "x", "shift_jis", "hex"])
def test_odd_encodings_are_an_error_in_words(tmp_path, encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?><x>\xff</x>'
    with pytest.raises(InvalidFile, match="no XML"):
        read_xml(put(tmp_path / "x.xml", text, "latin-1"))


def test_files_that_are_too_deep_too_full_or_too_large_are_refused(tmp_path):
    depth = MAX_DEPTH + 1
    for text in ("<a>" * depth + "</a>" * depth, f"<a>{'<b/>' * 200_001}</a>"):
        with pytest.raises(InvalidFile, match="too much, or too deep"):
            read_xml(put(tmp_path / "x.xml", text))
    with (tmp_path / "x.xml").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(InvalidFile, match="larger than 16 MiB"):
        read_xml(tmp_path / "x.xml")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("1.5", 1.5), ("1,5", 1.5), (" 2 ", 2.0), ("1e3", 1000.0), ("1e300", 1e9), ("", 7.0)),
        *(("nan", 7.0), ("-inf", 7.0), ("x", 7.0), (None, 7.0), ("9" * 5000, 1e9), ("١", 1.0)),
    ],
)
def test_numbers_are_read_or_left(text, value):
    assert number(text, 7.0) == value
