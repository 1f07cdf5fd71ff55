"""YAML of strangers as nodes with their lines: small, flat, without aliases, nothing made of it."""

from __future__ import annotations

from pathlib import Path

import yaml

from padsketch.display import safe
from padsketch.errors import Fault, InvalidFile
from padsketch.formats.reading import read_limited

MAX_BYTES = 128 << 10
"""The parser is slow; a song of a thousand tracks has a tenth of it."""
MAX_DEPTH = 8

Node = yaml.Node


class FaultyNodeError(Exception):
    """What stands at a line, counted from 1, cannot be."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def faulty(node: Node, message: str) -> FaultyNodeError:
    """The fault of a node."""
    return FaultyNodeError(node.start_mark.line + 1, message)


def invalid_yaml(path: Path, line: int, message: str, hint: str) -> InvalidFile:
    """The error of a file with a fault at a line."""
    fault = Fault(f"line {line}", safe(message, 200))
    return InvalidFile(f"{safe(str(path))}: {fault}", hint, (fault,))


def read_yaml(path: Path, hint: str) -> Node:
    """The one document of a file; raises InvalidFile."""
    text = read_limited(path, MAX_BYTES).decode("utf-8-sig", "replace")
    try:
        _check(text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except FaultyNodeError as error:
        raise invalid_yaml(path, error.line, str(error), hint) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = error.problem or "this is no YAML"
        raise invalid_yaml(path, mark.line + 1 if mark else 1, what, hint) from None
    except yaml.YAMLError as error:
        raise invalid_yaml(path, 1, " ".join(str(error).split()), hint) from None
    if node is None:
        raise invalid_yaml(path, 1, "there is nothing", hint)
    return node


def _check(text: str) -> None:
    """Look at every event before anything is built of them."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise FaultyNodeError(line, "aliases are not read")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise FaultyNodeError(line, "values stand too deep inside each other")


def pairs(node: Node) -> list[tuple[Node, Node]]:
    """The keys and values of a table."""
    if not isinstance(node, yaml.MappingNode):
        raise faulty(node, "names with values belong here")
    found: list[tuple[Node, Node]] = node.value
    return found


def items(node: Node) -> list[Node]:
    """The items of a list."""
    if not isinstance(node, yaml.SequenceNode):
        raise faulty(node, "a list of lines with `- ` belongs here")
    found: list[Node] = node.value
    return found


def text(node: Node) -> str:
    """A single value as it is written; "" for none."""
    if not isinstance(node, yaml.ScalarNode):
        raise faulty(node, "a single value belongs here")
    return str(node.value).strip()


def texts(node: Node) -> list[str]:
    """A single value, or a list of them."""
    return (
        [text(one) for one in items(node)] if isinstance(node, yaml.SequenceNode) else [text(node)]
    )
