"""Days as one writes them in French, and texts as they flow on paper."""

from datetime import UTC, date, datetime

from flask import Flask
from flask_babel import Babel, force_locale

from laureat.documents.paragraphs import paragraphs
from laureat.domain.french import short_instant
from laureat.web.presentation import day_in_words

NEW_YEAR = datetime(2025, 1, 1, 9, tzinfo=UTC)


def test_the_first_of_a_month_is_an_ordinal():
    app = Flask("laureat.app")
    Babel(app, default_locale="fr", default_translation_directories="web/translations")

    with app.test_request_context():
        assert day_in_words(date(2025, 1, 1)) == "1er janvier 2025"
        assert day_in_words(date(2025, 1, 11)) == "11 janvier 2025"
    with app.test_request_context(), force_locale("en"):
        assert day_in_words(date(2025, 1, 1)) == "1 January 2025"
    assert short_instant(NEW_YEAR, "Europe/Paris").startswith("1er janv. 2025")
    assert short_instant(NEW_YEAR.replace(day=10), "Europe/Paris").startswith("10 janv. 2025")


def test_a_text_cut_to_the_width_of_its_file_flows_again():
    text = "Faites signer cette attestation par une\npersonne habilitée.\n  \nPuis :\n- signez ;\n"

    assert paragraphs(text) == (
        "Faites signer cette attestation par une personne habilitée.",
        "Puis :\n- signez ;",
    )
    assert paragraphs(" \n") == ()
