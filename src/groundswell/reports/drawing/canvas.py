"""A small writer of SVG: elements with classes, or with literal colours in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from groundswell.reports.drawing.fitting import width_of
from groundswell.reports.drawing.look import FONT, attributes
from groundswell.reports.drawing.speech import USUAL, Speech
from groundswell.reports.words import clean

WIDE, NARROW = 960, 390
_LEADING = 1.3


@dataclass(slots=True)
class Canvas:
    """A drawing in the making.

    Parameters
    ----------
    name
        Short word that keeps the drawing's ids apart from those of others on the page.
    title, description
        For those who do not see it.
    """

    name: str
    title: str
    description: str
    width: float
    standalone: bool
    speech: Speech = USUAL
    parts: list[str] = field(default_factory=list)

    def add(self, tag: str, classes: str, inner: str = "", **given: float | str) -> None:
        """Add an element; `inner` is markup that was escaped already."""
        if self.standalone:
            looks = dict(attributes(classes))
        else:
            looks = {"class": classes} if classes else {}
        looks.update({key.rstrip("_").replace("_", "-"): _number(v) for key, v in given.items()})
        told = "".join(f' {key}="{escape(value)}"' for key, value in looks.items())
        self.parts.append(f"<{tag}{told}>{inner}</{tag}>" if inner else f"<{tag}{told}/>")

    def text(
        self, x: float, y: float, words: str, size: float, classes: str = "d-text", anchor: str = ""
    ) -> None:
        """Add one line of text; `y` is its base line."""
        given: dict[str, float | str] = {"x": x, "y": y, "font_size": size}
        if anchor:
            given["text_anchor"] = anchor
        self.add("text", classes, escape(clean(words)), **given)

    def lines(
        self,
        x: float,
        y: float,
        lines: list[str],
        size: float,
        classes: str = "d-text",
        anchor: str = "",
    ) -> float:
        """Add lines below each other and return the base line after the last."""
        for line in lines:
            self.text(x, y, line, size, classes, anchor)
            y += size * _LEADING
        return y

    def halo(self, x: float, y: float, words: str, size: float, anchor: str = "start") -> None:
        """Lay a pale ground under a line of text that crosses others."""
        wide = width_of(words, size)
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
        self.add(
            "rect",
            "d-halo",
            x=left - 2,
            y=y - size * 0.85,
            width=wide + 4,
            height=size * 1.15,
            rx=3,
        )

    def begin(self, words: str) -> None:
        """Begin a group with a tooltip, so that every mark says who it is."""
        self.parts.append(f"<g><title>{escape(clean(words))}</title>")

    def end(self) -> None:
        """End the group."""
        self.parts.append("</g>")

    @property
    def hatch(self) -> str:
        """Fill of what is not known."""
        return f"url(#hatch-{self.name})"

    def svg(self, height: float) -> str:
        """Return the drawing."""
        body = "".join(self.parts)
        head, ground = "", ""
        line = Canvas("", "", "", 0, self.standalone)
        line.add("path", "d-hatch", d="M0 0V3.6")
        size = f"{_number(self.width)} {_number(height)}"
        if self.standalone:
            head = f' width="{_number(self.width)}" height="{_number(height)}"'
            ground = (
                f'<rect width="{_number(self.width)}" height="{_number(height)}" fill="#ffffff"/>'
            )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="0 0 {size}"{head} '
            f'role="img" aria-labelledby="t-{self.name} d-{self.name}" font-family="{FONT}">'
            f'<title id="t-{self.name}">{escape(clean(self.title))}</title>'
            f'<desc id="d-{self.name}">{escape(clean(self.description))}</desc>'
            f'<defs><pattern id="hatch-{self.name}" width="3.6" height="3.6" '
            f'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">{line.parts[0]}'
            f"</pattern></defs>{ground}{body}</svg>"
        )


def _number(value: float | str) -> str:
    if isinstance(value, str):
        return value
    return f"{value:.1f}".rstrip("0").rstrip(".")
