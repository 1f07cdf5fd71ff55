"""A disk that is cut off from its power: what may stand on it afterwards.

Data and names are two things. The data of a file is certain as it was at its last fsync; of what
was written after it there may be all, half or nothing (a file that was never synced: empty).
Names, that is what create, mkdir, rename, link and unlink change, follow one of two rules.

"in order", as ext4 with data=ordered does it: names reach the disk in the order in which they
changed; an fsync of anything brings all that changed before. "harsh": a change of names is certain
only once each folder that it changed was synced; all others may be there or not, one without the
other, in any combination. A rename or an exchange of two names happens as a whole in both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

from calls import Call
from scenes import State

HALVES = ("nothing", "half", "all")
"""How much there is of data that was written after the last fsync."""


@dataclass(eq=False)
class Node:
    """A file with its content after every write, or a folder with its names as they are now."""

    names: dict[str, Node] | None = None
    contents: list[tuple[int, bytes]] = field(default_factory=lambda: [(-1, b"")])
    synced: list[int] = field(default_factory=lambda: [-1])

    def content(self, cut: int, rest: str) -> bytes:
        """What stands on the disk after a cut, with some of the rest that was not synced."""
        sure = max(at for at in self.synced if at < cut)
        states = [data for at, data in self.contents if at <= sure][-1:]
        states += [data for at, data in self.contents if sure < at < cut]
        if rest == "half" and len(states) > 1:
            return states[len(states) // 2][: (len(states[-1]) + 1) // 2]
        return states[0 if rest == "nothing" else -1]


class Change(NamedTuple):
    """Names that change together, at a moment: folder, name, what it means then."""

    at: int
    names: tuple[tuple[Node, str, Node | None], ...]


@dataclass
class Handle:
    """An open file and the place in it."""

    node: Node
    place: int = 0
    appends: bool = False


class Disk:
    """All that happened below a folder, call by call."""

    def __init__(self, folder: Path) -> None:
        """Begins with what the folder holds, and all of that is certain."""
        self.folder = folder
        self.root = _node_of(folder)
        self.first = _copied(self.root)
        self.changes: list[Change] = []
        self.n_calls = 0
        self._handles: dict[int, Handle] = {}

    def follow(self, call: Call) -> None:
        """Take the next call."""
        act = getattr(self, f"_{call.name}", None)
        if act is not None:
            act(call)
        self.n_calls += 1

    def states(self, cut: int, rule: str, random: Random) -> Iterator[State]:
        """What a user may find after a cut before a call, by a rule."""
        done = [change for change in self.changes if change.at < cut]
        subsets = self._in_order(done, cut) if rule == "in order" else _harsh(done, cut, random)
        for changes in subsets:
            for rest in HALVES:
                yield self._seen(changes, cut, rest)

    def _in_order(self, done: list[Change], cut: int) -> Iterator[list[Change]]:
        nodes = {id(node): node for node in _all_nodes(self)}.values()
        synced = max((at for node in nodes for at in node.synced if at < cut), default=-1)
        sure = sum(change.at < synced for change in done)
        return (done[:count] for count in range(sure, len(done) + 1))

    def _seen(self, changes: Iterable[Change], cut: int, rest: str) -> State:
        names = {id(folder): dict(known) for folder, known in self.first}
        for change in changes:
            for folder, name, node in change.names:
                here = names.setdefault(id(folder), {})
                here.pop(name, None)
                if node is not None:
                    here[name] = node
        return dict(sorted(_walk(self.root, names, cut, rest)))

    def _place(self, path: Path) -> tuple[Node, str] | None:
        """The folder and the name that a path means, where it is below ours."""
        if not path.is_relative_to(self.folder) or path == self.folder:
            return None
        *parents, name = path.relative_to(self.folder).parts
        node: Node | None = self.root
        for parent in parents:
            node = (node.names or {}).get(parent) if node else None
        return (node, name) if node is not None and node.names is not None else None

    def _change(self, *names: tuple[Node, str, Node | None]) -> None:
        for folder, name, node in names:
            assert folder.names is not None
            folder.names.pop(name, None)
            if node is not None:
                folder.names[name] = node
        self.changes.append(Change(self.n_calls, names))

    def _node(self, path: Path) -> Node | None:
        if path == self.folder:
            return self.root
        place = self._place(path)
        return (place[0].names or {}).get(place[1]) if place else None

    def _openat(self, call: Call) -> None:
        path = call.paths[0]
        place, node = self._place(path), self._node(path)
        if node is None and place is not None and "O_CREAT" in call.told:
            node = Node()
            self._change((*place, node))
        self._handles.pop(call.result, None)
        if node is not None:
            if "O_TRUNC" in call.told and node.names is None:
                self._put(node, b"")
            self._handles[call.result] = Handle(node, 0, "O_APPEND" in call.told)

    _open = _openat

    def _close(self, call: Call) -> None:
        self._handles.pop(call.descriptors[0], None)

    def _lseek(self, call: Call) -> None:
        if handle := self._handles.get(call.descriptors[0]):
            handle.place = call.result

    def _read(self, call: Call) -> None:
        if handle := self._handles.get(call.descriptors[0]):
            handle.place += call.result

    def _write(self, call: Call) -> None:
        if handle := self._handles.get(call.descriptors[0]):
            if handle.appends:
                handle.place = len(handle.node.contents[-1][1])
            self._put_at(handle.node, handle.place, call.texts[0][: call.result])
            handle.place += call.result

    def _pwrite64(self, call: Call) -> None:
        if handle := self._handles.get(call.descriptors[0]):
            self._put_at(handle.node, call.numbers[-1], call.texts[0][: call.result])

    def _sendfile(self, call: Call) -> None:
        out, source = (self._handles.get(number) for number in call.descriptors[:2])
        if out is None:
            return
        assert source is not None, "only what is below our folder is copied"
        start = call.numbers[0]
        data = source.node.contents[-1][1][start : start + call.result]
        self._put_at(out.node, out.place, data)
        out.place += call.result

    def _ftruncate(self, call: Call) -> None:
        if handle := self._handles.get(call.descriptors[0]):
            data = handle.node.contents[-1][1]
            self._put(handle.node, data[: call.numbers[-1]].ljust(call.numbers[-1], b"\0"))

    def _fsync(self, call: Call) -> None:
        if handle := self._handles.get(call.descriptors[0]):
            handle.node.synced.append(self.n_calls)

    _fdatasync = _fsync

    def _rename(self, call: Call) -> None:
        one, other = (self._place(path) for path in call.paths)
        if one is None or other is None:
            return
        node, there = ((place[0].names or {}).get(place[1]) for place in (one, other))
        is_exchange = "RENAME_EXCHANGE" in call.told
        self._change((*one, there if is_exchange else None), (*other, node))

    _renameat = _renameat2 = _rename

    def _link(self, call: Call) -> None:
        place = self._place(call.paths[1])
        if place is not None:
            self._change((*place, self._node(call.paths[0])))

    _linkat = _link

    def _unlink(self, call: Call) -> None:
        place = self._place(call.paths[0])
        if place is not None:
            self._change((*place, None))

    _unlinkat = _rmdir = _unlink

    def _mkdir(self, call: Call) -> None:
        place = self._place(call.paths[0])
        if place is not None:
            self._change((*place, Node(names={})))

    _mkdirat = _mkdir

    def _put_at(self, node: Node, place: int, data: bytes) -> None:
        old = node.contents[-1][1].ljust(place, b"\0")
        self._put(node, old[:place] + data + old[place + len(data) :])

    def _put(self, node: Node, data: bytes) -> None:
        node.contents.append((self.n_calls, data))


def _harsh(done: list[Change], cut: int, random: Random) -> Iterator[list[Change]]:
    """Everything, what is certain only, all without one, that with one, and some at random."""
    sure = {
        change.at for change in done if all(_is_synced(c, change.at, cut) for c in change.names)
    }
    open_ones = [change.at for change in done if change.at not in sure]
    drawn = [{at for at in open_ones if random.random() < 0.5} for _ in range(8)]
    for there in (
        *(set(open_ones), set()),
        *({at} for at in open_ones),
        *({*open_ones} - {at} for at in open_ones),
        *drawn,
    ):
        yield [change for change in done if change.at in sure or change.at in there]


def _is_synced(name: tuple[Node, str, Node | None], at: int, cut: int) -> bool:
    return any(at < synced < cut for synced in name[0].synced)


def _node_of(path: Path) -> Node:
    if path.is_dir():
        return Node({inner.name: _node_of(inner) for inner in path.iterdir()})
    return Node(contents=[(-1, path.read_bytes())])


def _copied(root: Node) -> list[tuple[Node, dict[str, Node]]]:
    """All folders as they are now."""
    assert root.names is not None
    folders = [node for node in root.names.values() if node.names is not None]
    return [(root, dict(root.names)), *(pair for node in folders for pair in _copied(node))]


def _all_nodes(disk: Disk) -> Iterator[Node]:
    for folder, names in disk.first:
        yield folder
        yield from names.values()
    for change in disk.changes:
        yield from (node for _, _, node in change.names if node is not None)


def _walk(
    folder: Node, names: dict[int, dict[str, Node]], cut: int, rest: str, path: str = ""
) -> Iterator[tuple[str, str]]:
    """The files that a user sees, as `scenes.seen` does."""
    for name, node in names.get(id(folder), {}).items():
        if name.startswith("."):
            continue
        if node.names is not None:
            yield from _walk(node, names, cut, rest, f"{path}{name}/")
        else:
            yield f"{path}{name}", hashlib.sha256(node.content(cut, rest)).hexdigest()
