"""What was said of a folder once is not asked again, and is never lost."""

import pytest

from padsketch.errors import InvalidFile
from padsketch.model.kit import Credit
from padsketch.storage.paper_folders import folder_credit, remember_credit

ANNA = Credit(author="Anna", licence="CC0-1.0")


def test_what_is_said_of_a_folder_counts_for_those_in_it(tmp_path):
    file, folder = tmp_path / "state" / "papers.toml", tmp_path / "packs"
    remember_credit(file, folder, ANNA)
    remember_credit(file, folder / "breaks", Credit(author='B"]\n[x]', source="tape"))
    assert folder_credit(file, folder) == ANNA
    assert folder_credit(file, folder / "kicks" / "deep") == ANNA
    assert folder_credit(file, folder / "breaks") == Credit(author='B"]\n[x]', source="tape")
    assert folder_credit(file, tmp_path) is None


def test_to_know_nothing_is_an_answer_too(tmp_path):
    remember_credit(tmp_path / "papers.toml", tmp_path, Credit())
    assert folder_credit(tmp_path / "papers.toml", tmp_path) == Credit()


@pytest.mark.parametrize("text", ["[[[", "credits = 5", "[credits.'/x']\nauthor = 7"])
def test_a_damaged_file_is_named_and_not_overwritten(tmp_path, text):
    file = tmp_path / "papers.toml"
    file.write_text(text)
    with pytest.raises(InvalidFile, match=r"papers\.toml"):
        remember_credit(file, tmp_path, ANNA)
    assert file.read_text() == text
