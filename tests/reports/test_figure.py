"""Charts are well-formed pictures that also say in words what they show."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from groundswell.core.answer import Estimate
from groundswell.reports.figure import HATCH, HUES, legend, shortened, svg
from groundswell.reports.parts import Bands, Bar, Hue

SVG = "{http://www.w3.org/2000/svg}"
HALF = Estimate(0.5, 0.25, 0.75)


def chart(*bars: Bar, **facts: object) -> Bands:
    """Return a chart of these bars."""
    return Bands("Chances", "What each <needs> & more", bars, **facts)  # type: ignore[arg-type]


def drawn(picture: Bands) -> ElementTree.Element:
    """Return the picture as an XML tree."""
    return ElementTree.fromstring(svg(picture))


def texts(root: ElementTree.Element) -> list[str]:
    """Return what the picture writes."""
    return [node.text or "" for node in root.iter(f"{SVG}text")]


def test_a_picture_has_a_title_and_a_description() -> None:
    root = drawn(chart(Bar("One form", "50 %", HALF)))
    assert root.findtext(f"{SVG}title") == "Chances"
    assert root.findtext(f"{SVG}desc") == "What each <needs> & more"


def test_labels_figures_and_the_ends_of_the_scale_are_written() -> None:
    root = drawn(chart(Bar("One form", "50 % (25 to 75)", HALF)))
    assert {"One form", "50 % (25 to 75)", "0 %", "100 %"} <= set(texts(root))


@pytest.mark.parametrize("name", ["</text><script>x</script>", "a & b", "datum.value", "\\n'\""])
def test_a_name_is_only_ever_text(name: str) -> None:
    root = drawn(chart(Bar(name, "50 %", HALF)))
    assert name in texts(root)
    assert not list(root.iter(f"{SVG}script"))


def test_what_rests_on_somebody_unknown_is_hatched() -> None:
    assert f'fill="{HATCH}"' in svg(chart(Bar("One form", "50 %", HALF, known=False)))
    assert f'fill="{HATCH}"' not in svg(chart(Bar("One form", "50 %", HALF)))


def test_for_and_against_have_their_colours() -> None:
    picture = svg(
        chart(Bar("For", "", HALF, hue=Hue.FOR), Bar("Against", "", HALF, hue=Hue.AGAINST))
    )
    assert HUES[Hue.FOR] in picture
    assert HUES[Hue.AGAINST] in picture


def test_every_picture_is_as_wide_as_the_others() -> None:
    short = drawn(chart(Bar("a", "", HALF)))
    long = drawn(chart(Bar("W" * 200, "9" * 60, HALF), points=True, low=-0.1, high=0.2))
    assert short.get("width") == long.get("width")


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert svg(chart(Bar("a", "", HALF))) == svg(chart(Bar("a", "", HALF)))


def test_a_chart_may_have_nothing_to_draw() -> None:
    assert "refused" in texts(drawn(chart(Bar("One form", "refused", None))))


def test_the_legend_names_only_what_is_there() -> None:
    assert "aim" not in legend(chart(Bar("a", "", HALF)))
    assert "aim" in legend(chart(Bar("a", "", HALF, target=0.6)))
    assert "nobody knows" in legend(chart(Bar("a", "", HALF, known=False)))
    assert legend(chart(Bar("a", "", HALF), extra=True)) == ""


def test_a_long_label_is_shortened() -> None:
    assert shortened("short") == "short"
    assert len(shortened("x" * 99)) <= 50
