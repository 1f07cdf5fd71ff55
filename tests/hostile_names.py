"""Names that mean harm to a terminal, a screen, a file or a reader, by what is to be feared."""

from unicodedata import category
from urllib.parse import quote

KINDS = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
INVISIBLE = "\u115f\u1160\u3164\uffa0\u034f"
FEARS = {
    "clears the screen": "\x1b[2J",
    "moves the cursor": "\x1b[1;1Hgotcha",
    "never ends its colour": "\x1b[31;5;7m",
    "resets the terminal": "\x1bc",
    "asks what terminal it is": "\x1b[c",
    "asks where the cursor is": "\x1b[6n",
    "switches the screen": "\x1b[?1049l",
    "reports the mouse": "\x1b[?1003h",
    "pastes": "\x1b[200~rm -rf ~\r\x1b[201~",
    "writes the clipboard": "\x1b]52;c;cm0gLXJmIH4K\x07",
    "writes the clipboard, ended by ST": "\x1b]52;c;cm0gLXJmIH4K\x1b\\",
    "renames the window": "\x1b]0;root shell\x07",
    "makes a link": "\x1b]8;;file:///etc/passwd\x1b\\kick\x1b]8;;\x1b\\",
    "redefines a colour": "\x1b]4;1;#000000\x07",
    "notifies": "\x1b]777;notify;you;won\x07",
    "shows an image": "\x1bPq#0;2;0;0;0#0~~@@vv\x1b\\",
    "sends a program's command": "\x1b_Gf=24;AAAA\x1b\\",
    "sends a private message": "\x1b^secret\x1b\\",
    "starts a string that never ends": "\x1bP",
    "starts a title that never ends": "\x1b]0;",
    "is an eight-bit escape": "\x9b2J",
    "is an eight-bit command of the system": "\x9d52;c;aGk=\x9c",
    "is an eight-bit string": "\x90q~\x9c",
    "changes the letters": "\x1b(0lqqk",
    "shifts out": "\x0e lqqk \x0f",
    "sets the columns": "\x1b[?3h",
    "prints the screen": "\x1b[5i",
    "scrolls a region": "\x1b[1;2r",
    "ends in the midst of an escape": "kick\x1b",
    "ends in the midst of a number": "kick\x1b[3",
    "rings": "\a\a\a",
    "goes back": "snare\b\b\b\b\bkick ",
    "is deleted": "snare\x7f\x7f",
    "returns": "snare\rkick",
    "breaks the line": "kick\nsnare",
    "breaks the line twice": "kick\r\n\r\nsnare",
    "tabs": "\t\t\tkick",
    "feeds the form": "kick\fsnare",
    "breaks the line in Unicode": "kick\u2028snare\u2029hat",
    "breaks the line for old machines": "kick\x85snare",
    "holds a NUL": "kick\x00snare",
    "is read from the right": "\u202egnp.kcik",
    "isolates": "\u2067kick\u2069\u2066",
    "marks directions": "\u200e\u200fkick\u061c",
    "joins and does not join": "ki\u200bck\u200c\u200d\u2060\ufeff",
    "is invisible": "\u3164\u115f\u1160\uffa0\u2800",
    "selects variations": "k\ufe0f\ufe0e\U000e0101ick",
    "is made of tags": "\U000e0001\U000e006b\U000e007f",
    "floods with marks": "k" + "\u0301\u0489\u20dd" * 60,
    "begins with a mark": "\u0301\u0302kick",
    "is a family": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "is wide": "\u592a\u9f13\uff2b\uff29\uff23\uff2b" * 9,
    "is of no one": "\ue000\uf8ff\U0010fffd",
    "is nothing yet": "\u0378\ufffe\U0001fffe",
    "cannot be written": "kick\udcff\ud800",
    "is written in markup": "[/][bold red]kick[/bold red]",
    "opens markup": "[red",
    "links in markup": "[@click=app.quit]kick[/]",
    "is a back slash": "kick\\[/]\\",
    "quotes": 'kick"\'"""',
    "is a table of TOML": '"]\n[x]\ny = "',
    "comments": "kick # snare",
    "is an option": "--force",
    "is a dash": "-",
    "climbs": "../../../../etc/passwd",
    "is a root": "/etc/passwd",
    "is a device": "CON",
    "is a drive": "C:\\kick.wav",
    "ends with a dot": "kick. . ",
    "is a format": "%s%n%x{0.__class__}",
    "runs": "$(rm -rf ~)`id`;id|id&&id",
    "is a tag": "<script>alert(1)</script><!-- & -->",
    "is as long as a name may be": "k" * 240,
    "is longer than a screen": "kick " * 300,
    "is empty": "",
    "is blank": "   ",
}


def tagged(fear, at):
    """A hostile name with a harmless beginning by which it is known where it is shown."""
    return f"n{at:02d}{FEARS[fear]}"


NAMES = tuple(FEARS.values())
TAGGED = tuple(tagged(fear, at) for at, fear in enumerate(FEARS))
WRITABLE = tuple(name for name in TAGGED if not any("\ud800" <= char <= "\udfff" for char in name))
"""Those that a UTF-8 file can hold."""


def hurt_versions(folder):
    """Put versions of a project under these names, as a stranger may who gives it away."""
    versions = folder / ".padsketch" / "versions"
    versions.mkdir(parents=True)
    for at, name in enumerate(WRITABLE):
        file = f"20260101T0000{at % 60:02}000-{at:08x}-named-{quote(name[:14], safe='')}.toml"
        (versions / file).write_text(f"title = {at}\n")


def unsafe(text):
    """The characters of a text that must reach no terminal."""
    return [char for char in text if _is_unsafe(char)]


def _is_unsafe(char):
    return (category(char) in KINDS and char != "\n") or char in INVISIBLE
