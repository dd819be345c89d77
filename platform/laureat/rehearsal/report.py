"""The report of a rehearsal, as data: rules, cases, timeline, letters, papers, findings."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from laureat.configuration.definition import EditionDefinition
from laureat.configuration.lint import LintFinding, LintReport, Severity
from laureat.domain.digests import grouped_digest
from laureat.rehearsal.checks import Case
from laureat.rehearsal.coverage import ClauseResult, Guarantee, RuleResult, Standing

FORMAT = 2


@dataclass(frozen=True, slots=True)
class Produced:
    """A file, or the files of a folder, with what it is; ``path`` is within the folder given."""

    path: str
    title: str
    count: int
    size: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A scene as the timeline tells it."""

    at: datetime
    title: str
    cases: int
    broken: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that a rehearsal found."""

    definition: EditionDefinition
    digest: str
    seed: int
    rehearsed_at: datetime
    seconds: float
    results: tuple[RuleResult, ...]
    clauses: tuple[ClauseResult, ...]
    guarantees: tuple[Guarantee, ...]
    loose: tuple[Case, ...]
    cases: tuple[Case, ...]
    not_played: Mapping[str, str]
    timeline: tuple[Moment, ...]
    letters: Mapping[str, int]
    papers: tuple[Produced, ...]
    lint: LintReport
    plugins: Mapping[str, str]

    @property
    def held(self) -> bool:
        """Say whether every case was held, and every rule that ought to be was exercised."""
        return not self.broken_cases and not self.forgotten

    @property
    def ready(self) -> bool:
        """Say whether the rules held in an edition whose file has no open error."""
        return self.held and not self.lint_errors

    @property
    def lint_errors(self) -> tuple[LintFinding, ...]:
        """List the open errors of the file: they keep the edition from being published."""
        return tuple(one for one in self.lint.open if one.severity is Severity.ERROR)

    @property
    def out_of_reach(self) -> tuple[RuleResult, ...]:
        """List the rules that no rehearsal of this edition can exercise, each with its reason."""
        return tuple(one for one in self.results if one.standing is Standing.OUT_OF_REACH)

    @property
    def broken_cases(self) -> tuple[Case, ...]:
        """List the cases that were not held."""
        return tuple(case for case in self.cases if not case.held)

    @property
    def broken_by_rule(self) -> Mapping[str, list[Case]]:
        """Gather the cases that were not held under the rule, or the scene, that they are of."""
        gathered: dict[str, list[Case]] = {}
        for case in self.broken_cases:
            rules = self.rules_of(case)
            gathered.setdefault(rules[0].sentence if rules else case.act, []).append(case)
        return gathered

    @property
    def forgotten(self) -> tuple[RuleResult, ...]:
        """List the rules that no case exercised, without a reason."""
        return tuple(result for result in self.results if result.standing is Standing.NOT_EXERCISED)

    @property
    def counts(self) -> Mapping[Standing, int]:
        """Count the rules by how they stand."""
        counted = Counter(result.standing for result in self.results)
        return {standing: counted[standing] for standing in Standing}

    @property
    def grouped_digest(self) -> str:
        """Give the configuration's digest, as an eye compares it."""
        return grouped_digest(self.digest)

    def rules_of(self, case: Case) -> list[RuleResult]:
        """List the rules that a case exercises."""
        return [result for result in self.results if result.id in case.topics]


def timeline_of(scenes: list[tuple[datetime, str]], cases: tuple[Case, ...]) -> tuple[Moment, ...]:
    """Tell the scenes in their order, with how many cases each one tried."""
    tried = Counter(case.act for case in cases)
    broken = Counter(case.act for case in cases if not case.held)
    return tuple(Moment(at, title, tried[title], broken[title]) for at, title in scenes)


def write_json(path: Path, report: Report) -> None:
    """Write the report as JSON, for machines and for comparing two rehearsals."""
    text = json.dumps(_plain(report), ensure_ascii=False, indent=2)
    path.write_text(f"{text}\n", encoding="utf-8")


def _plain(report: Report) -> dict[str, Any]:
    definition = report.definition
    return {
        "format": FORMAT,
        "held": report.held,
        "ready": report.ready,
        "edition": {
            "programme": definition.programme,
            "slug": definition.slug,
            "title": definition.title,
            "season": definition.season,
            "digest": report.digest,
        },
        "seed": report.seed,
        "rehearsed_at": report.rehearsed_at.isoformat(),
        "seconds": round(report.seconds, 1),
        "counts": {standing.value: count for standing, count in report.counts.items()},
        "rules": [_rule(result) for result in report.results],
        "clauses": [_clause(clause) for clause in report.clauses],
        "guarantees": [
            {"id": one.id, "title": one.title, "cases": [case.id for case in one.cases]}
            for one in report.guarantees
        ],
        "cases": [_case(case) for case in report.cases],
        "not_played": [
            {"tried": tried, "reason": reason} for tried, reason in report.not_played.items()
        ],
        "timeline": [asdict(one) | {"at": one.at.isoformat()} for one in report.timeline],
        "letters": dict(report.letters),
        "papers": [asdict(one) for one in report.papers],
        "lint": {
            "open": [_finding(one) for one in report.lint.open],
            "acknowledged": [
                _finding(one) | {"resolution": answer.resolution, "by": answer.by}
                for one, answer in report.lint.acknowledged
            ],
        },
        "plugins": dict(report.plugins),
    }


def _rule(result: RuleResult) -> dict[str, Any]:
    return {
        "id": result.id,
        "article": result.article,
        "kind": result.kind.value,
        "sentence": result.sentence,
        "standing": result.standing.value,
        "reason": result.reason,
        "cases": [case.id for case in result.cases],
    }


def _clause(clause: ClauseResult) -> dict[str, Any]:
    return {
        "article": clause.article,
        "title": clause.title,
        "enforced": clause.enforced,
        "standing": clause.standing.value,
        "rules": [rule.id for rule in clause.rules],
    }


def _case(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "act": case.act,
        "at": case.at.isoformat(),
        "rules": list(case.topics),
        "tried": case.tried,
        "expected": case.expected,
        "answered": case.answered,
        "article": case.article,
        "code": case.code,
        "held": case.held,
    }


def _finding(one: Any) -> dict[str, Any]:
    return {
        "name": one.name,
        "severity": one.severity.value,
        "line": one.line,
        "sentence": one.sentence,
        "consequence": one.consequence,
        "remedy": one.remedy,
    }
