"""The two pages of a rehearsal: its report, and the palmarès as the public reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from laureat.configuration.definition import EditionDefinition
from laureat.domain.colours import ink_on, readable_ink
from laureat.domain.french import clock_time, long_date, long_instant, number
from laureat.domain.vocabulary import DISTINCTION_LABELS, DistinctionKind
from laureat.models import Palmares
from laureat.rehearsal.coverage import ClauseResult, RuleResult
from laureat.rehearsal.report import Report
from laureat.rehearsal.stage import ACCENT

NIGHT = "#15191d"
STANDINGS = {
    "held": "Tenue",
    "broken": "Non tenue",
    "not_exercised": "Non éprouvée",
    "out_of_reach": "Hors d’atteinte",
}
CLAUSE_STANDINGS = {
    "rules_held": "Règles citant cet article : tenues",
    "rules_broken": "Règles citant cet article : pas toutes tenues",
    "rules_not_all_tried": "Règles citant cet article : pas toutes éprouvées",
    "no_rule": "Aucune règle ne s’y rattache",
}
LETTERS = {
    "attestation-received": "Attestation reçue",
    "attestation-refused": "Attestation refusée",
    "candidature-reclassified": "Changement de catégorie",
    "candidature-screened": "Résultat de l’instruction",
    "candidature-submitted": "Dossier déposé",
    "candidature-withdrawn": "Candidature retirée",
    "juror-invited": "Invitation au jury",
    "juror-recused": "Déport d’une catégorie",
    "laureate-announced": "Annonce à un lauréat",
    "recognition-decided": "Réponse sur la reconnaissance",
    "recognition-requested": "Demande de reconnaissance",
    "result-announced": "Annonce des résultats",
    "round-cancelled": "Annulation d’un scrutin",
    "round-opened": "Ouverture d’un scrutin",
    "sign-in-code": "Code de connexion",
}
SEVERITIES = {"error": "Erreur", "warning": "Avertissement", "notice": "Avis"}


def write_report(path: Path, report: Report) -> None:
    """Write the report as one page that needs nothing else, on screen and on paper."""
    zone = report.definition.calendar.time_zone
    days = [
        (day, list(moments))
        for day, moments in groupby(report.timeline, key=lambda one: long_date(one.at, zone))
    ]
    _write(path, "report.html.jinja", zone, report=report, groups=groups_of(report), days=days)


@dataclass(frozen=True, slots=True)
class ArticleGroup:
    """An article of the regulation, and the rules that cite it."""

    article: str | None
    title: str
    clause: ClauseResult | None
    results: tuple[RuleResult, ...]


def groups_of(report: Report) -> list[ArticleGroup]:
    """Gather the rules under their articles, in the order of the regulation."""
    clauses = {one.article: one for one in report.clauses}
    cited = dict.fromkeys(one.article for one in report.results if one.article is not None)
    articles: list[str | None] = [*dict.fromkeys((*clauses, *cited))]
    groups = [_group(report, article, clauses) for article in (*articles, None)]
    return [one for one in groups if one.clause is not None or one.results]


def _group(
    report: Report, article: str | None, clauses: Mapping[str, ClauseResult]
) -> ArticleGroup:
    clause = clauses.get(article or "")
    untitled = "" if article else "Sans article"
    return ArticleGroup(
        article,
        clause.title if clause else untitled,
        clause,
        tuple(one for one in report.results if one.article == article),
    )


def write_palmares(path: Path, palmares: Palmares, definition: EditionDefinition) -> None:
    """Write the palmarès as one page that needs nothing else."""
    _write(
        path,
        "palmares.html.jinja",
        definition.calendar.time_zone,
        palmares=palmares,
        definition=definition,
    )


def _write(path: Path, template: str, zone: str, **facts: Any) -> None:
    page = _templates().get_template(template)
    written = page.render(
        long_instant=lambda at: long_instant(at, zone),
        long_date=lambda at: long_date(at, zone),
        clock_time=lambda at: clock_time(at, zone),
        accent=ACCENT,
        accent_ink=ink_on(ACCENT),
        accent_text=readable_ink(ACCENT),
        accent_dark=readable_ink(ACCENT, ground=NIGHT),
        **facts,
    )
    path.write_text(written, encoding="utf-8")


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("laureat.rehearsal"),
        autoescape=select_autoescape(enabled_extensions=("html.jinja",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "weight": _weight,
        "number": number,
        "distinction": lambda kind: DISTINCTION_LABELS[DistinctionKind(kind)],
    }
    environment.globals |= {
        "style": _style("report.css"),
        "tokens": _style("tokens.css"),
        "standings": STANDINGS,
        "clause_standings": CLAUSE_STANDINGS,
        "severities": SEVERITIES,
        "letters": LETTERS,
    }
    return environment


@cache
def _style(name: str) -> str:
    package = "laureat.web" if name == "tokens.css" else "laureat.rehearsal"
    folder = "static" if name == "tokens.css" else "templates"
    return (resources.files(package) / folder / name).read_text(encoding="utf-8")


def _weight(size: int) -> str:
    """Write a size as people read it: ``42 ko``."""
    return f"{number(max(1, round(size / 1000)))}\u00a0ko"
