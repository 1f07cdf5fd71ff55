"""Names of strangers in every place that the screen shows text: the bytes that a terminal gets."""

import os
import re
import shutil

import pytest
import soundfile
from terminals import sitting

from hostile_names import FEARS, TAGGED, WRITABLE, unsafe
from padsketch.formats.riff import WaveNotes, write_chunks
from padsketch.model import Credit, Kit, Layer, Pad
from padsketch.storage import save_kit
from padsketch.storage.toml import toml_value
from padsketch.tui.desk import VIEWS

SIZE = (100, 30)
MAX_PADS = 64
ORDER = re.compile(r"\x1b(?:\[[?>=<]?[\d;:]*[$ ]?[A-Za-z]|\]22;[a-z-]+\x07)")
"""What a program may say to a terminal; the only one with a string is the mouse's shape."""
UNDER_WAY = re.compile(r"\x1b(?:\[[?>=<]?[\d;:]*[$ ]?|\]2?2?;?[a-z-]*)?$")
PLACES_AND_COLOURS = ("H", "m")
IN_USE = {"\x1b[?1049l", "\x1b[?1003h"}
"""Hostile names that are orders of the program itself."""
HOSTILE_ORDERS = {order for name in FEARS.values() for order in ORDER.findall(name)} - IN_USE
OF_THE_PAD = ("sketch", "mixer", "pad", "sample", "step", "lane")
"""Views that name the pad under the cursor."""
F1, F2, F3, F9 = b"\x1bOP", b"\x1bOQ", b"\x1bOR", b"\x1b[20~"
DIALOGS = (F1, F3, F9, b"\x10", b",S", b",t", b",l", b",h", b",R", b"nq", b",K", b",I", b",P")


@pytest.fixture(autouse=True)
def data_home(tmp_path, monkeypatch):
    """Where the user's kits are, and what was found before."""
    for variable in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable.lower()))
    return tmp_path / "xdg_data_home" / "padsketch"


@pytest.fixture
def sound(tmp_path):
    """A short sound."""
    soundfile.write(tmp_path / "kick.wav", [0.5, 0.25, 0.1] * 100, 48_000)
    return tmp_path / "kick.wav"


def kit_of(names, word, sound):
    layers = (Layer(file="kick.wav", velocity=(1, 64)), Layer(file="kick.wav", velocity=(65, 127)))
    pads = tuple(Pad(id=f"p{at}", name=name, layers=layers) for at, name in enumerate(names))
    credit = Credit(**dict.fromkeys(Credit.__struct_fields__, word))
    words = dict.fromkeys(("description", "author", "licence"), word)
    return Kit(name=word, pads=pads, credits={"kick.wav": credit}, **words), {"kick.wav": sound}


def project_of(folder, names, sound):
    """A project with all the names on pads, in patterns, sections, notes and its title."""
    folder.mkdir()
    save_kit(folder / "kit", *kit_of(names[:MAX_PADS], names[0], sound))
    lanes = "".join(f'p{at} = "X...x..."\n' for at in range(MAX_PADS))
    text = (
        f'format = "padsketch-project"\nversion = 1\ntitle = {toml_value(names[1])}\nkit = "kit"\n'
        f"key = {toml_value(names[2])}\n"
        f"[patterns.A1]\nname = {toml_value(names[3])}\n[patterns.A1.lanes]\n{lanes}"
    )
    for at, value in enumerate(map(toml_value, names)):
        text += f'[[song]]\nsection = {value}\npattern = "A1"\nnote = {value}\n'
        if at:
            text += f"[patterns.{'ABCDEFGH'[at // 16]}{at % 16 + 1}]\nname = {value}\n"
    (folder / "project.toml").write_text(text, encoding="utf-8")
    return folder


def shelf_of(kits, names, sound):
    """A kit of the user's for every name, called and described so."""
    kits.mkdir(parents=True)
    for at, name in enumerate(names):
        save_kit(kits / f"k{at:02d}", *kit_of(["Kick"], name, sound))


class Walk:
    """A walk through the screen, and what the terminal was sent on it."""

    def __init__(self, sitting):
        self.s = sitting
        self.steps = 0

    async def to(self, keys, *tags):
        """Type keys, and wait until the names with these beginnings are seen, and were sent."""
        self.s.terminal.type(keys)
        for tag in tags:
            await self.s.until(lambda tag=tag: tag in self.screen)
        await self.sent()

    async def sent(self):
        """Wait until the terminal was sent all that there is to see, which a new word ends."""
        self.steps += 1
        word = 9 * chr(ord("a") + self.steps % 26)
        start = len(self.s.terminal.drawn)
        self.s.desk.say(word)
        await self.s.until(lambda: word.encode() in self.s.terminal.drawn[start:])

    async def dialog(self, keys, search=b"", found=""):
        """Open a dialog, type what is to be found in it, and leave it again."""
        sketch = self.s.app.screen
        self.s.terminal.type(keys)
        await self.s.until(lambda: self.s.app.screen is not sketch)
        self.s.terminal.type(search)
        await self.s.until(lambda: found in self.screen)
        self.s.terminal.type(b"\x1b")
        await self.s.until(lambda: self.s.app.screen is sketch)
        await self.sent()

    @property
    def screen(self):
        """The text on the screen."""
        with self.s.app._context():
            strips = self.s.app.screen._compositor.render_strips(self.s.app.size)
        return "\n".join(strip.text for strip in strips)


def check(text):
    """Nothing but orders that are known, and text that is harmless; the last may be under way."""
    rest = UNDER_WAY.sub("", ORDER.sub("", text))
    assert unsafe(rest) == []
    sent = {order for order in ORDER.findall(text) if not order.endswith(PLACES_AND_COLOURS)}
    assert sent & HOSTILE_ORDERS == set()
    assert not [order for order in ("\x1b[1;1Hgotcha", "\x1b[31;5;7m") if order in text]


async def over_all_pads(walk, tags):
    """Every view with the cursor on every pad."""
    for view in VIEWS:
        walk.s.desk.show_view(view)
        await walk.sent()
        for row in range(MAX_PADS) if view in OF_THE_PAD else ():
            walk.s.desk.go_to_row(row)
            await walk.to(b"", tags[row])


async def along_the_song(walk, tags):
    """Every section of the song, in the song and on a page of its own."""
    for view in ("song", "section"):
        walk.s.desk.show_view(view)
        for section, tag in enumerate(tags):
            walk.s.desk.section = section
            await walk.to(b"", tag)


async def through_the_dialogs(walk, tags):
    """Whatever asks, over a sketch of hostile names; the list of kits, ten after ten."""
    for keys in DIALOGS:
        await walk.dialog(keys)
    for at in range(0, len(tags), 10):
        await walk.dialog(F2, b"k%d" % (at // 10), f"k{at:02d}")


@pytest.mark.parametrize("way", [over_all_pads, along_the_song, through_the_dialogs])
async def test_no_name_is_an_order_to_the_terminal(monkeypatch, tmp_path, data_home, sound, way):
    shelf_of(data_home / "kits", WRITABLE, sound)
    folder = project_of(tmp_path / "project", WRITABLE, sound)
    async with sitting(monkeypatch, folder, size=SIZE) as s:
        await way(Walk(s), [name[:3] for name in WRITABLE])
        check(s.terminal.text)


def sounds_of(folder, sound):
    """A folder with a sound for every name that a disk can hold, each by an author as harmful."""
    folder.mkdir()
    kept = []
    for name in (*TAGGED, "n99" + os.fsdecode(b"undecodable\xff\x1b[2J")):
        file = f"{name}.wav"
        if not {"/", "\0"} & set(file) and len(os.fsencode(file.replace("\ud800", ""))) < 256:
            path = folder / file.replace("\ud800", "")
            shutil.copy(sound, path)
            write_chunks(path, WaveNotes(info={"IART": "\x1b]52;c;x\x07", "ICMT": "\x1b[2J"}))
            kept.append(name[:3])
    assert len(kept) > 60
    return kept


async def test_no_file_is_an_order_to_the_terminal(monkeypatch, tmp_path, sound):
    tags = sounds_of(tmp_path / "sounds", sound)
    folder = project_of(tmp_path / "project", WRITABLE, sound)
    async with sitting(monkeypatch, folder, size=SIZE) as s:
        walk, browsing = Walk(s), s.session.browsing
        browsing.go_into(tmp_path / "sounds")
        s.desk.show_view("sounds")
        for at, entry in enumerate(browsing.listing.entries):
            browsing.go(at)
            await walk.to(b"", entry.name[:3])
        assert {entry.name[:3] for entry in browsing.listing.entries} == set(tags)
        check(s.terminal.text)


async def test_what_is_pasted_is_shown_harmlessly(monkeypatch, small_project):
    async with sitting(monkeypatch, small_project, size=SIZE) as s:
        pasted = "ki\u202eck\u200b\x9b2J\ufeff"
        keys = b"\x1b[200~" + pasted.encode() + b"\x1b[201~"
        await Walk(s).dialog(b",S", keys, "ki\N{REPLACEMENT CHARACTER}ck")
        check(s.terminal.text)


async def test_the_check_sees_an_order_that_slips_through(monkeypatch, tmp_path, sound):
    """What would be there if one place did not filter what it shows."""
    folder = project_of(tmp_path / "project", WRITABLE, sound)
    async with sitting(monkeypatch, folder, size=SIZE) as s:
        s.terminal.output.write("\x1b[2J")
        s.terminal.output.flush()
        await Walk(s).sent()
        with pytest.raises(AssertionError):
            check(s.terminal.text)
