"""The working document as files: what people wrote stays text, and every section is there."""

from __future__ import annotations

import io
from datetime import date

import docx

from groundswell.core.pictures.document.parts import Document, Group, Line, Section, Written
from groundswell.core.terrain.document_records import DocumentSection
from groundswell.reports.working.markdown import markdown, plain
from groundswell.reports.working.pages import pdf
from groundswell.reports.working.word import word

DAY = date(2026, 11, 20)
ODD = "# not a heading <b>&amp; *not bold* [link](javascript:1) \u202e 1. one"
MADE = Document(
    title="One form #for all",
    headline="Phase: evidence.",
    as_of=DAY,
    sections=(
        Section(
            DocumentSection.CHARTER,
            "Charter",
            "What is to change.",
            (Group("Decisions it needs", (Line("Pay", ODD, "decisions", ("money",)),)),),
            (Written("First.\n\nSecond.", "Ana", DAY), Written("- Other", "", None)),
        ),
        Section(DocumentSection.LAUNCH, "Launch", "Not announced.", ()),
    ),
    left_out="Left out: much.",
)


def test_markdown_keeps_what_people_wrote_as_text() -> None:
    text = markdown(MADE)
    assert text.startswith("# One form \\#for all\n")
    assert "\n## Charter\n" in text and "\n### Decisions it needs\n" in text
    assert "\\# not a heading \\<b\\>&amp;amp; \\*not bold\\*" in text
    assert "](javascript" not in text.replace("\\](", "")
    assert "\u202e" not in text
    assert "First.\n\nSecond." in text and "\n\\- Other" in text
    assert "Written by Ana on 20 November 2026:" in text


def test_no_beginning_of_a_line_becomes_a_list() -> None:
    assert [plain(t) for t in ("1. one", "- a", "+ b", "2) c", "3.5 hours")] == [
        "1\\. one", "\\- a", "\\+ b", "2\\) c", "3.5 hours"
    ]  # fmt: skip


def test_word_opens_with_headings_and_names_nobody_as_its_author() -> None:
    made = docx.Document(io.BytesIO(word(MADE)))
    styled = [(p.style.name, p.text) for p in made.paragraphs if p.style is not None]
    assert ("Title", "One form #for all") in styled
    assert ("Heading 1", "Charter") in styled and ("Heading 2", "Decisions it needs") in styled
    assert any(style == "List Bullet" and "not a heading <b>" in text for style, text in styled)
    assert made.core_properties.author == "Groundswell"
    assert made.core_properties.created.date() == DAY


def test_a_pdf_is_made_and_made_again_the_same() -> None:
    assert pdf(MADE)[:5] == b"%PDF-" and pdf(MADE) == pdf(MADE)
