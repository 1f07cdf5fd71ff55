"""The errors a user may see: each says what happened (`title`) and what to do (`hint`)."""

from __future__ import annotations

from typing import ClassVar, NamedTuple


class Fault(NamedTuple):
    """One thing that is wrong in a file: where (`patterns.A1.lanes.kick: step 5`) and what."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class PadsketchError(Exception):
    """Anything that a user can cause and can mend."""

    exit_code: ClassVar[int] = 1

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.hint = hint


class UsageError(PadsketchError):
    """The words of a command do not fit together."""

    exit_code = 2


class AudioError(PadsketchError):
    """Sound cannot leave the machine."""

    exit_code = 3


class InvalidFile(PadsketchError):
    """A project or a kit that cannot be played as it stands; `faults` names every place."""

    exit_code = 4

    def __init__(self, title: str, hint: str = "", faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(title, hint)
        self.faults = faults


class SampleError(InvalidFile):
    """An audio file that is missing or cannot be read."""


class ReadOnly(PadsketchError):
    """A file of a newer version: it can be heard, not rewritten."""


class InUse(PadsketchError):
    """A project that another process may write; `may_be_gone` where nobody here can tell."""

    def __init__(self, title: str, hint: str = "", may_be_gone: bool = False) -> None:
        super().__init__(title, hint)
        self.may_be_gone = may_be_gone


class ChangedOnDisk(PadsketchError):
    """A file that something else wrote since it was read; `is_gone` where it was removed."""

    def __init__(self, title: str, hint: str = "", is_gone: bool = False) -> None:
        super().__init__(title, hint)
        self.is_gone = is_gone


class OutputExists(PadsketchError):
    """An output is already there; `replaceable` where its owner may ask for it to be replaced."""

    def __init__(self, title: str, hint: str = "", replaceable: bool = False) -> None:
        super().__init__(title, hint)
        self.replaceable = replaceable


class RingFull(PadsketchError):
    """The engine has not taken the commands that were sent before."""


class Interrupted(PadsketchError):
    """The user stopped a command."""

    exit_code = 130
