import threading

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from padsketch.tui.keyboard.driver import PadParser, read_report
from padsketch.tui.keyboard.layouts import LAYOUTS, QWERTY


class Fingers:
    """Takes z and Z as pads and writes down what happened, and in which thread."""

    def __init__(self):
        self.log = []
        self.hears_releases = False
        self.layout = QWERTY

    def press(self, cap, is_accent=False):
        self.log.append(("press", cap, is_accent, threading.current_thread().name))
        return cap == "z"

    def type(self, character):
        return character in ("z", "Z") and self.press("z", character == "Z")

    def lift(self, cap):
        self.log.append(("lift", cap))

    def is_held(self, cap):
        return cap == "z"

    def read(self, key, cap):
        self.log.append(("read", key, cap))
        return key == "/"


@pytest.fixture
def terminal():
    """Feeds what a terminal sends to a parser; gives the keys that reach the screen."""
    fingers = Fingers()
    parser = PadParser(fingers)

    def send(data):
        messages = [*parser.feed(data), *parser.tick()]
        return [(m.key, m.character) for m in messages if isinstance(m, events.Key)]

    return fingers, send


def test_pads_fire_in_the_thread_that_reads_keys(terminal):
    fingers, send = terminal
    reader = threading.Thread(target=send, args=("z",), name="reader")
    reader.start()
    reader.join()
    assert fingers.log == [("press", "z", False, "reader")]


def test_a_pad_is_not_a_key_for_the_screen(terminal):
    fingers, send = terminal
    assert send("zjZ") == [("j", "j")]
    assert [entry[:3] for entry in fingers.log] == [
        ("press", "z", False),
        ("read", "j", ""),
        ("press", "z", True),
    ]


@pytest.mark.parametrize(
    "data", ["j", "J", "\r", "\t", "\x7f", "\x1b[A", "\x1bOP", "\x1b[5~", "\x1b[Z", "\x13", " "]
)
def test_plain_terminals_send_what_they_always_sent(terminal, data):
    _, send = terminal
    plain = XTermParser()
    expected = [(m.key, m.character) for m in [*plain.feed(data), *plain.tick()]]
    assert send(data) == expected


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ("\x1b[106;;106u", "j"),
        ("\x1b[106:74;2;74u", "J"),
        ("\x1b[115::115;5u", "ctrl+s"),
        ("\x1b[13u", "enter"),
        ("\x1b[1;1:1A", "up"),
        ("\x1b[1;1:2A", "up"),
        ("\x1b[5;1:1~", "pageup"),
        ("\x1b[63:63:47;2;63u", "question_mark"),
    ],
)
def test_the_full_protocol_gives_the_same_keys(terminal, data, key):
    _, send = terminal
    assert [name for name, _ in send(data)] == [key]


def test_the_full_protocol_tells_press_repeat_and_release(terminal):
    fingers, send = terminal
    assert send("\x1b[122;1:1;122u\x1b[122;1:2;122u\x1b[122;1:3u") == []
    assert [entry[:2] for entry in fingers.log] == [("press", "z"), ("lift", "z")]


def test_pads_lie_where_the_fingers_are_on_any_layout(terminal):
    """On a German keyboard the key at the place of z types y."""
    fingers, send = terminal
    assert send("\x1b[121::122;1:1;121u") == []
    assert fingers.log[0][1] == "z"


def test_shift_is_an_accent_and_control_is_no_pad(terminal):
    fingers, send = terminal
    send("\x1b[122:90;2:1;90u")
    assert fingers.log[0][:3] == ("press", "z", True)
    assert send("\x1b[122;5:1u") == [("ctrl+z", None)]


def test_num_lock_does_not_silence_the_pads(terminal):
    fingers, send = terminal
    assert send("\x1b[122;129:1;122u") == []
    assert fingers.log[0][:3] == ("press", "z", False)


def test_the_answer_about_the_protocol_is_no_key(terminal):
    fingers, send = terminal
    assert send("\x1b[?31u") == []
    assert fingers.hears_releases
    assert send("\x1b[?0u") == []
    assert not fingers.hears_releases


def test_a_key_that_the_fingers_hold_is_no_key_for_the_screen(terminal):
    fingers, send = terminal
    assert send("\x1b[55:47:55;2:1;47u") == []
    assert send("\x1b[55;1:3u") == []
    assert fingers.log[-2:] == [("read", "/", "7"), ("lift", "7")]


def test_a_release_of_any_key_is_never_a_second_press(terminal):
    _, send = terminal
    assert send("\x1b[106;1:3u\x1b[13;1:3u\x1b[1;1:3A\x1b[57441;2:3u") == []


def test_pasted_text_plays_nothing(terminal):
    fingers, send = terminal
    send("\x1b[200~zzz\x1b[201~")
    assert fingers.log == []


def test_a_report_is_read_from_its_fields():
    report = read_report("\x1b[97:65:113;2:1;65u")
    assert (report.cap, report.event, report.is_shifted, report.has_others) == (
        "q",
        "1",
        True,
        False,
    )
    assert report.plain == "\x1b[97;2;65u"
    assert read_report("\x1b[<0;1;1M") is None


def test_a_terminal_that_tells_no_physical_key_is_read_by_the_layout():
    azerty = LAYOUTS["azerty"]
    assert read_report("\x1b[113;1:1u", azerty).cap == "a"
    assert read_report("\x1b[113::97;1:1u", azerty).cap == "a"
    assert read_report("\x1b[106;1:1u", azerty).cap == "j"
