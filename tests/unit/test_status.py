"""The status sentence says what is done, what is missing and until when, in the reader's words."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask_babel import Babel, force_locale

from laureat.domain.candidature_states import CandidatureState
from laureat.domain.status import GIVEN, SAID, Act, StatusFacts, candidature_status
from laureat.domain.vocabulary import DistinctionKind
from laureat.web.presentation import say

CLOSES = datetime(2024, 11, 8, 22, 59, 59, tzinfo=UTC)
EXAMINED = datetime(2024, 11, 8, 15, 0, tzinfo=UTC)
RESULTS = datetime(2024, 12, 9, 17, 0, tzinfo=UTC)
EARLY = CLOSES - timedelta(days=3, hours=1)
UNTIL = (
    "Il reste 3 jours, jusqu’au vendredi 8 novembre 2024 à 23 h 59 (heure de Paris). Pour que le"
    " jury examine votre dossier de droit, il doit être pris en compte au plus tard le vendredi 8"
    " novembre 2024 à 16 h 00 (heure de Paris)."
)
S = CandidatureState


def status(state, *, now=EARLY, **facts):
    return candidature_status(
        StatusFacts(
            state=state,
            now=now,
            time_zone="Europe/Paris",
            deposit_closes=CLOSES,
            attestation_due=CLOSES,
            examined_until=EXAMINED,
            results_at=RESULTS,
            **facts,
        )
    )


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_every_state_has_its_sentence():
    assert set(SAID) == set(CandidatureState)
    assert set(GIVEN) == set(DistinctionKind)


@pytest.mark.parametrize(
    ("said", "act", "sentence", "missing"),
    [
        (
            status(S.DRAFT, missing_answers=1),
            Act.WRITE,
            f"Votre dossier n’est pas encore déposé : il reste 1 réponse à écrire. {UNTIL}",
            ("1 réponse à écrire",),
        ),
        (
            status(S.DRAFT, missing_answers=4, wrong_answers=1),
            Act.WRITE,
            (
                "Votre dossier n’est pas encore déposé : il reste 4 réponses à écrire et 1 réponse"
                f" à corriger. {UNTIL}"
            ),
            ("4 réponses à écrire", "1 réponse à corriger"),
        ),
        (
            status(S.DRAFT, wrong_answers=2),
            Act.WRITE,
            f"Votre dossier n’est pas encore déposé : il reste 2 réponses à corriger. {UNTIL}",
            ("2 réponses à corriger",),
        ),
        (
            status(S.DRAFT),
            Act.REVIEW,
            (
                "Votre dossier est complet mais pas encore déposé : relisez-le, puis déposez-le."
                f" {UNTIL}"
            ),
            ("le dépôt du dossier",),
        ),
        (
            status(S.DRAFT, now=CLOSES + timedelta(seconds=1)),
            Act.NONE,
            "Ce brouillon n’a pas été déposé avant la clôture : il ne compte pas.",
            (),
        ),
        (
            status(S.SUBMITTED),
            Act.RETURN_ATTESTATION,
            (
                "Votre candidature n’est pas encore prise en compte : il manque l’attestation"
                f" signée. {UNTIL}"
            ),
            ("l’attestation signée",),
        ),
        (
            status(S.SUBMITTED, refusal="la page est illisible"),
            Act.RETURN_ATTESTATION,
            (
                "L’attestation retournée n’a pas pu être acceptée : la page est illisible."
                f" Retournez-en une nouvelle. {UNTIL}"
            ),
            ("l’attestation signée",),
        ),
        (
            status(S.SUBMITTED, now=CLOSES + timedelta(seconds=1)),
            Act.NONE,
            (
                "Votre candidature n’est pas prise en compte : l’attestation signée n’a pas été"
                " reçue avant le vendredi 8 novembre 2024 à 23 h 59 (heure de Paris)."
            ),
            (),
        ),
        (
            status(S.REGISTERED, registered_at=EXAMINED),
            Act.NONE,
            (
                "Votre candidature est prise en compte depuis le vendredi 8 novembre 2024 à 16 h 00"
                " (heure de Paris). Vous n’avez rien d’autre à faire pour le moment."
            ),
            (),
        ),
        (
            status(S.REGISTERED, registered_at=EXAMINED + timedelta(seconds=1)),
            Act.NONE,
            (
                "Votre candidature est prise en compte depuis le vendredi 8 novembre 2024 à 16 h 00"
                " (heure de Paris). Elle est arrivée après le vendredi 8 novembre 2024 à 16 h 00"
                " (heure de Paris) : le jury ne l’examinera que si l’organisateur le décide."
            ),
            (),
        ),
        (
            status(S.REGISTERED, registered_at=EARLY, changed=True),
            Act.SUBMIT_CHANGES,
            (
                "Votre candidature est prise en compte depuis le mardi 5 novembre 2024 à 22 h 59"
                " (heure de Paris), mais vos dernières modifications ne sont pas déposées : les"
                " déposer demandera une nouvelle attestation signée. Il reste 3 jours, jusqu’au"
                " vendredi 8 novembre 2024 à 23 h 59 (heure de Paris)."
            ),
            (),
        ),
        (
            status(S.REGISTERED, registered_at=EARLY, unmet=("1.2",)),
            Act.NONE,
            (
                "Votre candidature est prise en compte depuis le mardi 5 novembre 2024 à 22 h 59"
                " (heure de Paris). En l’état, le dossier ne remplit pas la condition de l’article"
                " 1.2. L’organisateur décidera s’il est transmis au jury."
            ),
            (),
        ),
        (
            status(
                S.REGISTERED,
                now=CLOSES + timedelta(days=1),
                registered_at=EARLY,
                unmet=("1.2", "2.3", ""),
            ),
            Act.NONE,
            (
                "Votre candidature est prise en compte depuis le mardi 5 novembre 2024 à 22 h 59"
                " (heure de Paris). En l’état, le dossier ne remplit pas les conditions des"
                " articles 1.2, 2.3. L’organisateur décidera s’il est transmis au jury."
            ),
            (),
        ),
        (
            status(S.DRAFT, unmet=("",)),
            Act.REVIEW,
            (
                "Votre dossier est complet mais pas encore déposé : relisez-le, puis déposez-le."
                " En l’état, le dossier ne remplit pas une condition du règlement. Voyez pourquoi à"
                " la relecture. Vous pouvez le déposer tel quel : l’organisateur décidera alors"
                f" s’il est transmis au jury. {UNTIL}"
            ),
            ("le dépôt du dossier",),
        ),
        (
            status(S.ADMITTED),
            Act.NONE,
            (
                "Votre candidature est transmise au jury. Les résultats seront proclamés le lundi 9"
                " décembre 2024 à 18 h 00 (heure de Paris)."
            ),
            (),
        ),
        (
            status(S.ADMITTED, now=RESULTS),
            Act.NONE,
            (
                "Votre candidature est transmise au jury. La proclamation des résultats, prévue le"
                " lundi 9 décembre 2024 à 18 h 00 (heure de Paris), n’a pas encore eu lieu."
            ),
            (),
        ),
        (
            status(S.ADMITTED, now=RESULTS, proclaimed=True),
            Act.SEE_RESULTS,
            "Les résultats sont proclamés : votre projet n’est pas distingué cette année.",
            (),
        ),
        (
            status(
                S.ADMITTED,
                now=RESULTS,
                proclaimed=True,
                category="Milieu rural",
                mention="Coup de cœur",
                distinctions=(DistinctionKind.JOINT_LAUREATE, DistinctionKind.SPECIAL_MENTION),
            ),
            Act.SEE_RESULTS,
            (
                "Votre projet est lauréat ex æquo dans la catégorie « Milieu rural ». Votre projet"
                " reçoit le prix « Coup de cœur »."
            ),
            (),
        ),
        (
            status(S.SUBMITTED, now=EXAMINED + timedelta(minutes=1)),
            Act.RETURN_ATTESTATION,
            (
                "Votre candidature n’est pas encore prise en compte : il manque l’attestation"
                " signée. Il reste 7 heures, jusqu’au vendredi 8 novembre 2024 à 23 h 59 (heure de"
                " Paris). Passé le vendredi 8 novembre 2024 à 16 h 00 (heure de Paris), le jury"
                " n’examine un dossier que si l’organisateur le décide."
            ),
            ("l’attestation signée",),
        ),
        (
            status(S.INADMISSIBLE, reason="Hors délai"),
            Act.NONE,
            "Votre candidature a été jugée irrecevable : Hors délai.",
            (),
        ),
        (
            status(S.INELIGIBLE),
            Act.NONE,
            "Votre candidature a été jugée inéligible.",
            (),
        ),
        (
            status(S.WITHDRAWN),
            Act.NONE,
            "Votre candidature est retirée. Elle est conservée et ne compte plus.",
            (),
        ),
    ],
)
def test_a_dossier_says_where_it_stands(said, act, sentence, missing):
    assert (plain(said.sentence), said.missing, said.act) == (sentence, missing, act)


def test_an_english_reader_reads_it_in_english():
    app = Flask("laureat.app")
    Babel(app, default_locale="fr", default_translation_directories="web/translations")
    said = status(S.SUBMITTED)

    with app.test_request_context(), force_locale("en"):
        assert say(*said.phrases) == (
            "Your entry is not registered yet: the signed certificate is missing. 3 days left,"
            " until Friday 8 November 2024 at 23:59 (Paris time). For the jury to examine your"
            " entry as of right, it must be registered by Friday 8 November 2024 at 16:00 (Paris"
            " time)."
        )
        assert [say(one) for one in said.lacks] == ["the signed certificate"]


def test_what_is_to_write_and_to_correct_is_counted_in_english():
    app = Flask("laureat.app")
    Babel(app, default_locale="fr", default_translation_directories="web/translations")
    said = status(S.DRAFT, missing_answers=1, wrong_answers=2)

    with app.test_request_context(), force_locale("en"):
        assert say(said.phrases[0]) == (
            "Your entry is not submitted yet: 1 answer to write and 2 answers to correct."
        )
