"""Documents are archivable, readable by every reader, the same each time, and deaf to markup."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pypdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from laureat.documents.attestation import AttestationSheet, attestation_pdf, spaced_siret
from laureat.documents.minutes import (
    ApprovalLine,
    CancelledRoundLine,
    CategoryLine,
    EntryLine,
    JurorLine,
    LateAdmissionLine,
    MinutesSheet,
    NamedBallotLine,
    RecusalLine,
    SpecialMentionLine,
    WinnerLine,
    minutes_content,
    minutes_pdf,
    minutes_sheet,
)
from laureat.documents.printable import printable
from laureat.documents.receipt import (
    Answered,
    AnsweredSection,
    AttachedPiece,
    ReceiptSheet,
    receipt_pdf,
)

DATED = datetime(2024, 11, 5, 13, 7, tzinfo=UTC)
DUE = "vendredi 8 novembre 2024 à 16 h 00 (heure de Paris)"
MARKUP = '#read("/etc/passwd") $x$ \\ @ref *b* _i_ <l> // c /* `raw` [ ] { } "q" = titre #panic()'

ATTESTATION = AttestationSheet(
    organiser="Alliance des Territoires Fictifs",
    trophy_title="Trophées de l'Achat Imaginaire",
    edition_title="Édition 2024",
    dossier_number="FAB-2024-0042",
    structure_name="Maison de l'emploi du Val-Clair",
    siret="73282932000074",
    category_title="Rayonnement de l'achat",
    project_title="Un guichet commun",
    submitted_at="mardi 5 novembre 2024 à 14 h 07 (heure de Paris)",
    fingerprint="3f2a9c1e" * 8,
    due_at=DUE,
    engagement=("Je certifie être habilité·e à engager la structure.", "J'accepte le règlement."),
    return_instructions=("Déposez le document signé sur la page de votre candidature.",),
    verification_url="https://trophees.example.org/attestations/FAB-2024-0042",
    dated=DATED,
)
RECEIPT = ReceiptSheet(
    organiser=ATTESTATION.organiser,
    trophy_title=ATTESTATION.trophy_title,
    edition_title=ATTESTATION.edition_title,
    receipt_number="R-2024-000117",
    dossier_number=ATTESTATION.dossier_number,
    structure_name=ATTESTATION.structure_name,
    siret=ATTESTATION.siret,
    category_title=ATTESTATION.category_title,
    project_title=ATTESTATION.project_title,
    submitted_by="Camille Exemple, chargée de mission",
    submitted_at=ATTESTATION.submitted_at,
    status="Votre candidature n'est pas encore prise en compte : il manque l'attestation signée.",
    stood_at="mardi 5 novembre 2024 à 14 h 08, heure de Paris",
    late="après l'heure limite d'examen.",
    sections=(
        AnsweredSection(
            title="Le projet",
            answers=(
                Answered(
                    question="Présentez-le", answer="Une vallée.\n\nOnze communes :\n- A\n- B"
                ),
                Answered(question="Site internet", answer=""),
            ),
        ),
    ),
    pieces=(AttachedPiece(piece="Délibération", name="d.pdf", size="412 ko", sha256="ab" * 32),),
    fingerprint=ATTESTATION.fingerprint,
    configuration_digest="77aa88bb" * 8,
    contact_email="trophees@example.org",
    dated=DATED,
)
ENTRIES = (
    EntryLine(number="FAB-1", structure="Ville de Fable", project="Acheter", total="2 voix"),
    EntryLine(number="FAB-2", structure="Pays de Conte", project="Former", total="2 voix"),
)
RURAL = CategoryLine(
    title="Milieu rural",
    entries=ENTRIES,
    voters=3,
    ballots_cast=4,
    abstentions=0,
    voided=1,
    method="Majorité relative des suffrages exprimés.",
    total_title="Suffrages",
    winners=(
        WinnerLine(structure="Ville de Fable", project="Acheter", citation="Une idée simple."),
        WinnerLine(structure="Pays de Conte", project="Former"),
    ),
    reason="À égalité, le jury désigne deux lauréats (article 4.5).",
    quorum="Le quorum est atteint.",
)
MINUTES = MinutesSheet(
    organiser=ATTESTATION.organiser,
    trophy_title=ATTESTATION.trophy_title,
    edition_title=ATTESTATION.edition_title,
    deliberated_at="mardi 3 décembre 2024 à 14 h 00 (heure de Paris)",
    place="à Sainte-Fable",
    jurors=(
        JurorLine(
            name="Dominique Fictif", capacity="acheteuse", role="présidence", presence="présente"
        ),
    ),
    recusals=(
        RecusalLine(
            juror="Andrée Modèle",
            category="Milieu rural",
            ground="lien professionnel",
            since="4 novembre 2024",
            organises=True,
        ),
    ),
    categories=(
        RURAL,
        replace(RURAL, title="Rayonnement", winners=RURAL.winners[:1], abstentions=1),
        replace(
            RURAL,
            title="Convergence",
            winners=(),
            entries=(),
            naming_gone=2,
            cancelled_rounds=(
                CancelledRoundLine(
                    number=1, cancelled_at="lundi 2 décembre", reason="Trop peu de votants."
                ),
            ),
        ),
    ),
    mention_title="Regard du jury",
    special_mentions=(
        SpecialMentionLine(structure="Pays de Conte", project="Former", category="Milieu rural"),
    ),
    late_admissions=(
        LateAdmissionLine(
            number="FAB-2",
            structure="Pays de Conte",
            received_at="16 h 12",
            decided_by="Dominique Fictif",
            decided_at="mardi 12 novembre",
            reason="panne du portail.",
        ),
    ),
    configuration_digest="77aa88bb" * 8,
    ballots_digest="1234abcd" * 8,
    approvals=(
        ApprovalLine(
            name="Dominique Fictif",
            capacity="présidence",
            approved_at="mercredi 4 décembre 2024 à 10 h 05",
        ),
        ApprovalLine(name="Andrée Modèle", capacity="secrétaire"),
    ),
    dated=DATED,
    sealed_at="mercredi 4 décembre 2024 à 10 h 06",
)
DOCUMENTS = {
    "attestation": lambda **look: attestation_pdf(ATTESTATION, **look),
    "receipt": lambda **look: receipt_pdf(RECEIPT, **look),
    "minutes": lambda **look: minutes_pdf(MINUTES, **look),
}
EVERY_DOCUMENT = pytest.mark.parametrize("write", DOCUMENTS.values(), ids=DOCUMENTS.keys())


def opened(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def catalogue(pdf: bytes) -> Any:
    return opened(pdf).trailer["/Root"]


def title_of(pdf: bytes) -> str | None:
    metadata = opened(pdf).metadata
    return metadata.title if metadata else None


def words(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in opened(pdf).pages)
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


@EVERY_DOCUMENT
def test_it_is_tagged_in_french_and_for_the_archive(write):
    root = catalogue(write())
    metadata = root["/Metadata"].get_data().decode()

    assert root["/Lang"] == "fr-FR"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfuaid:part>1" in metadata
    assert "<pdfaid:part>2" in metadata
    assert "<pdfaid:conformance>A" in metadata


@EVERY_DOCUMENT
def test_the_same_facts_give_the_same_bytes(write):
    assert write() == write()


@EVERY_DOCUMENT
def test_a_pale_accent_is_typeset_too(write):
    assert write(accent="#ffe14d") != write()


def test_the_attestation_says_all_that_is_signed():
    pdf = attestation_pdf(ATTESTATION)
    read = words(pdf)

    assert title_of(pdf) == (
        "Attestation de validation de dépôt de projet – Maison de l’emploi du Val-Clair"
    )
    assert len(opened(pdf).pages) == 1
    for said in (
        "Attestation de validation de dépôt de projet",
        "Dossier n° FAB-2024-0042",
        "avant le vendredi 8 novembre 2024 à 16 h 00 (heure de Paris)",
        "732 829 320 00074",
        "Je certifie être habilité·e à engager la structure.",
        "Prénom et nom",
        "Fonction",
        "Date",
        "Signature",
        "3f2a9c1e 3f2a9c1e",
        "https://trophees.example.org/attestations/FAB-2024-0042",
    ):
        assert said in read


def test_the_drawing_of_the_address_has_words():
    alternatives = [
        str(e["/Alt"]) for e in walk(opened(attestation_pdf(ATTESTATION))) if "/Alt" in e
    ]

    assert alternatives == [f"Code QR de l’adresse de vérification {ATTESTATION.verification_url}"]


def walk(reader):
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, list):
            waiting.extend(element)
        elif isinstance(element, dict):
            yield element
            if "/K" in element:
                waiting.append(element["/K"])


def test_a_signatory_that_is_known_is_printed():
    known = replace(ATTESTATION, signatory_name="Camille Exemple", signatory_position="Directrice")

    assert "Camille Exemple" in words(attestation_pdf(known))


def test_the_receipt_holds_the_answers_in_full():
    read = words(receipt_pdf(RECEIPT))

    for said in (
        "N° R-2024-000117",
        "il manque l’attestation signée",
        "Situation au mardi 5 novembre 2024 à 14 h 08",
        "après l’heure limite d’examen",
        "Une vallée. Onze communes : - A - B",
        "Sans réponse",
        "d.pdf, 412 ko",
        "trophees@example.org",
    ):
        assert said in read


def test_the_minutes_say_who_sat_what_was_counted_and_what_was_decided():
    read = words(minutes_pdf(MINUTES))

    for said in (
        "Dominique Fictif, acheteuse",
        "Registre des déports",
        "lien professionnel",
        "Lauréats ex æquo",
        "Catégorie non attribuée",
        "2 bulletins désignaient un dossier qui n’est plus devant le jury",
        "lit ces dossiers à ce titre, sans voter",
        "Tour 1 annulé le lundi 2 décembre, au motif suivant : Trop peu de votants.",
        "4 bulletins exprimés, aucune abstention, 1 bulletin annulé",
        "Une idée simple.",
        "Regard du jury",
        "panne du portail.",
        "Approuvé en ligne le mercredi 4 décembre 2024 à 10 h 05.",
        "Cachet électronique de la plateforme",
        "il ne vaut signature d’aucune personne",
        "1234abcd 1234abcd",
    ):
        assert said in read


def test_the_minutes_say_the_other_prizes_and_each_vote_that_is_no_secret():
    rural = replace(
        RURAL,
        winners=(replace(RURAL.winners[0], prize="Premier prix", gives="3 000 €"),),
        prizes=(WinnerLine(structure="Pays de Conte", project="", prize="Deuxième prix"),),
        named=(NamedBallotLine(juror="Dominique Fictif", ballot="Ville de Fable"),),
    )
    sheet = replace(MINUTES, categories=(rural,))
    read = words(minutes_pdf(sheet))

    assert "Premier prix : 3 000 €" in read
    assert "Autres prix Pays de Conte Deuxième prix" in read
    assert "Le vote n’est pas secret." in read
    assert "Dominique Fictif Ville de Fable" in read
    assert minutes_sheet(minutes_content(sheet)) == sheet


def test_the_minutes_of_a_jury_without_ballots_say_who_took_part():
    talked = replace(RURAL, talked=True, ballots_cast=2, total_title="", method="On délibère.")
    read = words(minutes_pdf(replace(MINUTES, categories=(talked,))))

    assert "sur 3 membres en droit d’y siéger, 2 ont pris part" in read
    assert "bulletins exprimés" not in read


def test_minutes_without_events_say_so():
    quiet = replace(MINUTES, recusals=(), special_mentions=(), late_admissions=(), sealed_at=None)
    read = words(minutes_pdf(quiet))

    assert "Aucun membre du jury ne s’est déporté." in read
    assert "Aucun dossier n’a été admis hors délai." in read
    assert "Le jury ne remet pas ce prix." in read
    assert "Cachet" not in read


def test_minutes_of_an_edition_without_a_special_prize_do_not_speak_of_one():
    read = words(minutes_pdf(replace(MINUTES, mention_title="", special_mentions=())))

    assert "Regard du jury" not in read
    assert "ne remet pas" not in read


def test_what_is_empty_leaves_no_hole():
    untitled = WinnerLine(structure="Ville de Fable", project="")
    entry = EntryLine(number="FAB-1", structure="Ville de Fable", project="")
    rural = replace(RURAL, winners=(untitled,), entries=(entry,))
    minutes = words(minutes_pdf(replace(MINUTES, place="", categories=(rural,))))
    attestation = words(attestation_pdf(replace(ATTESTATION, project_title="")))

    assert "14 h 00 (heure de Paris)." in minutes
    assert "Ville de Fable," not in minutes
    assert "Projet" not in attestation


def test_a_title_that_says_its_programme_is_printed_alone():
    sheet = replace(MINUTES, trophy_title="Prix minimal", edition_title="Prix minimal 2026")

    assert "Prix minimal · Prix" not in words(minutes_pdf(sheet))


def test_minutes_are_read_back_from_what_is_stored():
    assert minutes_sheet(minutes_content(MINUTES)) == MINUTES


def test_markup_in_a_title_is_only_a_title():
    sheet = replace(ATTESTATION, project_title=MARKUP, structure_name=MARKUP)

    assert words(attestation_pdf(sheet)).count(MARKUP) == 2


def test_ten_thousand_characters_are_printed_to_the_last():
    sheet = replace(ATTESTATION, project_title="mot " * 2500 + "x" * 10_000 + "fin")
    read = words(attestation_pdf(sheet))

    assert read.count("mot ") == 2500
    assert len(re.findall("x", re.sub(r".*mot ", "", read))) >= 10_000


def test_what_the_typefaces_lack_becomes_a_square_and_is_told():
    read = words(attestation_pdf(replace(ATTESTATION, project_title="Le du 漢字\x07")))

    assert "Le du □□" in read
    assert "Un carré (□) remplace chaque signe" in read
    assert "Un carré" not in words(attestation_pdf(ATTESTATION))


def test_an_emoji_is_printed_by_its_french_name():
    read = words(attestation_pdf(replace(ATTESTATION, project_title="Le 😀 du 👩‍🎓 ❤️")))

    assert "Le [visage rieur] du [étudiante] [cœur rouge]" in read.replace("\n", " ")
    assert "Un carré" not in read


@pytest.mark.parametrize("sign", ["☺", "☺\ufe0f", "©", "→", "★"])
def test_a_sign_that_the_typefaces_have_is_printed_as_it_is(sign):
    assert printable(sign) == sign[0]


@settings(max_examples=40, deadline=None)
@example("e\u0301\u0302 a\u0327 \ufe0f\u200d\u202e fl\u0131\u0307 \u0410\u0306")
@given(st.text(max_size=200))
def test_no_text_stops_a_receipt(text):
    answers = (AnsweredSection(title=text, answers=(Answered(question=text, answer=text),)),)

    assert receipt_pdf(replace(RECEIPT, sections=answers)).startswith(b"%PDF-")


def test_an_address_is_never_cut_by_hidden_characters():
    address = "https://exemple.test/" + "une-page/" * 12

    assert printable(address) == address


def test_an_endless_word_can_be_broken():
    assert printable("x" * 50) == "x" * 20 + "\u200b" + "x" * 20 + "\u200b" + "x" * 10


def test_a_date_without_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        attestation_pdf(replace(ATTESTATION, dated=DATED.replace(tzinfo=None)))


def test_a_siret_is_spaced_and_anything_else_left_alone():
    assert spaced_siret("732 829 32000074").split() == ["732", "829", "320", "00074"]
    assert spaced_siret("W751234567") == "W751234567"
