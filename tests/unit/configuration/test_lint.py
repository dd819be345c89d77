import pytest

from laureat.configuration.lint import Severity, lint_definition
from tests.unit.configuration.files import SMALLEST, changed, found, loaded, report, spoken

STRUCTURE = (
    "kind: person, identity: email, description: Toute personne.",
    "kind: structure, identity: siret, description: Toute structure.",
)


def clause(*lines):
    """Add sentences to the article 1."""
    text = "\n        ".join(lines)
    return ("Écrire à prix@exemple.org.", f"Écrire à prix@exemple.org.\n        {text}\n       ")


def test_the_smallest_edition_has_nothing_to_say():
    assert found(SMALLEST) == []


@pytest.mark.parametrize(
    ("sentences", "names"),
    [
        (
            [
                "Les dossiers sont reçus jusqu'au 6 novembre 2026 à 16h.",
                "Les candidatures parvenues au plus tard le 6 novembre 2026 à 18h comptent.",
            ],
            ["contradictory-deadlines#1"],
        ),
        (
            [
                "Dépôt des dossiers au plus tard le 6 novembre 2026 à 16h.",
                "Les dossiers sont attendus jusqu'au vendredi 6 novembre 2026.",
            ],
            ["deadline-without-hour#1"],
        ),
        (
            ["Dépôt des dossiers au plus tard le jeudi 6 novembre 2026 à 16h."],
            ["wrong-weekday#1"],
        ),
        (
            ["Dépôt des dossiers au plus tard le 7 novembre 2026 à 16h."],
            ["calendar-differs-from-article#calendar.deposit_closes"],
        ),
        (
            ["Les résultats seront annoncés le 8 décembre 2026."],
            ["calendar-differs-from-article#calendar.results"],
        ),
        (["Les résultats seront annoncés le 7 décembre 2026."], []),
        (
            ["Le jury se réunira fin novembre 2026."],
            ["calendar-differs-from-article#calendar.jury_opens"],
        ),
        (["Le jury se réunira mi-novembre 2026 puis fin novembre 2026."], []),
        (["Le dépôt des dossiers est ouvert du 1er septembre 2026 au 6 novembre 2026 à 16h."], []),
        (
            ["Les dossiers se déposent du 2 septembre 2026 au 6 novembre 2026 à 16h."],
            ["calendar-differs-from-article#calendar.opens"],
        ),
        (["Les inscriptions sont prises jusqu'au 3 octobre 2026."], []),
        (["La loi du 6 janvier 1978 s'applique."], []),
    ],
)
def test_dates_are_read_where_they_stand(sentences, names):
    assert found(changed(clause(*sentences))) == sorted(names)


def test_midnight_is_asked_about():
    text = changed(
        clause("Dépôt des dossiers au plus tard le vendredi 6 novembre 2026 à minuit."),
        ("2026-11-06T16:00", "2026-11-06T23:59:59"),
    )

    (finding,) = report(text).open

    assert finding.name == "ambiguous-midnight#1"
    assert spoken(finding.sentence) == (
        "L'article 1 dit « vendredi 6 novembre 2026 à minuit », ce qui désigne aussi bien vendredi "
        "6 novembre 2026 à 0 h 00 (heure de Paris) que samedi 7 novembre 2026 à 0 h 00 (heure de "
        "Paris)."
    )


STATEMENTS = (
    "regulation:\n  title: Règlement\n",
    (
        "regulation:\n  title: Règlement\n"
        "  statements:\n    - {article: '1', about: ABOUT, text: TEXT}\n"
    ),
)


def stated(about, text, *sentences):
    inside = changed(clause(*sentences), STATEMENTS)
    return inside.replace("ABOUT", about).replace("TEXT", text)


def test_a_statement_says_what_a_date_is_about():
    sentence = "Nous fermerons le 6 novembre 2026 à 17h."

    assert found(changed(clause(sentence))) == []
    assert found(
        stated("deposit_closes", "Nous fermerons le 6 novembre 2026 à 17h.", sentence)
    ) == ["calendar-differs-from-article#calendar.deposit_closes"]


def test_a_statement_must_stand_in_its_article():
    text = stated("deposit_closes", "Le 6 novembre 2026 à 16h.", "Rien.")

    assert found(text) == ["statement-not-in-article#1.deposit_closes"]


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        (
            [("2026-09-01T09:00", "2026-12-01T09:00")],
            [
                "impossible-order#calendar.opens+calendar.deposit_closes",
                "impossible-order#calendar.opens+calendar.examined_until",
            ],
        ),
        (
            [("2026-11-27T18:00", "2026-11-16T09:00")],
            ["impossible-order#calendar.jury_opens+calendar.jury_closes"],
        ),
        (
            [("2026-12-07T18:00", "2026-11-20T18:00")],
            ["impossible-order#calendar.jury_closes+calendar.results"],
        ),
        (
            [("2026-11-16T09:00", "2026-11-02T09:00")],
            ["jury-opens-before-deposit-closes#calendar.deposit_closes+calendar.jury_opens"],
        ),
        (
            [("2026-11-06T16:00", "2026-11-08T16:00")],
            ["deadline-on-holiday#calendar.deposit_closes"],
        ),
        (
            [("2026-11-06T16:00", "2026-11-11T16:00")],
            ["deadline-on-holiday#calendar.deposit_closes"],
        ),
        ([("2026-11-06T16:00", "2026-11-11T16:00"), ("Europe/Paris", "Europe/Brussels")], []),
        (
            [("2026-11-06T16:00", "2026-11-07T10:00")],
            ["deadline-on-saturday#calendar.deposit_closes"],
        ),
        ([("2026-11-06T16:00", "2026-11-06T00:00")], ["deadline-at-night#calendar.deposit_closes"]),
        (
            [("2026-11-06T16:00", "2026-11-06T07:59")],
            ["deadline-outside-hours#calendar.deposit_closes"],
        ),
        ([("2026-11-06T16:00", "2026-11-06T08:00")], []),
        ([("2026-11-06T16:00", "2026-11-06T20:00")], []),
        (
            [("2026-11-06T16:00", "2026-11-06T22:00")],
            ["deadline-outside-hours#calendar.deposit_closes"],
        ),
        (
            [("2026-11-06T16:00", "2026-10-25T02:30+01:00")],
            [
                "deadline-at-night#calendar.deposit_closes",
                "deadline-near-clock-change#calendar.deposit_closes",
                "deadline-on-holiday#calendar.deposit_closes",
            ],
        ),
        (
            [("2026-11-06T16:00", "2026-10-25T04:30")],
            [
                "deadline-at-night#calendar.deposit_closes",
                "deadline-on-holiday#calendar.deposit_closes",
            ],
        ),
        ([("2026-11-06T16:00", "2026-11-06T23:59")], ["last-minute-lost#calendar.deposit_closes"]),
        ([("2026-11-06T16:00", "2026-11-06T23:59:59")], []),
        ([("2026-11-06T16:00", "2026-11-06T16:00:30")], ["odd-seconds#calendar.deposit_closes"]),
        (
            [('{at: 2026-09-01T09:00, article: "1"}', "2026-09-01T09:00")],
            ["rule-without-article#calendar.opens"],
        ),
        (
            [('per_category: 1, article: "1"', 'per_category: 1, article: "9"')],
            ["unknown-article#limits"],
        ),
        ([("      enforced: false\n", "")], ["clause-without-rule#2"]),
        ([("title: La terre", "title: Le bois")], ["same-category-title#terre"]),
        ([("title: La terre", "title: La pierre")], ["category-not-in-article#terre"]),
        (
            [("kind: text, characters: 80", "kind: long_text")],
            ["no-title-question#form.bois", "no-title-question#form.terre"],
        ),
        ([("quorum: 2", "quorum: 1")], ["quorum-of-one#jury.vote.quorum"]),
        ([("Le quorum est de deux ; ", "")], ["quorum-unsaid#jury.vote.quorum"]),
        (
            [("chacun donne une voix, la majorité l'emporte.", "le jury vote.")],
            ["vote-method-unsaid#1"],
        ),
        (
            [('conflicts: [{plugin: declared-interest, article: "1"}]', "conflicts: []")],
            ["no-conflict-detector#jury.recusal.conflicts"],
        ),
        (
            [("    interest_statement: Connaissez-vous un candidat ?\n", "")],
            ["no-interest-question#jury.recusal.interest_statement"],
        ),
        ([("Un lien de moins de trois ans ferme", "Un lien ferme")], ["link-undefined#1"]),
        ([("Écrire à prix@exemple.org.", "")], ["contact-unsaid#contact"]),
        (
            [("Écrire à prix@exemple.org.", "Écrire à autre@exemple.org.")],
            ["contact-differs-from-text#contact"],
        ),
        ([("et les conserve un an", "et les garde")], ["data-protection-incomplete#2"]),
        (
            [clause("Un candidat ne peut être lauréat que dans une seule catégorie.")],
            ["one-win-ignored#outcomes.one_win"],
        ),
        (
            [("outcomes: {", "outcomes: {one_win: {scope: edition, article: '1'}, ")],
            ["one-win-not-in-text#outcomes.one_win"],
        ),
        (
            [clause("Le jury peut désigner des ex aequo.")],
            ["outcomes-differ-from-text#outcomes.joint_laureates"],
        ),
        ([clause("Il ne peut y avoir d'ex æquo : aucun ex æquo n'est admis.")], []),
        (
            [clause("Le jury peut ne pas désigner de lauréat.")],
            ["outcomes-differ-from-text#outcomes.not_awarded"],
        ),
        ([clause("Un coup de cœur pourra être remis.")], ["special-mention-ignored#1"]),
        ([STRUCTURE, ("email: prix", "email: prix")], []),
        ([("description: Un prix.}", "description: Ouvert à tous.}")], []),
    ],
)
def test_each_trap_has_its_finding(changes, names):
    assert found(changed(*changes)) == sorted(names)


def recognition(terms):
    rule = '{plugin: member-or-recognised, article: "1"}'
    changes = [
        STRUCTURE,
        ("  - {plugin: within-calendar", f"  - {rule}\n  - {{plugin: within-calendar"),
    ]
    return changed(*changes) + (
        'recognition: {by: La coordination, takeover_after_days: 5, article: "1"}\n'
        if terms
        else ""
    )


def test_a_rule_that_waits_for_a_recognition_needs_its_terms():
    assert found(recognition(terms=False)) == ["recognition-without-terms#recognition"]
    assert found(recognition(terms=True)) == []


def test_a_recognition_that_no_rule_reads_is_told():
    text = SMALLEST + 'recognition: {by: Elle, takeover_after_days: 5, article: "1"}\n'

    assert found(text) == ["recognition-without-rule#recognition"]


MENTION = 'special_mention: {title: Coup de cœur, description: Un de plus., article: "1"}\n'
ONE_WIN = ("outcomes: {", "outcomes: {one_win: {scope: edition, article: '1'}, ")
ONCE = "Il n'est lauréat que dans une seule catégorie."


def test_a_special_mention_says_whether_it_counts():
    assert found(changed(ONE_WIN, clause(ONCE)) + MENTION) == [
        "special-mention-silent#special_mention"
    ]
    settled = clause(ONCE, "Le coup de cœur peut se cumuler avec un prix.")
    assert found(changed(ONE_WIN, settled) + MENTION) == []


def test_two_wordings_of_one_win_are_told():
    call = ("description: Un prix.}", "description: Il n'est récompensé que pour un seul projet.}")

    assert found(changed(ONE_WIN, clause(ONCE), call)) == [
        "one-win-scope-ambiguous#outcomes.one_win"
    ]


def test_an_attestation_may_not_be_due_after_the_examination():
    attestation = (
        "attestation: {title: Attestation, statement: [Je], instructions: Signez., article: '1'}\n"
    )
    due = (
        "  jury_opens:",
        "  attestation_due: {at: 2026-11-17T16:00, article: '1'}\n  jury_opens:",
    )

    assert found(changed(due) + attestation) == [
        "attestation-due-after-examination#calendar.attestation_due+calendar.jury_opens"
    ]
    assert found(changed(due)) == ["attestation-due-without-attestation#calendar.attestation_due"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Un candidat est lauréat une seule fois.",
        "Un candidat ne peut gagner qu'un prix.",
        "On ne reçoit le prix qu'une fois.",
        "Nul ne peut être récompensé deux fois.",
    ],
)
def test_one_win_is_read_in_several_wordings(sentence):
    assert found(changed(ONE_WIN, clause(sentence))) == []
    assert found(changed(clause(sentence))) == ["one-win-ignored#outcomes.one_win"]


def test_what_may_happen_twice_is_not_one_win():
    assert found(changed(clause("Un candidat peut être récompensé deux fois."))) == []


def test_a_category_may_be_called_like_a_mention():
    text = changed(("title: La terre", "title: Coup de cœur"), clause("Le coup de cœur, enfin."))

    assert found(text) == []


def test_a_file_that_says_nothing_of_recusal_cites_no_article_for_it():
    start = SMALLEST.index("  recusal:")
    text = SMALLEST[:start] + SMALLEST[SMALLEST.index("  vote:\n") :]

    assert found(text) == ["no-conflict-detector#jury.recusal.conflicts"]


@pytest.mark.parametrize(
    "method",
    [
        "les notes pèsent 40 % / 30 % / 30 %.",
        "the highest total wins.",
        "majorité absolue, puis majorité relative.",
    ],
)
def test_a_method_of_voting_is_read_in_several_wordings(method):
    told = ("chacun donne une voix, la majorité l'emporte.", method)

    assert found(changed(told)) == []


def test_the_title_of_an_article_says_what_its_date_is_about():
    text = changed(
        ("title: Tout\n", "title: Dépôt des dossiers\n"),
        clause("Au plus tard le 6 novembre 2026 à 17h."),
    )

    assert found(text) == ["calendar-differs-from-article#calendar.deposit_closes"]


def test_a_move_may_not_end_before_the_opening():
    moves = "reclassification: {allowed: true, until: 2026-08-20T09:00, article: '1'}\n"

    assert found(SMALLEST + moves) == ["reclassification-before-opening#reclassification.until"]


def test_a_vintage_that_the_platform_does_not_hold_is_an_error():
    rule = (
        "  - {plugin: low-population-territory, article: '1', options: "
        "{commune_max: 25000, departement_below: 250000, population_vintage: YEAR}}\n"
    )
    where = "      - {name: lieu, label: Lieu, kind: territory}\n"
    text = changed(("form:\n", f"{rule}form:\n"), ("jury:\n", f"{where}jury:\n"))

    (finding,) = report(text.replace("YEAR", "1999")).open

    assert finding.name == "vintage-not-held#eligibility.low-population-territory"
    assert finding.severity is Severity.ERROR
    assert "2023" in finding.remedy
    assert found(text.replace("YEAR", "2023")) == []


def test_more_ratings_than_the_quorum_gives_are_told():
    tally = (
        '{plugin: plurality, article: "1", options: {tie_rule: jury_decides}}',
        "{plugin: score-mean, article: '1', options: {scale: {min: 0, max: 9}, min_ratings: 3}}",
    )

    assert found(changed(tally)) == ["ratings-above-quorum#jury.vote.min_ratings"]


def test_a_move_may_not_come_after_the_votes_begin():
    moves = "reclassification: {allowed: true, until: 2026-11-20T09:00, article: '1'}\n"

    assert found(SMALLEST + moves) == ["reclassification-after-jury-opens#reclassification.until"]


WEEKDAY = changed(clause("Dépôt des dossiers au plus tard le jeudi 6 novembre 2026 à 16h."))


def acknowledged(name, **more):
    extra = "".join(f", {key}: '{value}'" for key, value in more.items())
    return WEEKDAY + f"acknowledgements: [{{finding: '{name}', resolution: Vu.{extra}}}]\n"


@pytest.mark.parametrize("name", ["wrong-weekday", "wrong-weekday#1"])
def test_what_was_settled_no_longer_stands(name):
    result = report(acknowledged(name))

    assert result.open == ()
    assert [(one.name, answer.resolution) for one, answer in result.acknowledged] == [
        ("wrong-weekday#1", "Vu.")
    ]


def test_an_answer_with_a_fingerprint_falls_with_what_it_answers():
    fingerprint = report(WEEKDAY).open[0].fingerprint
    text = acknowledged("wrong-weekday#1", fingerprint=fingerprint)

    assert found(text) == []
    assert found(text.replace("le jeudi 6", "le samedi 6")) == [
        "acknowledgement-without-finding#wrong-weekday#1",
        "wrong-weekday#1",
    ]


def test_an_answer_to_nothing_is_told():
    assert found(acknowledged("wrong-weekday#2")) == [
        "acknowledgement-without-finding#wrong-weekday#2",
        "wrong-weekday#1",
    ]


def test_a_finding_is_printed_with_its_line_and_its_remedy():
    (finding,) = report(WEEKDAY).open

    assert spoken(str(finding)) == (
        f"edition.yaml:43: erreur wrong-weekday#1 [{finding.fingerprint}]: L'article 1 dit « "
        "jeudi 6 "
        "novembre 2026 à 16h », mais ce jour est un vendredi. Un candidat qui se fie au jour de la "
        "semaine se trompe de date. Remède : corrigez le jour ou la date."
    )
    assert finding.severity is Severity.ERROR


def test_notices_do_not_block():
    result = report(changed(("quorum: 2", "quorum: 1")))

    assert result.open
    assert result.blocking == ()


def test_a_definition_without_its_file_is_examined_too():
    with_file = {one.name: one.fingerprint for one in report(WEEKDAY).open}

    without = lint_definition(loaded(WEEKDAY).definition)

    assert {one.name: one.fingerprint for one in without.open} == with_file
    assert without.open[0].line == 0


def test_a_regulation_without_articles_is_told_once():
    head = SMALLEST[: SMALLEST.index("  clauses:")]

    assert found(head) == ["regulation-without-clauses#regulation"]
