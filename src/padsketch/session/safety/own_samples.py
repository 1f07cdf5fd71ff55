"""The project's own samples: what they are, which are missing, and where these lie now."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from padsketch import storage
from padsketch.display import counted, safe
from padsketch.errors import InvalidFile, PadsketchError, SampleError, UsageError
from padsketch.model import Kit, Project, edits
from padsketch.model.samples import played_files
from padsketch.session.behind import Behind, Outdated
from padsketch.storage.files import is_file
from padsketch.storage.kits import read_kit_file
from padsketch.storage.safety.collecting import Collected, collect, unused_samples
from padsketch.storage.safety.identities import identified
from padsketch.storage.safety.missing import find_samples, missing_samples, missing_without_kit
from padsketch.storage.safety.relinking import bring_back
from padsketch.storage.sources import SampleFolders
from padsketch.storage.walking import Found

if TYPE_CHECKING:
    from padsketch.session.session import Session
    from padsketch.session.shelf import LoadedKit

Wish = tuple[Project, tuple[Path, ...]]
"""What is searched for, and where: the project's own folder is the first."""

NAMED = 3
"""Missing samples that are named at most."""


@dataclass(frozen=True)
class Missing:
    """Samples that are not where the project says, and where some of them lie now."""

    files: tuple[str, ...] = ()
    found: dict[str, Path] = field(default_factory=dict)

    @property
    def error(self) -> SampleError:
        """What a user is told: which, and what to do."""
        names = ", ".join(safe(PurePosixPath(file).name, 40) for file in self.files[:NAMED])
        more = f" and {len(self.files) - NAMED} more" if len(self.files) > NAMED else ""
        verb = "is" if len(self.files) == 1 else "are"
        title = f"{counted(len(self.files), 'sample')} {verb} missing: {names}{more}"
        return SampleError(title, self._advice)

    @property
    def _advice(self) -> str:
        if not self.found:
            return "Put it back, or `padsketch samples PROJECT --relink --search FOLDER`."
        which = "All" if len(self.found) == len(self.files) else f"{len(self.found)}"
        return f"{which} found again: project files bring them back."


class OwnSamples:
    """Knows the samples of a session again; `refusal` says once which are missing.

    `look` searches behind the music; everything else is for the thread of the edits, but `gather`.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._behind: Behind[Wish] = Behind(self._search, "searching")
        self._played: tuple[str, ...] = ()
        self.missing = Missing()
        self.refusal: PadsketchError | None = None

    def known(self, folder: Path) -> Project:
        """The project as it is kept, with the identities of its samples in a folder."""
        history, kit = self._session.history, self._session.kit
        history.learn(identified(history.kept, folder, kit.files if kit else ()))
        return history.kept

    def changed(self) -> None:
        """Look again where other files are played than before."""
        if played_files(self._session.project) != self._played:
            self.look()

    def look(self, *folders: Path) -> None:
        """Search for what is missing: below the project, in folders, then in the library's."""
        self._played = played_files(self._session.project)
        if (own := self._session.own_folder) is not None:
            self._behind.ask((self._session.project, (own, *folders)))

    def finish(self) -> None:
        """Wait until the search is over."""
        self._behind.finish()

    def give_up(self) -> None:
        """Search no more."""
        self._behind.give_up()

    def bring_back(self) -> int:
        """Play the missing samples that were found, as one edit; how many they are.

        Trims and treatments stay. Raises UsageError where there are none, PadsketchError.
        """
        folder, found = self._session.own_folder, self.missing.found
        if folder is None or not found:
            raise UsageError("No missing sample was found", self.missing.error.hint)
        names = bring_back(folder, found, self._kit.files)
        self._session.edit("samples brought back", edits.relink, names)
        self._session.sounding.read_again()
        left = tuple(file for file in self.missing.files if file not in found)
        self.missing = Missing(left)
        return len(found)

    def gather(self) -> Collected:
        """Copy everything that is played into the project's folder; from a worker.

        Then `take` makes the project play that. Raises UsageError without a folder, InvalidFile,
        PadsketchError for a disk that refuses.
        """
        loaded = self._loaded
        collected = collect(self._session.project, self._folder, loaded.folder, loaded.kit)
        if collected.kit:
            with suppress(SampleError):
                # What is missing is told by what was collected.
                self._session.load_kit(collected.kit)
        return collected

    def take(self, collected: Collected) -> None:
        """Play what was gathered, as one edit."""
        self._session.edit("collected samples", collected.played_by)
        self._session.sounding.read_again()

    def unused(self) -> list[Found]:
        """The files among the project's samples that nothing plays; older versions may."""
        loaded = self._loaded
        return unused_samples(self._session.project, self._folder, loaded.folder, loaded.kit)

    def _search(self, wish: Wish, is_outdated: Outdated) -> None:
        project, folders = wish
        files = _missing(project, folders[0])
        wanted = {file: project.samples[file] for file in files if file in project.samples}
        places = [*folders, *_library()] if wanted else []
        found = find_samples(wanted, places, is_outdated)
        if not is_outdated():
            self.missing = Missing(files, found)
            self.refusal = self.missing.error if files else None

    @property
    def _loaded(self) -> LoadedKit:
        if (loaded := self._session.loaded) is None:
            raise UsageError("The kit is not loaded yet", "Wait for it, or choose another.")
        return loaded

    @property
    def _kit(self) -> Kit:
        return self._loaded.kit

    @property
    def _folder(self) -> Path:
        if (folder := self._session.folder) is None:
            raise UsageError("This sketch has no folder yet", "Save it under a name.")
        return folder


def _missing(project: Project, folder: Path) -> tuple[str, ...]:
    if all(is_file(folder / file) for file in played_files(project)):
        return ()
    try:
        kit_folder = storage.find_kit(project.kit, folder)
    except InvalidFile:
        return missing_without_kit(project, folder)
    kit: Kit | None = read_kit_file(kit_folder).value
    if kit is None:
        return missing_without_kit(project, folder)
    return missing_samples(project, SampleFolders.of(kit_folder, kit, folder))


def _library() -> list[Path]:
    # The library knows arrays and databases, which no start should wait for.
    from padsketch.storage.library import library_folders

    try:
        return library_folders()
    except InvalidFile:
        # A list that cannot be read is told where the library is opened.
        return []
