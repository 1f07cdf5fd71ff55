"""XML that is written: values as its schemas want them, text that it can hold."""

from __future__ import annotations

import re
from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement, indent, tostring

Value = str | bool | int | float | Fraction

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 can hold, not even escaped: most controls, surrogates, two noncharacters."""


def child(parent: Element, tag: str, **attributes: Value) -> Element:
    """A new last element of a parent."""
    return SubElement(parent, tag, {name: _said(value) for name, value in attributes.items()})


def root(tag: str, **attributes: Value) -> Element:
    """The element around a whole document."""
    return Element(tag, {name: _said(value) for name, value in attributes.items()})


def clean(text: str) -> str:
    """A text without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("", text)


def document(element: Element) -> bytes:
    """A whole document in UTF-8, indented."""
    indent(element)
    text = tostring(element, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}\n'.encode()


def _said(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return clean(value) if isinstance(value, str) else f"{_number(value)}"


def _number(value: float | Fraction) -> int | float:
    """The nearest double, which Python writes with as many digits as tell it from all others."""
    return value if isinstance(value, int) else float(value)
