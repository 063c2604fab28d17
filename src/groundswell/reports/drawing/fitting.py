"""How text is made to fit: measured roughly, shortened or wrapped, and set where nothing lies."""

from __future__ import annotations

from dataclasses import dataclass, field

_NARROW, _WIDE = frozenset("iljtfrI.,;:'|!()[] "), frozenset("mwMWQO@%—")
ELLIPSIS = "\u2026"


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is in the house's sans; rather too wide than too narrow."""
    units = sum(0.32 if c in _NARROW else 0.86 if c in _WIDE else 0.58 for c in text)
    return units * size


def shortened(text: str, room: float, size: float) -> str:
    """Return a text that fits its room, cut at a letter with an ellipsis if need be."""
    if width_of(text, size) <= room:
        return text
    while text and width_of(text + ELLIPSIS, size) > room:
        text = text[:-1]
    return f"{text.rstrip()}{ELLIPSIS}"


def wrapped(text: str, room: float, size: float, most: int = 3) -> list[str]:
    """Return a text as at most so many lines; the last is shortened if there is more."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [shortened(part, room, size) for part in lines]


def short_name(name: str) -> str:
    """Return 'Ilse B.' for 'Ilse Brandt'; a single word stays."""
    first, _, rest = name.partition(" ")
    return f"{first} {rest[0]}." if rest else name


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label goes: the point of its text and the anchor."""

    x: float
    y: float
    anchor: str


@dataclass(slots=True)
class Labels:
    """Room for labels: each is set beside its mark where it covers neither label nor mark."""

    width: float
    height: float
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def block(self, x: float, y: float, radius: float) -> None:
        """Keep labels off a mark."""
        self.taken.append((x - radius, y - radius, x + radius, y + radius))

    def place(self, x: float, y: float, text: str, size: float, radius: float) -> Spot | None:
        """Return where the label of a mark goes, or None where there is no room for it."""
        wide, gap = width_of(text, size), radius + 3
        spots = (
            (Spot(x + gap, y + size * 0.35, "start"), x + gap, y - size / 2),
            (Spot(x - gap, y + size * 0.35, "end"), x - gap - wide, y - size / 2),
            (
                Spot(x + gap * 0.8, y + gap + size * 0.5, "start"),
                x + gap * 0.8,
                y + gap - size * 0.4,
            ),
            (Spot(x + gap * 0.8, y - gap, "start"), x + gap * 0.8, y - gap - size * 0.9),
            (Spot(x, y + gap + size * 0.8, "middle"), x - wide / 2, y + gap),
            (Spot(x, y - gap - size * 0.15, "middle"), x - wide / 2, y - gap - size),
        )
        for spot, left, top in spots:
            box = (left, top, left + wide, top + size)
            if self._free(box):
                self.taken.append(box)
                return spot
        return None

    def _free(self, box: tuple[float, float, float, float]) -> bool:
        left, top, right, bottom = box
        if left < 2 or top < 2 or right > self.width - 2 or bottom > self.height - 2:
            return False
        return not any(
            left < x2 and x1 < right and top < y2 and y1 < bottom for x1, y1, x2, y2 in self.taken
        )
