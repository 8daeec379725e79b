"""The fingerprint as a YAML file: written once, read at every build.

``passages`` has per place (``¶24``, ``n61``, ``p669``) the sorted digests in base64,
``quotations`` per digest its places and, with ``own``, that the words are the author's,
``calls`` per note the paragraph that calls it.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode

from apparatus.edition import Fingerprint, Place, Verified
from apparatus.fingerprint import BYTES, ROUNDS, SIZE, STEP
from apparatus.model import Fault, Source, is_number
from apparatus.parse.yaml_nodes import Node, NotYamlError, mapping, pairs, read, span_of, text_of

_UNITS = {"¶": "paragraph", "n": "note", "p": "page"}
_MARKS = {unit: mark for mark, unit in _UNITS.items()}
_METHOD = f"pbkdf2-sha256, {ROUNDS} rounds, groups of {SIZE} words, every {STEP}rd, {BYTES} bytes"


def parse_fingerprint(source: Source) -> tuple[Fingerprint | None, list[Fault]]:
    """Read a fingerprint; one that was made in another way is a fault."""
    try:
        root = mapping(read(source))
    except NotYamlError as error:
        return None, [Fault("malformed-data-file", error.span, str(error))]
    if text_of(root.get("method")) != _METHOD:
        what = f"the fingerprint was not made by this method: {_METHOD}; build it anew"
        return None, [Fault("malformed-data-file", span_of(source, root.get("method")), what)]
    faults: list[Fault] = []
    passages: dict[bytes, Place] = {}
    quotations: dict[bytes, Verified] = {}
    for name, key, node in pairs(root.get("passages")):
        place, digests = _place(name), _digests(text_of(node))
        if place is None or digests is None:
            faults.append(_fault(source, key, f"'{name}' has no digests"))
        else:
            passages.update(dict.fromkeys(digests, place))
    for name, key, node in pairs(root.get("quotations")):
        found, *more = _digests(name) or [b""]
        words = text_of(node).split()
        places = [_place(word) for word in words if word != "own"]
        if not found or more or not places or None in places:
            faults.append(_fault(source, key, f"'{name}' is no quotation with its places"))
        else:
            quotations[found] = Verified(tuple(p for p in places if p), "own" in words)
    calls = {
        int(number): int(text_of(node))
        for number, node in mapping(root.get("calls")).items()
        if is_number(number) and is_number(text_of(node))
    }
    return Fingerprint(text_of(root.get("salt")), passages, quotations, calls), faults


def write_fingerprint(fingerprint: Fingerprint) -> str:
    """The file: the same fingerprint always gives the same text."""
    by_place: dict[Place, list[bytes]] = {}
    for found, place in fingerprint.passages.items():
        by_place.setdefault(place, []).append(found)
    lines = [
        "# The fingerprint of the edited text: digests of its words, none of its words. Made by",
        "# `apparatus witness build TEXT` from a reader's own copy; not to be edited.",
        f"method: {_METHOD}",
        f"salt: {fingerprint.salt}",
        "passages:",
        *(
            f"  {_named(place)}: {b64encode(b''.join(sorted(digests))).decode()}"
            for place, digests in sorted(by_place.items())
        ),
        "quotations:",
        *(
            f"  {b64encode(found).decode()}: {' '.join(map(_named, verified.places))}"
            f"{' own' if verified.own else ''}"
            for found, verified in sorted(fingerprint.quotations.items())
        ),
        "calls: {" + ", ".join(f"{n}: {p}" for n, p in sorted(fingerprint.calls.items())) + "}",
    ]
    return "\n".join(lines) + "\n"


def _named(place: Place) -> str:
    return f"{_MARKS[place[0]]}{place[1]}"


def _place(text: str) -> Place | None:
    unit, number = _UNITS.get(text[:1]), text[1:]
    return (unit, int(number)) if unit and is_number(number) else None


def _digests(text: str) -> list[bytes] | None:
    """A run of digests in base64; None where it is none."""
    try:
        data = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    if not data or len(data) % BYTES:
        return None
    return [data[at : at + BYTES] for at in range(0, len(data), BYTES)]


def _fault(source: Source, node: Node, what: str) -> Fault:
    return Fault("malformed-data-file", span_of(source, node), what)
