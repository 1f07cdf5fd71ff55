"""Somebody who edits until the power goes, and the same one at the next start."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

from doing import sketch
from scenes import Scene

from padsketch.errors import UsageError
from padsketch.model import Pattern, edits
from padsketch.model.edits import Cell
from padsketch.model.recording import Take
from padsketch.session import Session
from padsketch.storage import project_to_text
from padsketch.storage.takes import takes_to_text

ORDERS, TOLD, BACK = "orders.json", "told.txt", "back.txt"
"""Files for what is wanted, what was edited when, and what was there at the next start."""
PAUSES = (0.0, 0.0, 0.001, 0.02, 0.3)
"""Seconds between two edits: a session has one of them."""


def digest(session: Session) -> str:
    """What an open session holds: its project as text, and its takes."""
    text = project_to_text(session.project) + takes_to_text(session.takes.all)
    return hashlib.sha256(text.encode()).hexdigest()


def edit(folder: Path) -> int:
    """Edit by chance, and say after every edit what there is now; it is to be killed."""
    orders = _orders(folder)
    random = Random(orders["seed"])
    pause = random.choice(PAUSES)
    session = Session.open(None if orders["nameless"] else folder / "beat")
    told = os.open(folder / TOLD, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    _tell(told, session)
    for _ in range(orders["edits"]):
        os.write(told, b"begins\n")
        random.choices(ACTIONS, WEIGHTS)[0](session, random)
        session.tick()
        _tell(told, session)
        time.sleep(pause * random.random())
    session.close()
    return 0


def recover(folder: Path) -> int:
    """Open the sketch again, take what is offered, and say what there is."""
    session = Session.open(None if _orders(folder)["nameless"] else folder / "beat")
    offered = session.safety.recovering.offered
    if offered is not None:
        session.safety.recovering.recover(offered)
    (folder / BACK).write_text(digest(session))
    session.close()
    return 0


def _orders(folder: Path) -> Any:
    path = folder / ORDERS
    default = {"seed": 0, "edits": 3, "nameless": False}
    return json.loads(path.read_text()) if path.exists() else default


def _tell(told: int, session: Session) -> None:
    os.write(told, f"{time.monotonic()} {digest(session)}\n".encode())


def _toggle(session: Session, random: Random) -> None:
    cell = Cell(random.choice(("kick", "hat")), random.randrange(4))
    session.edit("step", edits.toggle_step, "A1", cell)


def _name(session: Session, random: Random) -> None:
    session.edit(
        "title", edits.set_title, f"Beat {random.randrange(10**6)}" * random.choice((1, 9))
    )


def _tempo(session: Session, random: Random) -> None:
    session.edit("tempo", edits.set_bpm, random.randrange(60, 180), merge="tempo")


def _take(session: Session, random: Random) -> None:
    number = session.takes.new_number("A1")
    played = Pattern(lanes={"kick": session.project.pattern("A1").lanes["kick"]})
    session.takes.keep(Take(pattern="A1", number=number, at=1, played=played))


def _undo(session: Session, random: Random) -> None:
    session.undo()


def _redo(session: Session, random: Random) -> None:
    session.redo()


def _save(session: Session, random: Random) -> None:
    with suppress(UsageError):
        session.save()


ACTIONS: tuple[Callable[[Session, Random], None], ...] = (
    *(_toggle, _name, _tempo, _take, _undo, _redo, _save),
)
WEIGHTS = (10, 3, 3, 1, 3, 2, 0.6)
EDITING = Scene("edit", sketch, edit, has_threads=True)
RECOVERING = Scene("recover", sketch, recover, has_threads=True)
