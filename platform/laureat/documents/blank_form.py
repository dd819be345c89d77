"""The form to prepare before anybody signs in: on paper, or in a word processor."""

import io
from dataclasses import asdict, dataclass
from datetime import datetime

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from docx.shared import Mm

from laureat.documents.printable import printable
from laureat.documents.typesetting import ACCENT, pdf_of
from laureat.domain.french import typeset
from laureat.domain.naming import edition_name

TO_TICK = "\N{BALLOT BOX}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankQuestion:
    """One question: what is said of it, what may be ticked, the columns to fill, lines to write on.

    ``lines`` is how many lines are left; of a table, how many rows.
    """

    label: str
    notes: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    lines: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankSection:
    """One page of the form."""

    title: str
    notes: tuple[str, ...] = ()
    questions: tuple[BlankQuestion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankFormSheet:
    """All that a blank form prints; ``deadline`` says until when the form is sent online."""

    organiser: str
    trophy_title: str
    edition_title: str
    deadline: str
    sections: tuple[BlankSection, ...]
    dated: datetime


def blank_form_pdf(sheet: BlankFormSheet, *, accent: str = ACCENT) -> bytes:
    """Typeset the form."""
    facts = asdict(sheet) | {"dated": None}
    return pdf_of("blank-form", facts, accent=accent, dated=sheet.dated)


def blank_form_docx(sheet: BlankFormSheet) -> bytes:
    """Write the form for a word processor: titles are titles, and tables are tables."""
    document = Document()
    _on_our_paper(document)
    properties = document.core_properties
    properties.title = f"Formulaire – {sheet.trophy_title}"
    properties.author, properties.language = sheet.organiser, "fr-FR"
    properties.created = properties.modified = sheet.dated.replace(tzinfo=None)
    document.add_heading(_said(edition_name(sheet.trophy_title, sheet.edition_title)), level=0)
    document.add_paragraph(_said(sheet.deadline))
    for section in sheet.sections:
        document.add_heading(_said(section.title), level=1)
        for note in section.notes:
            document.add_paragraph(_said(note))
        for question in section.questions:
            _write_question(document, question)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _on_our_paper(document: DocumentObject) -> None:
    """Set the page to A4 and the language to French, which spelling and screen readers follow."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    for language in document.styles.element.xpath("//w:docDefaults//w:lang"):
        language.set(qn("w:val"), "fr-FR")


def _write_question(document: DocumentObject, question: BlankQuestion) -> None:
    document.add_heading(_said(question.label), level=2)
    for note in question.notes:
        document.add_paragraph(_said(note))
    for choice in question.choices:
        document.add_paragraph(f"{TO_TICK} {_said(choice)}")
    if question.columns:
        table = document.add_table(rows=1 + question.lines, cols=len(question.columns))
        table.style = "Table Grid"
        for cell, title in zip(table.rows[0].cells, question.columns, strict=True):
            cell.text = _said(title)
    else:
        for _line in range(question.lines):
            document.add_paragraph()


def _said(text: str) -> str:
    return printable(typeset(text))
