"""The contradictions, gaps and traps of an edition, before a candidate finds them.

A finding is an error, a warning or a notice. Errors and warnings wait until the file is corrected
or its ``acknowledgements`` say what was decided. Nothing here knows the words of any one
regulation: the findings come from reading its articles.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from laureat.configuration.definition import Acknowledgement, EditionDefinition
from laureat.configuration.faults import Path
from laureat.configuration.lint_rules import (
    articles,
    awards,
    contradictions,
    eligible,
    entry,
    forms,
    jury,
    moments,
    options,
    order,
    people,
    wording,
)
from laureat.configuration.lint_rules.subject import Remark, Severity, Subject
from laureat.configuration.load import LoadedEdition
from laureat.configuration.plugin_checks import PluginCatalogue
from laureat.configuration.source import Source
from laureat.domain.digests import digest_of
from laureat.plugin_api import typeset

__all__ = ["LintFinding", "LintReport", "Severity", "lint_definition", "lint_edition"]

FINGERPRINT = 12
FAMILIES: tuple[Callable[[Subject], Iterator[Remark]], ...] = (
    contradictions.remarks,
    order.remarks,
    moments.remarks,
    articles.remarks,
    entry.remarks,
    eligible.remarks,
    forms.remarks,
    awards.remarks,
    jury.remarks,
    options.remarks,
    people.remarks,
    wording.remarks,
)
SEVERITIES = {Severity.ERROR: "erreur", Severity.WARNING: "avertissement", Severity.NOTICE: "avis"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LintFinding:
    """One thing that will hurt somebody, where it stands, what it means, and what to do."""

    code: str
    place: str
    severity: Severity
    file: str
    line: int
    path: str
    sentence: str
    consequence: str
    remedy: str
    fingerprint: str
    beside: str = ""
    at: Path = ()

    @property
    def name(self) -> str:
        """Give what an acknowledgement calls it: ``code#place``."""
        return f"{self.code}#{self.place}"

    def __str__(self) -> str:
        """Print the finding on one line, the way compilers do."""
        beside = f" (voir aussi {self.beside})" if self.beside else ""
        return (
            f"{self.file}:{self.line}: {SEVERITIES[self.severity]} {self.name} "
            f"[{self.fingerprint}]: {self.sentence}{beside} {self.consequence} "
            f"{typeset('Remède :')} {self.remedy}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LintReport:
    """All findings: those that stand, and those that were acknowledged, with their resolution."""

    open: tuple[LintFinding, ...]
    acknowledged: tuple[tuple[LintFinding, Acknowledgement], ...]

    @property
    def blocking(self) -> tuple[LintFinding, ...]:
        """List what keeps the edition from being published."""
        return tuple(one for one in self.open if one.severity is not Severity.NOTICE)


def lint_edition(loaded: LoadedEdition, *, plugins: PluginCatalogue | None = None) -> LintReport:
    """Examine an edition that was read from files."""
    return lint_definition(loaded.definition, source=loaded.source, plugins=plugins)


def lint_definition(
    definition: EditionDefinition,
    *,
    source: Source | None = None,
    plugins: PluginCatalogue | None = None,
) -> LintReport:
    """Examine a definition; without its source, findings have no line."""
    subject = Subject(definition, plugins)
    where = source or Source(file="", tree=None)
    found = _unique(_located(one, where) for family in FAMILIES for one in family(subject))
    standing, acknowledged, used = _settled(found, definition.acknowledgements)
    unused = [
        _located(_useless(index, one), where)
        for index, one in enumerate(definition.acknowledgements)
        if one not in used
    ]
    return LintReport(
        open=tuple(sorted([*standing, *unused], key=_rank)), acknowledged=tuple(acknowledged)
    )


def _located(remark: Remark, source: Source) -> LintFinding:
    file, line = source.place_of(remark.path, remark.quote)
    blamed = source.fault(remark.path, "", "")
    essence = {"code": remark.code, "place": remark.place, "facts": dict(remark.facts)}
    return LintFinding(
        code=remark.code,
        place=remark.place,
        severity=remark.severity,
        file=file,
        line=line if source.file else 0,
        path=blamed.path,
        sentence=_sentence(remark.sentence),
        consequence=_sentence(remark.consequence),
        remedy=_sentence(remark.remedy, capital=False),
        fingerprint=digest_of(essence)[:FINGERPRINT],
        beside=_beside(remark, source),
        at=remark.path,
    )


def _beside(remark: Remark, source: Source) -> str:
    """Write where the other half of a finding stands."""
    if remark.beside is None or not source.file:
        return ""
    file, line = source.place_of(*remark.beside)
    return f"{file}:{line}"


def _sentence(text: str, *, capital: bool = True) -> str:
    return typeset(text[:1].upper() + text[1:] if capital else text)


def _unique(found: Iterable[LintFinding]) -> list[LintFinding]:
    """Keep each finding once, the first time that it is made."""
    return list({(one.name, one.fingerprint): one for one in found}.values())


def _settled(
    found: list[LintFinding], acknowledgements: tuple[Acknowledgement, ...]
) -> tuple[list[LintFinding], list[tuple[LintFinding, Acknowledgement]], set[Acknowledgement]]:
    """Part the findings that stand from those that somebody has settled."""
    standing, settled, used = [], [], set()
    for one in found:
        answer = next((each for each in acknowledgements if _answers(each, one)), None)
        if answer is None:
            standing.append(one)
        else:
            settled.append((one, answer))
            used.add(answer)
    return standing, settled, used


def _answers(acknowledgement: Acknowledgement, finding: LintFinding) -> bool:
    named = acknowledgement.finding in (finding.code, finding.name)
    return named and acknowledgement.fingerprint in ("", finding.fingerprint)


def _useless(index: int, acknowledgement: Acknowledgement) -> Remark:
    return Remark(
        code="acknowledgement-without-finding",
        severity=Severity.WARNING,
        path=("acknowledgements", index, "finding"),
        place=acknowledgement.finding,
        sentence=f"« {acknowledgement.finding} » ne correspond à aucun constat.",
        consequence="Une ancienne résolution pourrait couvrir demain un constat nouveau.",
        remedy="retirez-la, ou corrigez son nom d'après les constats imprimés.",
        facts={"fingerprint": acknowledgement.fingerprint},
    )


def _rank(finding: LintFinding) -> tuple[int, str, int, str]:
    return list(Severity).index(finding.severity), finding.file, finding.line, finding.name
