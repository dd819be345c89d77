"""The interface in English: nothing is missing, every fact is kept, and it is English."""

import ast
import importlib
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask

from laureat.web.install import register
from laureat.web.words import _, ngettext

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "platform/laureat/web/translations"
CATALOGUE = TRANSLATIONS / "en/LC_MESSAGES/messages.po"

FACT = re.compile(r"%\(\w+\)s|\{\w+\}")
WORD = re.compile(r"[^\W\d_]+")
FRENCH_WORDS = {
    *("le", "la", "les", "un", "une", "du", "des", "de", "au", "aux", "et", "ou", "où", "est"),
    *("ce", "cet", "cette", "ces", "sa", "ses", "leur", "leurs", "votre", "vos", "vous", "nous"),
    *("il", "elle", "ils", "elles", "qui", "que", "dans", "avec", "sans", "pour", "par", "sur"),
    *("ne", "pas", "plus", "déjà", "jamais", "aucun", "aucune", "sont", "été", "être", "faut"),
    *("candidature", "dossier", "attestation", "palmarès", "lauréat", "déport", "scrutin"),
    *("règlement", "organisateur", "adhérent", "catégorie", "édition"),
}
AGAINST_THE_GLOSSARY = {"application", "applicant", "laureate", "deposit", "regulation"}
FRENCH_NAMES = re.compile(
    "Défenseur des droits, Libre réponse|Défenseur des droits|avis de situation"
)
FRENCH_MARKS = re.compile("[«»\u00a0\u202f]| [:;!?]")


def read():
    with CATALOGUE.open("rb") as file:
        return read_po(file)


MESSAGES = [message for message in read() if message.id]


def forms(text):
    """Give the forms of a text: one, or as many as numbers have."""
    return tuple(text) if isinstance(text, list | tuple) else (text,)


def english():
    """Give every form that is read in English, without its facts and without names in French."""
    said = (form for message in MESSAGES for form in forms(message.string))
    return [FRENCH_NAMES.sub("", FACT.sub("0", form)) for form in said]


def words_of(text):
    return {word.lower() for word in WORD.findall(text)}


def ends(text):
    """Give the blanks and the marks that a text begins and ends with."""
    return text[:1] == " ", text[-1:] == " ", text[len(text.rstrip(" .:?…")) :].strip()


@pytest.fixture
def scripts(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    return importlib.import_module


def test_every_sentence_has_its_english_in_every_form():
    assert len(MESSAGES) > 800
    lacking = [
        message.id
        for message in MESSAGES
        if len(forms(message.string)) != len(forms(message.id))
        or not all(form.strip() for form in forms(message.string))
    ]
    assert lacking == []


def test_nothing_is_left_to_be_confirmed_or_erased():
    assert [message.id for message in MESSAGES if message.fuzzy] == []
    assert list(read().obsolete) == []


def test_every_fact_of_a_sentence_is_in_its_english_and_no_other():
    for message in MESSAGES:
        said = [set(FACT.findall(form)) for form in forms(message.id)]
        translated = [set(FACT.findall(form)) for form in forms(message.string)]
        assert translated[-1] == said[-1], message.id
        assert said[0] <= translated[0] <= set().union(*said), message.id


def test_a_sentence_begins_and_ends_as_it_does_in_french():
    """What is put together from pieces stays together: blanks, colons and full stops are kept."""
    for message in MESSAGES:
        for french, translated in zip(forms(message.id), forms(message.string), strict=True):
            assert ends(french) == ends(translated), french


def test_no_french_is_left_in_the_english():
    assert {one: left for one in english() if (left := FRENCH_WORDS & words_of(one))} == {}
    assert [one for one in english() if FRENCH_MARKS.search(one)] == []


def test_english_uses_the_words_that_were_chosen():
    assert [one for one in english() if AGAINST_THE_GLOSSARY & words_of(one)] == []


def test_the_catalogue_names_nobody_and_has_no_date():
    head = CATALOGUE.read_text("utf-8").split("\n\n")[0]
    assert '"Project-Id-Version: Lauréat\\n"' in head
    assert re.search(r"@|-Date:|Last-Translator|Generated-By", head) is None


def test_it_was_compiled_and_always_compiles_to_the_same(scripts):
    compiler = scripts("compile_translations")
    assert compiler.is_up_to_date(CATALOGUE), "make setup compiles it"
    assert compiler.bytes_of(CATALOGUE) == compiler.bytes_of(CATALOGUE)


def test_what_was_compiled_speaks_english():
    spoken = Translations.load(TRANSLATIONS, ["en"])
    assert spoken.ugettext("Connectez-vous pour continuer.") == "Sign in to continue."
    assert [spoken.ungettext("%(num)s dossier", "%(num)s dossiers", n) for n in (0, 1, 2)] == [
        "%(num)s entry files",
        "%(num)s entry file",
        "%(num)s entry files",
    ]


def test_a_reader_who_asks_for_english_is_answered_in_english():
    app = Flask("laureat")
    register(app)
    with app.test_request_context("/?langue=en"):
        assert _("Connectez-vous pour continuer.") == "Sign in to continue."
        assert ngettext("%(num)s déport", "%(num)s déports", 0) == "0 recusals"
    with app.test_request_context("/"):
        assert _("Connectez-vous pour continuer.") == "Connectez-vous pour continuer."


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('_("Bonjour")', ["Bonjour"]),
        ("f\"« {_('personne')} »\"", ["personne"]),
        ('ngettext("%(num)s jour", "%(num)s jours", 2)', [("%(num)s jour", "%(num)s jours")]),
        ('raise Conflict("Trop tard.", article="4")', ["Trop tard."]),
        ('raise errors.Invalid("Trop tôt.")', ["Trop tôt."]),
        ('NO_SEAT = "Pas de siège."\nfound(one, NO_SEAT)', ["Pas de siège."]),
        ('found(one(select(Conflict).where(x)), "Rien ici.")', ["Rien ici."]),
        ('_("Oui" if answer else "Non")', ["Oui", "Non"]),
        (
            'ANSWERS = {1: ("Reconnue", Tone.DONE), 2: ("Refusée", Tone.STOP)}',
            ["Reconnue", "Refusée"],
        ),
        ('OUTCOMES: Mapping[str, str] = {"a": "Un lauréat"}', ["Un lauréat"]),
        ('_chosen("verdict", {"admitted": "Admis"})', ["Admis"]),
        ("_(words)", []),
        ('log("Bonjour")', []),
    ],
)
def test_what_the_code_says_is_found(scripts, code, found):
    checker = scripts("check_translations")
    tree = ast.parse(code)
    said = checker.sentences_in(tree, checker.named_texts(tree.body))
    assert [sentence for _line, sentence in said] == found


def test_a_translation_that_is_missing_or_has_lost_a_fact_is_told(scripts):
    checker = scripts("check_translations")
    wanted, known = checker.Catalog(locale="en"), checker.Catalog(locale="en")
    for sentence in ("Dit.", "Pas encore dit.", "Avant le %(day)s."):
        wanted.add(sentence)
    known.add("Dit.", "Said.")
    known.add("Avant le %(day)s.", "Before that day.")
    known.add("N’est plus dit.", "No longer said.")
    assert list(checker.faults_of(wanted, known)) == [
        "à traduire : « Pas encore dit. »",
        "les faits diffèrent : « Avant le %(day)s. »",
        "n’est plus dite : « N’est plus dit. »",
    ]


def test_a_catalogue_that_was_not_compiled_names_the_remedy(scripts, monkeypatch, tmp_path):
    checker = scripts("check_translations")
    monkeypatch.setattr(checker, "ROOT", tmp_path)
    monkeypatch.setattr(checker, "CATALOGUE", tmp_path / "en/LC_MESSAGES/messages.po")
    assert list(checker.faults_of_the_compiled()) == [
        "en/LC_MESSAGES/messages.mo manque ou n’est plus à jour : lancez « make setup »"
    ]
