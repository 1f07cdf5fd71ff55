"""Who made a found sound: by its file, by what the user said of its folder, else to be asked."""

from __future__ import annotations

from pathlib import Path

from padsketch.model.kit import Credit
from padsketch.session.sounds.crediting import completed, known_credit
from padsketch.storage.paper_folders import folder_credit, remember_credit, user_papers


def credit_of(path: Path) -> Credit | None:
    """What is known of a sound without asking; None: nobody has said yet.

    A file that names its author and its licence need not be asked about. Raises InvalidFile.
    """
    own = known_credit(path)
    if own.author and own.licence:
        return own
    said = folder_credit(user_papers(), path.parent)
    return None if said is None else completed(own, said)


def suggested(path: Path) -> Credit:
    """What is proposed to somebody who is asked: what the file says, and where it lies."""
    return completed(known_credit(path), Credit(source=path.parent.name))


def say(path: Path, said: Credit) -> Credit:
    """Remember what was said of the folder of a sound, and give the sound's own credit.

    Raises InvalidFile, PadsketchError.
    """
    remember_credit(user_papers(), path.parent, said)
    return completed(known_credit(path), said)
