from padsketch.model import Project
from padsketch.storage.documents import DocumentKind, read_document
from padsketch.storage.migrations import (
    KIT_MIGRATIONS,
    KIT_VERSION,
    PROJECT_MIGRATIONS,
    PROJECT_VERSION,
    migrate,
)
from padsketch.storage.project_reading import PROJECT_KIND

STEPS = {
    1: lambda document: {**document, "tempo": document["speed"]},
    2: lambda document: {**document, "bpm": document["tempo"] * 2},
}


def test_an_old_document_takes_every_step_in_order():
    old = {"version": 1, "speed": 60}

    assert migrate(old, 3, STEPS) == {"version": 3, "speed": 60, "tempo": 60, "bpm": 120}
    assert old == {"version": 1, "speed": 60}


def test_a_document_in_the_middle_takes_only_the_steps_that_are_left():
    assert migrate({"version": 2, "tempo": 50}, 3, STEPS)["bpm"] == 100


def test_no_version_is_left_without_a_way_forward():
    assert set(PROJECT_MIGRATIONS) == set(range(1, PROJECT_VERSION))
    assert set(KIT_MIGRATIONS) == set(range(1, KIT_VERSION))


def test_an_old_project_is_read_as_a_present_one():
    def rename_tempo(document):
        return {("bpm" if key == "tempo" else key): value for key, value in document.items()}

    second = DocumentKind(2, {1: rename_tempo}, PROJECT_KIND.read)
    reading = read_document('format = "padsketch-project"\nversion = 1\ntempo = 99', second)

    assert reading.faults == ()
    assert reading.value == Project(bpm=99.0, version=2)


def test_a_version_that_is_none_is_not_migrated():
    second = DocumentKind(2, {1: lambda document: document}, PROJECT_KIND.read)
    for version in ("true", "'1'", "-3", "0", "1.0"):
        reading = read_document(f'format = "padsketch-project"\nversion = {version}', second)
        assert [fault.place for fault in reading.faults] == ["version"]
