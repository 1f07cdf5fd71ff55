"""What ends a program from outside: a closed terminal, a system that goes down."""

import os
import pty
import signal
import subprocess
import sys
import threading
from functools import partial

import pytest

from padsketch.cli.stopping import stoppable

ENDING = pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])


@ENDING
def test_a_render_that_is_ended_leaves_nothing_half(small_project, tmp_path, number):
    out = tmp_path / "out"
    out.mkdir()
    ours, theirs = pty.openpty()
    words = ["render", small_project, "-o", out / "a.wav", "--pattern", "A1", "--repeats", "999"]
    command = [sys.executable, "-m", "padsketch", *words, "--block", "1"]
    listens = partial(signal.signal, number, signal.SIG_DFL)
    with subprocess.Popen(command, stderr=theirs, preexec_fn=listens) as process:
        os.close(theirs)
        assert os.read(ours, 1024)
        process.send_signal(number)
        assert process.wait() == 130
    os.close(ours)
    assert list(out.iterdir()) == []


@ENDING
def test_what_tidies_up_is_not_stopped_by_a_second_signal(number):
    tidied = []

    def command():
        with stoppable():
            try:
                os.kill(os.getpid(), number)
            finally:
                os.kill(os.getpid(), number)
                tidied.append(True)

    with pytest.raises(KeyboardInterrupt):
        command()
    assert tidied
    assert signal.getsignal(number) is signal.SIG_DFL


def test_a_signal_that_was_ignored_from_the_start_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stoppable():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_another_thread_may_run_a_command_as_well():
    ran = []

    def command():
        with stoppable():
            ran.append(True)

    thread = threading.Thread(target=command)
    thread.start()
    thread.join()
    assert ran
