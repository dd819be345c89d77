"""The blank form says all that the page asks, as a PDF and for a word processor."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from laureat.blank_forms import blank_form_sheet
from laureat.configuration.load import load_edition
from laureat.documents.blank_form import blank_form_docx, blank_form_pdf
from laureat.plugin_host import PluginHost
from tests.unit.configuration.files import spoken

EXAMPLE = Path(__file__).parents[2] / "campaign_config/examples/prix-des-ateliers-fictifs/2026.yaml"
LABELS = ["Nom de l'objet", "Dépenses", "Montant de l'aide", "Qui vous a vu faire ?"]


@pytest.fixture(scope="module")
def sheet():
    definition = load_edition(EXAMPLE, plugins=PluginHost.discover()).definition
    return blank_form_sheet(
        definition, organiser="Les Ateliers", at=datetime(2026, 3, 1, 12, tzinfo=UTC)
    )


def test_the_pdf_asks_every_question_and_is_the_same_each_time(sheet):
    pdf = blank_form_pdf(sheet)

    pages = PdfReader(io.BytesIO(pdf)).pages
    words = spoken(" ".join(" ".join(page.extract_text().split()) for page in pages))
    assert [label for label in LABELS if label not in words] == []
    assert "À remplir seulement si « Une aide a-t-elle financé l'objet ? » : Oui." in words
    assert "À remplir seulement si « Temps de fabrication » vaut 100 heures au moins." in words
    assert "Calculé en ligne, d'après vos réponses." in words
    assert blank_form_pdf(sheet) == pdf


def test_the_word_processor_finds_titles_and_tables(sheet):
    document = Document(io.BytesIO(blank_form_docx(sheet)))

    headings = document.styles["Heading 2"]
    titles = [spoken(one.text) for one in document.paragraphs if one.style == headings]
    assert [label for label in LABELS if label not in titles] == []
    headers = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert ["Achat", "Montant"] in headers
    assert document.core_properties.language == "fr-FR"
