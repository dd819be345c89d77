"""Editions as files: the smallest that is whole, and the same with one thing changed."""

from pathlib import Path

from laureat.configuration.faults import BrokenConfiguration, Fault
from laureat.configuration.lint import LintReport, lint_edition
from laureat.configuration.load import EditionFiles, LoadedEdition, load_files
from laureat.plugin_host import PluginHost

HOST = PluginHost.discover()
FILE = "edition.yaml"
ROOT = Path(__file__).parents[3]

SMALLEST = """\
programme: {slug: prix, title: Le Prix, short_title: Prix}
edition: {slug: "2026", title: Le Prix 2026, season: "26", summary: Un prix., description: Un prix.}
contact: {name: Secrétariat, email: prix@exemple.org}
calendar:
  time_zone: Europe/Paris
  opens: {at: 2026-09-01T09:00, article: "1"}
  deposit_closes: {at: 2026-11-06T16:00, article: "1"}
  jury_opens: {at: 2026-11-16T09:00, article: "1"}
  jury_closes: {at: 2026-11-27T18:00, article: "1"}
  results: {at: 2026-12-07T18:00, article: "1"}
applicants: {kind: person, identity: email, description: Toute personne., article: "1"}
limits: {per_category: 1, article: "1"}
categories:
  - {slug: bois, title: Le bois, description: Du bois., article: "1"}
  - {slug: terre, title: La terre, description: De la terre., article: "1"}
eligibility:
  - {plugin: within-calendar, article: "1"}
form:
  - slug: objet
    title: L'objet
    questions:
      - {name: nom, label: Nom, kind: text, characters: 80}
jury:
  composition: Trois artisans.
  article: "1"
  recusal:
    article: "1"
    interest_statement: Connaissez-vous un candidat ?
    conflicts: [{plugin: declared-interest, article: "1"}]
  vote:
    article: "1"
    quorum: 2
    tally: {plugin: plurality, article: "1", options: {tie_rule: jury_decides}}
outcomes: {joint_laureates: false, not_awarded: false, article: "1"}
regulation:
  title: Règlement
  clauses:
    - article: "1"
      title: Tout
      text: |
        Le bois et la terre. Le quorum est de deux ; chacun donne une voix, la majorité l'emporte.
        Écrire à prix@exemple.org. Un lien de moins de trois ans ferme la catégorie.
    - article: "2"
      title: Données
      enforced: false
      text: |
        Le responsable du traitement emploie les réponses afin d'organiser le prix, sur la base de
        l'exécution du règlement, avec un sous-traitant, et les conserve un an. Droits d'accès, de
        rectification, d'effacement, de limitation, d'opposition, de portabilité ; CNIL.
"""


def changed(*changes: tuple[str, str]) -> str:
    """Give the smallest edition with some words replaced by others."""
    text = SMALLEST
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def loaded(text: str = SMALLEST) -> LoadedEdition:
    """Load the text of a file."""
    return load_files(EditionFiles(edition=text), plugins=HOST, names=(FILE, ""))


def faults(text: str) -> list[Fault]:
    """Load the text of a file that is wrong."""
    try:
        loaded(text)
    except BrokenConfiguration as broken:
        return list(broken.faults)
    return []


def report(text: str = SMALLEST) -> LintReport:
    """Lint the text of a file."""
    return lint_edition(loaded(text), plugins=HOST)


def found(text: str) -> list[str]:
    """Name what the linter finds in the text of a file."""
    return sorted(one.name for one in report(text).open)


def spoken(text: str) -> str:
    """Give a sentence with the spaces and apostrophes of a keyboard, to compare it."""
    for typeset, typed in (("\u00a0", " "), ("\u202f", " "), ("’", "'")):
        text = text.replace(typeset, typed)
    return text
