from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from laureat.configuration.content import digest_of_definition
from laureat.configuration.definition import Outcomes, PluginUse, WinScope
from laureat.configuration.load import load_edition
from laureat.domain.vocabulary import ApplicantKind
from tests.unit.configuration.files import (
    FILE,
    HOST,
    SMALLEST,
    changed,
    faults,
    loaded,
    spoken,
)

PARIS = ZoneInfo("Europe/Paris")


def test_the_smallest_edition_is_whole():
    definition = loaded().definition

    assert definition.programme == "prix"
    assert definition.applicants.kind is ApplicantKind.PERSON
    assert definition.calendar.deposit_closes.at == datetime(2026, 11, 6, 16, tzinfo=PARIS)
    assert definition.jury.conflicts == (PluginUse(plugin="declared-interest", article="1"),)
    assert definition.recognition is None
    assert definition.attestation is None
    assert definition.special_mention is None
    assert not definition.reclassification.allowed
    assert definition.outcomes == Outcomes(
        joint_laureates=False,
        not_awarded=False,
        one_win=WinScope.NONE,
        special_mention_counts=False,
        article="1",
    )


def test_deadlines_left_unsaid_are_the_deposit_s():
    calendar = loaded().definition.calendar

    assert calendar.attestation_due == calendar.deposit_closes
    assert calendar.examined_until == calendar.deposit_closes


def test_the_digest_is_of_what_is_said_not_of_how():
    same = changed(("title: Le Prix,", "title: 'Le Prix',"))

    assert loaded(same).digest == loaded().digest == digest_of_definition(loaded().definition)
    assert loaded(changed(("quorum: 2", "quorum: 3"))).digest != loaded().digest


def test_an_instant_may_stand_alone():
    alone = changed(('{at: 2026-09-01T09:00, article: "1"}', "2026-09-01T09:00"))

    assert loaded(alone).definition.calendar.opens.article is None


@pytest.mark.parametrize("written", ['"4.10"', "4.10", "'4.10'"])
def test_an_article_keeps_its_zeros_with_or_without_quotes(written):
    text = changed(('per_category: 1, article: "1"', f"per_category: 1, article: {written}"))

    assert loaded(text).definition.limits.article == "4.10"


def test_no_limit_in_the_edition_is_written_null():
    text = changed(("per_category: 1,", "per_edition: null,"))

    assert loaded(text).definition.limits.per_edition is None


ONE_EACH = (
    "12: limits.per_category: un candidat ne présente qu'un dossier par catégorie : la base de "
    "données elle-même y veille. Remède : écrivez 1, ou retirez la ligne ; pour admettre plus de "
    "projets, ouvrez plus de catégories."
)

WRONG = [
    *(
        pytest.param(
            ("per_category: 1,", f"per_category: {written},"),
            [ONE_EACH],
            id=f"a limit of {written}",
        )
        for written in ("2", "null", "true", "0")
    ),
    pytest.param(
        ("contact:", "contcat:"),
        [
            "1: contact: cette clé est obligatoire. Remède : ajoutez-la, avec sa valeur.",
            (
                "3: contcat: la clé « contcat » n'existe pas ici. Remède : vouliez-vous écrire "
                "« contact » ? Clés possibles : format, programme, edition, contact, calendar, "
                "applicants, limits, categories, eligibility, recognition, form, attestation, "
                "reclassification, jury, outcomes, special_mention, prizes, regulation, "
                "acknowledgements."
            ),
        ],
        id="a misspelt block",
    ),
    pytest.param(
        ("kind: person, identity", "kind: personne, identity"),
        [
            (
                "11: applicants.kind: « personne » n'est pas un mot connu ici. Remède : "
                "vouliez-vous "
                "écrire « person » ? Mots possibles : structure, person, team."
            )
        ],
        id="a word of a closed list",
    ),
    *(
        pytest.param(
            ("kind: person, identity: email", f"kind: {kind}, identity: {identity}"),
            [
                (
                    f"11: applicants.identity: un candidat de nature {kind} n'est pas identifié "
                    f"par « {identity} ». Remède : écrivez {possible}, ou changez `kind`."
                )
            ],
            id=f"a {kind} known by {identity}",
        )
        for kind, identity, possible in (
            ("person", "siret", "email ou name"),
            ("team", "siren", "name"),
            ("team", "email", "name"),
            ("structure", "name", "siret ou siren"),
        )
    ),
    pytest.param(
        ("plugin: within-calendar", "plugin: within-calender"),
        [
            (
                "17: eligibility[within-calender].plugin: aucun plugin « within-calender » n'est "
                "installé pour l'éligibilité. Remède : vouliez-vous écrire « within-calendar » ? "
                f"Sinon, choisissez parmi : {', '.join(HOST.names('laureat.eligibility'))}."
            )
        ],
        id="a misspelt plugin",
    ),
    pytest.param(
        ("plugin: within-calendar", "plugin: 12"),
        [
            (
                "17: eligibility[1].plugin: aucun plugin « 12 » n'est installé pour "
                "l'éligibilité. Remède : choisissez parmi : "
                f"{', '.join(HOST.names('laureat.eligibility'))}."
            )
        ],
        id="a plugin named by a number",
    ),
    pytest.param(
        ("{tie_rule: jury_decides}", "{tie_rul: jury_decides}"),
        [
            (
                "33: jury.vote.tally.options.tie_rul: Cette option n'existe pas. Remède : "
                "corrigez-la "
                "ou retirez-la. Options admises : no_award_option, tie_rule."
            ),
            (
                "33: jury.vote.tally.options.tie_rule: Cette option est obligatoire. "
                "Remède : ajoutez-la."
            ),
        ],
        id="options of a plugin",
    ),
    pytest.param(
        ("2026-11-06T16:00", "2026-11-06T24:00"),
        [
            (
                "7: calendar.deposit_closes.at: « 2026-11-06T24:00 » désigne deux instants : le "
                "début ou la fin du vendredi 6 novembre 2026. Remède : écrivez "
                "2026-11-06T23:59:59 pour sa fin, dans la nuit du vendredi au samedi, ou "
                "2026-11-06T00:00 pour son début, dans la nuit du jeudi au vendredi."
            )
        ],
        id="midnight",
    ),
    pytest.param(
        ("Europe/Paris", "Europe/Pariss"),
        [
            (
                "5: calendar.time_zone: « Europe/Pariss » n'est pas un fuseau horaire connu. "
                "Remède : "
                "vouliez-vous écrire « Europe/Paris » ?"
            ),
            *(
                f"{line}: calendar.{name}.at: l'heure ne peut pas être lue sans fuseau horaire. "
                "Remède : corrigez d'abord calendar.time_zone."
                for line, name in enumerate(
                    ("opens", "deposit_closes", "jury_opens", "jury_closes", "results"), 6
                )
            ),
        ],
        id="a time zone",
    ),
    pytest.param(
        ("joint_laureates: false", "joint_laureates: non"),
        [
            (
                "34: outcomes.joint_laureates: « non » n'est ni true ni false. Remède : écrivez "
                "true "
                "(oui) ou false (non)."
            )
        ],
        id="a French boolean",
    ),
    pytest.param(
        ("slug: terre", "slug: bois"),
        [
            (
                "15: categories[bois].slug: « bois » nomme déjà une autre catégorie (ligne 14). "
                "Remède : donnez-lui un autre nom, ou retirez l'une des deux."
            )
        ],
        id="two categories of one name",
    ),
    pytest.param(
        ("characters: 80}", "characters: 80, categories: [bios]}"),
        [
            (
                "22: form[objet].questions[nom].categories[0]: aucune catégorie ne s'appelle « "
                "bios ». "
                "Remède : vouliez-vous écrire « bois » ? Catégories du fichier : bois, terre."
            )
        ],
        id="a question of an unknown category",
    ),
    pytest.param(
        ("kind: text, characters: 80", "kind: number, characters: 80"),
        [
            (
                "22: form[objet].questions[nom].characters: « characters » n'a pas de sens pour "
                "une "
                "question de type number. Remède : retirez cette clé, ou changez `kind` "
                "(possible avec "
                ": long_text, text)."
            )
        ],
        id="a limit of the wrong kind",
    ),
    pytest.param(
        ("kind: text, characters: 80", "kind: choice"),
        [
            (
                "22: form[objet].questions[nom].choices: il faut au moins deux réponses possibles. "
                "Remède : listez-les sous `choices`."
            )
        ],
        id="a choice without choices",
    ),
    pytest.param(
        ("kind: text, characters: 80", "kind: number, minimum: 10, maximum: 2"),
        [
            (
                "22: form[objet].questions[nom].maximum: 2 est avant le minimum, 10. "
                "Remède : échangez les deux valeurs."
            )
        ],
        id="limits that cross",
    ),
    pytest.param(
        ("kind: text, characters: 80", "kind: date, maximum: demain"),
        [
            (
                "22: form[objet].questions[nom].maximum: « demain » n'est pas une limite de ce "
                "type. "
                "Remède : écrivez une date : 2026-12-31."
            )
        ],
        id="a limit that is no date",
    ),
    pytest.param(
        ("name: nom", "name: Nom de l'objet"),
        [
            (
                "22: form[objet].questions[Nom de l'objet].name: « Nom de l'objet » n'est pas un "
                "nom de "
                "question. Remède : commencez par une lettre ; minuscules sans accent, chiffres "
                "et _ : "
                "intitule_projet."
            )
        ],
        id="the name of a question",
    ),
    pytest.param(
        ("slug: prix,", "slug: Le Prix,"),
        [
            (
                "1: programme.slug: « Le Prix » n'est pas un nom court. Remède : employez des "
                "minuscules sans accent, des chiffres et des tirets : achat-milieu-rural."
            )
        ],
        id="a slug",
    ),
    pytest.param(
        ("title: La terre,", "title: La terre, l'eau,"),
        [
            (
                "15: categories[terre].l'eau: la clé « l'eau » n'existe pas ici. Remède : "
                "retirez-la. "
                "Clés possibles : slug, title, description, article, eligibility."
            )
        ],
        id="a comma in braces",
    ),
    pytest.param(
        ("summary: Un prix.", "summary: ''"),
        [
            (
                "2: edition.summary: cette clé n'a pas de valeur. Remède : écrivez sa valeur, ou "
                "retirez la ligne."
            )
        ],
        id="an empty text",
    ),
    pytest.param(
        ("quorum: 2", "quorum: deux"),
        [
            (
                "32: jury.vote.quorum: « deux » n'est pas un nombre entier. Remède : écrivez des "
                "chiffres seulement, sans espace ni guillemets."
            )
        ],
        id="a number in words",
    ),
    pytest.param(
        ("quorum: 2", "quorum: 0"),
        ["32: jury.vote.quorum: 0 est hors des bornes. Remède : choisissez de 1 à 1000."],
        id="a number out of bounds",
    ),
    pytest.param(
        ("email: prix@exemple.org", "email: Prix <prix@exemple.org>"),
        [
            (
                "3: contact.email: « Prix <prix@exemple.org> » n'est pas une adresse électronique. "
                "Remède : écrivez-la seule, sans nom ni chevrons : contact@exemple.org."
            )
        ],
        id="a mail address",
    ),
    pytest.param(
        ('article: "1"}\nlimits', 'article: "article 1 du règlement"}\nlimits'),
        [
            (
                "11: applicants.article: « article 1 du règlement » n'est pas un numéro d'article. "
                'Remède : écrivez seulement son numéro, entre guillemets : "4.3".'
            )
        ],
        id="an article in words",
    ),
    pytest.param(
        ("description: Toute personne.,", "description: Toute personne., structure_kinds: [],"),
        [],
        id="an empty list is nothing",
    ),
    pytest.param(
        ("eligibility:\n  - {plugin", "eligibility:\n  {plugin"),
        [
            (
                "16: eligibility: il faut ici une liste. Remède : écrivez un élément par ligne, "
                "chacun "
                "précédé d'un tiret."
            )
        ],
        id="a block for a list",
    ),
    pytest.param(
        ("contact: {name: Secrétariat, email: prix@exemple.org}", "contact: prix@exemple.org"),
        [
            (
                "3: contact: il faut ici un bloc de clés. Remède : écrivez une clé par ligne, "
                "décalée de "
                "deux espaces : « clé: valeur »."
            )
        ],
        id="a text for a block",
    ),
    pytest.param(
        ("title: Règlement", "title: [Règlement]"),
        [
            (
                "36: regulation.title: il faut ici un texte, et non une liste. Remède : mettez "
                "le texte "
                "entre guillemets."
            )
        ],
        id="a list for a text",
    ),
    pytest.param(
        (
            "{plugin: within-calendar,",
            (
                "{plugin: low-population-territory, options: "
                "{commune_max: 2, departement_below: 3, population_vintage: 2023},"
            ),
        ),
        [
            "17: eligibility[low-population-territory]: cette règle lit le territoire, et rien "
            "ne le "
            f"demande dans « {category} ». Remède : ajoutez au formulaire une question de type "
            "territory."
            for category in ("bois", "terre")
        ],
        id="a rule that reads what is not asked",
    ),
    pytest.param(
        (
            "description: Toute personne.,",
            "description: P., structure_kinds: [{value: a, label: A}],",
        ),
        [
            (
                "11: applicants.structure_kinds: les types de structure n'ont pas de sens pour des "
                "candidats « person ». Remède : retirez cette liste, ou écrivez `kind: structure`."
            )
        ],
        id="kinds of structure for persons",
    ),
    pytest.param(
        (
            "regulation:",
            "prizes: [{slug: or, title: Or, categories: [boi]}]\nregulation:",
        ),
        [
            (
                "35: prizes[or].categories[0]: aucune catégorie ne s'appelle « boi ». Remède : "
                "vouliez-vous écrire « bois » ? Catégories du fichier : bois, terre."
            )
        ],
        id="a prize of no category",
    ),
    pytest.param(
        (
            "regulation:",
            "prizes: [{slug: or, title: Or}, {slug: or, title: Argent}]\nregulation:",
        ),
        [
            (
                "35: prizes[or].slug: « or » nomme déjà un autre prix (ligne 35). Remède : "
                "donnez-lui un autre nom, ou retirez l'un des deux."
            )
        ],
        id="two prizes of one name",
    ),
]


@pytest.mark.parametrize(("change", "messages"), WRONG)
def test_a_wrong_file_says_the_line_the_path_and_the_remedy(change, messages):
    told = [spoken(str(fault)).removeprefix(f"{FILE}:") for fault in faults(changed(change))]

    assert told == messages


def test_all_faults_are_told_at_once():
    text = changed(
        ("kind: person", "kind: personne"),
        ("quorum: 2", "quorum: 0"),
        ("plugin: within-calendar", "plugin: nowhere"),
        ("slug: terre", "slug: bois"),
    )

    assert [fault.line for fault in faults(text)] == [11, 15, 17, 32]


@pytest.mark.parametrize("text", ["", "- a\n", "just words", "12"])
def test_a_file_without_keys_says_how_to_begin(text):
    assert [fault.line for fault in faults(text)] == [1]
    assert "commencez par" in faults(text)[0].remedy


PROGRAMME = """\
programme: {slug: prix, title: Le Prix, short_title: Prix}
contact: {name: Secrétariat, email: prix@exemple.org}
jury:
  vote: {quorum: 5}
special_mention: {title: Coup de cœur, description: Un de plus., article: "1"}
"""


def two_files(tmp_path, edition, programme=PROGRAMME):
    path = tmp_path / "2026.yaml"
    path.write_text(edition, encoding="utf-8")
    path.with_name("programme.yaml").write_text(programme, encoding="utf-8")
    return path


def without(text, *starts):
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(starts))


def test_an_edition_is_laid_over_its_programme(tmp_path):
    path = two_files(tmp_path, without(SMALLEST, "programme", "contact"))

    edition = load_edition(path, plugins=HOST)

    assert edition.definition.contact.email == "prix@exemple.org"
    assert edition.definition.jury.quorum == 2
    assert edition.overrides == ("jury.vote.quorum",)
    assert edition.definition.special_mention is not None
    assert edition.source.place(("contact", "email")) == (f"{tmp_path}/programme.yaml", 2)
    assert edition.source.place(("jury", "vote", "quorum")) == (f"{path}", 30)


def test_null_takes_a_block_of_the_programme_away(tmp_path):
    edition = without(SMALLEST, "programme", "contact") + "special_mention: null\n"

    assert (
        load_edition(two_files(tmp_path, edition), plugins=HOST).definition.special_mention is None
    )


def test_a_fault_names_the_file_where_it_is_written(tmp_path):
    broken = PROGRAMME.replace("name: Secrétariat", "nom: Secrétariat")
    path = two_files(tmp_path, without(SMALLEST, "programme", "contact"), broken)

    with pytest.raises(Exception, match=r"programme\.yaml:2: contact\.nom"):
        load_edition(path, plugins=HOST)


def test_the_programme_is_described_once(tmp_path):
    with pytest.raises(Exception, match="le programme est déjà décrit dans"):
        load_edition(two_files(tmp_path, SMALLEST), plugins=HOST)
