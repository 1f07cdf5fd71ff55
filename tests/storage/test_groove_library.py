import pytest

from padsketch.errors import InvalidFile, PadsketchError, ReadOnly, UsageError
from padsketch.model.grooves import Feel
from padsketch.model.roles import ROLES
from padsketch.storage.grooves import (
    add_feel,
    load_library,
    shipped_library,
    user_grooves_file,
)
from padsketch.storage.project_writing import lane_text

HEAD = 'format = "padsketch-grooves"\nversion = 1\n'


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A configuration folder of the test's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def write(text):
    user_grooves_file().parent.mkdir(parents=True, exist_ok=True)
    user_grooves_file().write_text(text)


def groove(name):
    return next(found for found in shipped_library().grooves if found.name == name)


def lane(name, role):
    pattern = groove(name).pattern
    return lane_text(pattern.lane(role), pattern.length)


def bar_ticks(meter):
    count, unit = map(int, meter.split("/"))
    return count * 3840 // unit


def test_there_is_something_for_everybody():
    library = shipped_library()
    assert len(library.grooves) >= 30
    assert len({found.style for found in library.grooves}) >= 12
    for items in library:
        names = [item.name.lower() for item in items]
        assert len(set(names)) == len(names) > 9


@pytest.mark.parametrize("found", shipped_library().grooves, ids=lambda found: found.name)
def test_every_groove_fills_whole_bars_and_is_written_to_its_end(found):
    pattern = found.pattern
    assert pattern.length * pattern.step_ticks % bar_ticks(found.meter) == 0
    assert pattern.lanes
    for role, written in pattern.lanes.items():
        assert role in ROLES
        assert any(step.plays for step in written.steps)
        assert len(written.steps) <= pattern.length


def test_the_rhythms_are_those_of_their_names():
    assert lane("Son clave", "clave") == "x..x..x...x.x..."
    assert lane("Rumba clave", "clave") == "x..x...x..x.x..."
    assert lane("Six-eight bell", "cowbell") == "x.x.xx.x.x.x"
    assert lane("Bossa nova", "rim") == "x..x..x...x..x.."
    assert lane("One drop", "kick").strip(".") == "X"
    assert lane("Dembow", "snare")[:8] == "...x..x."
    assert groove("Waltz").meter == "3/4"


def test_what_the_user_wrote_comes_behind_and_wins_by_name():
    write(
        HEAD
        + '[[grooves]]\nname = "Techno"\nstyle = "mine"\nbpm = [100, 100]\nlanes.kick = "x"\n'
        + '[[grooves]]\nname = "Mine"\nstyle = "mine"\nbpm = [90, 91.5]\nlanes.kick = "x"\n'
    )
    grooves = load_library().grooves
    assert grooves[-1].name == "Mine"
    assert [found.style for found in grooves if found.name == "Techno"] == ["mine"]
    assert load_library().feels == shipped_library().feels


FEEL = Feel(name='Night "Bus"', step="1/8", timing=(0.0, 0.25), velocity=(1.0, 0.5))


def test_a_feel_is_kept_and_the_file_stays_as_it_was():
    write(HEAD + "# mine\n[[feels]]\nname = 'old'\ntiming = [0.1]")
    path = add_feel(FEEL)
    assert load_library().feels[-1] == FEEL
    assert path.read_text().startswith(HEAD + "# mine\n[[feels]]\nname = 'old'\ntiming = [0.1]\n\n")
    with pytest.raises(UsageError, match="already"):
        add_feel(FEEL)


def test_a_file_of_a_newer_version_is_read_and_never_written():
    text = HEAD.replace("1", "2") + "[[feels]]\nname = 'new'\ntiming = [0.1]\nspin = 3\n"
    write(text)
    assert load_library().feels[-1].name == "new"
    with pytest.raises(ReadOnly):
        add_feel(FEEL)
    assert user_grooves_file().read_text() == text


def test_the_first_feel_makes_the_file():
    add_feel(FEEL)
    assert load_library().feels[-1] == FEEL


WRONG = [
    ('[[grooves]]\nname = "x"\nbpm = [1, 2]\nstyle = ""', "grooves[1].bpm[1]: 1 is outside"),
    ('[[grooves]]\nname = "x"\nstyle = ""\nbpm = [90]', "grooves[1].bpm: expected a lowest"),
    ('[[grooves]]\nstyle = ""\nbpm = [90, 91]', "grooves[1].name: is missing"),
    ('[[grooves]]\nname="x"\nstyle=""\nbpm=[90,91]\nlanes.kazoo="x"', "lanes.kazoo: is no role"),
    ('[[grooves]]\nname="x"\nstyle=""\nbpm=[90,91]\nlanes.kick="?"', "lanes.kick: step 1"),
    ('[[accents]]\nname = "x"\nlevels = ""', "accents[1].levels: there are no steps"),
    ('[[feels]]\nname = "x"\ntiming = [1.5]', "feels[1].timing[1]: 1.5 is outside"),
    ('[[feels]]\nname = "x"\nvelocity = []', "feels[1].velocity: there are 0 places"),
    ('[[feels]]\nname = "x"\nroles = ["voice"]', "feels[1].roles[1]: 'voice' is not a role"),
    ("[[feels", "line 3"),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_a_fault_in_the_users_file_is_told_with_its_place(text, words):
    write(HEAD + text)
    with pytest.raises(InvalidFile) as error:
        load_library()
    assert words in error.value.title
    with pytest.raises(InvalidFile):
        add_feel(FEEL)


def test_a_disk_that_refuses_is_told(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    with pytest.raises(PadsketchError, match="cannot be written"):
        add_feel(FEEL)


def test_a_feel_that_the_file_cannot_take_does_not_damage_it():
    text = f'{HEAD}feels = [{{ name = "Own", timing = [0] }}]\n'
    write(text)
    with pytest.raises(InvalidFile, match="with this feel"):
        add_feel(FEEL)
    assert user_grooves_file().read_text() == text
