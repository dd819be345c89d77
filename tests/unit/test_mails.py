"""Every letter says the same in both parts, in French, and only with all of its facts."""

import re

import html5lib
import pytest
from jinja2 import Environment, meta

from laureat.domain.colours import contrast
from laureat.mails.facts import FACTS, Organiser
from laureat.mails.letters import Letter, letter, letter_names
from laureat.mails.render import render_mail

DUE = "vendredi 8 novembre 2024 à 16 h 00 (heure de Paris)"
ORGANISER = Organiser(
    name="Alliance des Territoires Fictifs",
    accent="#8a1f3d",
    contact_email="trophees@example.org",
    signature="L'équipe des Trophées",
    postal_address="1 rue de la Fable, 75000 Paris",
)
TOLD = {
    "admitted": True,
    "answer_by": DUE,
    "article": "4.4",
    "awarded": True,
    "ballot_voided": True,
    "categories": ("Rayonnement", "Milieu rural"),
    "category_title": "Promotion des structures <inclusives>",
    "citation": "Une démarche simple & belle.",
    "closes_at": DUE,
    "code": "482913",
    "coordination_name": "Coordination du Val",
    "decided_by": "la coordination du Val",
    "distinction": "Lauréat",
    "dossier_number": "FAB-2024-0042",
    "due_at": DUE,
    "edition_name": "Trophées de l'Achat Imaginaire, édition 2024",
    "entry_name": "projet « Un guichet commun »",
    "former_category_title": "Milieu rural",
    "late": False,
    "person_name": "Camille Exemple",
    "project_title": "Un guichet commun",
    "reason": "La page est illisible.",
    "received_at": "jeudi 7 novembre 2024 à 9 h 12 (heure de Paris)",
    "recognised": True,
    "remedy": "Numérisez-la de nouveau.",
    "standing": f"Il manque l’attestation signée. Il reste 3 jours, jusqu’au {DUE}.",
    "siret": "732 829 320 00074",
    "applicant_name": "Maison de l'emploi du Val-Clair",
    "talks": False,
    "submitted_at": "mardi 5 novembre 2024 à 14 h 07 (heure de Paris)",
    "territory": "Val-Clair",
    "url": "https://trophees.example.org/d/7f3a",
    "valid_for": "10 minutes",
    "withdrawn_at": "mercredi 6 novembre 2024 à 10 h 00 (heure de Paris)",
}
OTHERWISE = {
    "admitted": False,
    "answer_by": None,
    "article": None,
    "awarded": False,
    "ballot_voided": False,
    "category_title": None,
    "citation": None,
    "closes_at": None,
    "due_at": None,
    "entry_name": "dossier FAB-2024-0042",
    "late": True,
    "person_name": "",
    "project_title": "",
    "reason": None,
    "recognised": False,
    "talks": True,
}
OPTIONAL = {  # the optional facts of each letter, besides those that are yes or no
    "attestation-refused": {"due_at"},
    "candidature-reclassified": {"article", "due_at"},
    "candidature-submitted": {"due_at"},
    "candidature-withdrawn": {"closes_at"},
    "juror-invited": {"answer_by", "article"},
    "juror-recused": {"article"},
    "laureate-announced": {"category_title", "citation"},
    "recognition-decided": {"article", "reason"},
    "recognition-requested": {"answer_by", "article"},
    "round-opened": {"closes_at"},
}
ALWAYS = {
    *("admitted", "awarded", "ballot_voided", "late", "recognised", "talks"),
    *("person_name", "project_title", "entry_name"),
}
ENGLISH = re.compile(
    r"\b(the|you|your|is|are|has|have|with|from|click|here|hello|dear|please|mail|email|undefined|"
    r"none|true|false|jury's|deadline|submit|tenant)\b",
    re.IGNORECASE,
)
BAD_FRENCH = re.compile(r"[{}']| [;!?:»]|« |\d [h%€]|\s[.,]|\.\.|\(\s*\)")
NAMES = sorted(FACTS)
EVERY_LETTER = pytest.mark.parametrize("name", NAMES)


def told(name, **changed):
    return {fact: TOLD[fact] for fact in FACTS[name]} | changed


def otherwise(name):
    facts = FACTS[name] & (ALWAYS | OPTIONAL.get(name, set()))
    return told(name, **{fact: OTHERWISE[fact] for fact in facts})


def rendered(facts_of, name):
    return render_mail(name, facts_of(name), organiser=ORGANISER)


def seen(html):
    """Give the words of a page, as a browser shows them."""
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    return plain(" ".join(page.find("body").itertext()))


def plain(text):
    """Give a text on one line; its no-break spaces stay."""
    return re.sub(r"[ \t\r\n]+", " ", text)


def parts_of(name):
    written: Letter = letter(name)
    return [
        *(written.subject, written.status, written.link, written.code),
        *(*written.details.values(), *written.paragraphs, *written.closing),
    ]


def test_every_letter_has_its_line_in_the_table():
    assert letter_names() == NAMES


@EVERY_LETTER
def test_a_letter_uses_exactly_the_facts_of_its_line(name):
    environment = Environment(autoescape=True)
    used = set()
    for part in parts_of(name):
        used |= meta.find_undeclared_variables(environment.parse(part))

    assert used - {"organiser"} == FACTS[name] - {"person_name", "url"}


@EVERY_LETTER
@pytest.mark.parametrize("facts_of", [told, otherwise])
def test_both_parts_say_the_same_sentences(name, facts_of):
    mail = rendered(facts_of, name)
    page = seen(mail.html)
    lines = [line for line in mail.text.splitlines() if line.strip() not in {"", "--"}]

    assert mail.subject in page
    for line in lines:
        label, _, value = line.partition("\u00a0: ")
        sentence = line.strip().removesuffix("\u00a0:")
        assert sentence in page or (label in page and value.rstrip() in page)


@EVERY_LETTER
@pytest.mark.parametrize("facts_of", [told, otherwise])
def test_a_letter_is_whole_and_french(name, facts_of):
    mail = rendered(facts_of, name)

    for words in (mail.subject, plain(mail.text), seen(mail.html)):
        said = words.replace(TOLD["url"], "").replace(ORGANISER.contact_email, "")
        assert not ENGLISH.search(said)
        assert not BAD_FRENCH.search(said)


@EVERY_LETTER
def test_the_status_comes_first_and_there_is_one_link(name):
    mail = rendered(told, name)
    status = mail.text.split("\n\n")[1]

    assert mail.text.startswith("Bonjour Camille Exemple,\n\n")
    assert status.endswith((".", "»."))
    assert mail.text.count("http") == 1
    assert mail.html.count('href="http') == 1
    assert 'lang="fr"' in mail.html


@EVERY_LETTER
def test_a_fact_too_few_or_too_many_is_an_error(name):
    facts = told(name)
    for fact in facts:
        with pytest.raises(TypeError, match=fact):
            render_mail(name, {k: v for k, v in facts.items() if k != fact}, organiser=ORGANISER)
    with pytest.raises(TypeError, match="weather"):
        render_mail(name, {**facts, "weather": "beau"}, organiser=ORGANISER)


def test_a_letter_that_nobody_wrote_is_an_error():
    with pytest.raises(TypeError, match="no letter"):
        render_mail("spam", {}, organiser=ORGANISER)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/?to=camille@example.org",
        "https://example.org/?to=camille%40example.org",
        "javascript:alert(1)",
        "/relative",
        "",
    ],
)
def test_a_link_leads_somewhere_and_names_nobody(url):
    with pytest.raises(ValueError, match="link"):
        render_mail("sign-in-code", told("sign-in-code", url=url), organiser=ORGANISER)


def test_what_a_person_wrote_is_text_and_nothing_else():
    facts = told("candidature-submitted", project_title="<img src=x>{{ 7*7 }}{% raw %}\nfin")
    mail = render_mail("candidature-submitted", facts, organiser=ORGANISER)

    assert "Projet\u00a0: <img src=x>{{ 7*7 }}{% raw %} fin\n" in mail.text
    assert "&lt;img src=x&gt;{{ 7*7 }}{% raw %} fin" in mail.html
    assert "<img" not in mail.html


def test_a_letter_says_where_the_dossier_stands_as_its_page_does():
    mail = rendered(told, "candidature-submitted")
    status = mail.text.split("\n\n")[1]

    assert " ".join(status.split()) == TOLD["standing"]


def test_the_code_is_in_the_letter_and_not_in_its_subject():
    mail = rendered(told, "sign-in-code")

    assert "\n    482913\n" in mail.text
    assert "482913" not in mail.subject


@pytest.mark.parametrize("accent", ["#ffe14d", "#000000", "#777777", "#ffffff"])
def test_the_button_reads_whatever_the_accent(accent):
    organiser = Organiser(name="Fable", accent=accent, contact_email="fable@example.org")
    mail = render_mail("round-opened", told("round-opened"), organiser=organiser)
    [(ground, ink)] = re.findall(r"background: (#\w{6}); color: (#\w{6}); font-weight", mail.html)

    assert contrast(ground, ink) >= 4.5


def test_an_organiser_without_an_accent_that_is_a_colour_is_refused():
    with pytest.raises(ValueError, match="accent"):
        Organiser(name="Fable", accent="red;}", contact_email="fable@example.org")
