"""Work behind the music: what fails once is not given up for good."""

import threading
import time

import pytest

from padsketch.session.behind import Behind, Outdated


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_work_that_failed_does_not_end_all_work() -> None:
    done: list[int] = []

    def divide(wish: int, is_outdated: Outdated) -> None:
        done.append(1 // wish)

    behind = Behind(divide, "division")
    behind.ask(0)
    behind.finish()
    behind.ask(1)
    behind.finish()
    assert done == [1]


def test_who_waits_for_work_that_failed_waits_until_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[BaseException | None] = []

    def tell(failure: threading.ExceptHookArgs) -> None:
        time.sleep(0.05)
        told.append(failure.exc_value)

    def fail(wish: int, is_outdated: Outdated) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(threading, "excepthook", tell)
    behind = Behind(fail, "failure")
    behind.ask(0)
    time.sleep(0.01)
    behind.finish()
    assert [type(failure) for failure in told] == [ZeroDivisionError]


def test_of_what_is_asked_meanwhile_only_the_newest_is_done() -> None:
    done: list[int] = []

    def work(wish: int, is_outdated: Outdated) -> None:
        if wish == 0:
            for newer in (1, 2):
                behind.ask(newer)
            assert is_outdated()
        done.append(wish)

    behind = Behind(work, "work")
    behind.ask(0)
    behind.finish()
    assert done == [0, 2]
