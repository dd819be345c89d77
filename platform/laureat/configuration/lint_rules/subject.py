"""What is examined, and what an examination remarks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from laureat.configuration.definition import EditionDefinition, Milestone, Rule
from laureat.configuration.faults import Path
from laureat.configuration.lint_rules.passages import Passage, passages
from laureat.configuration.lint_rules.written import Written, sentences, written_parts
from laureat.configuration.plugin_checks import ELIGIBILITY, PluginCatalogue
from laureat.configuration.relative_dates import OPTIONAL
from laureat.configuration.rule_tree import uses_in

MILESTONES = (
    "opens",
    "deposit_closes",
    "attestation_due",
    "examined_until",
    "jury_opens",
    "jury_closes",
    "results",
)


class Severity(StrEnum):
    """How much a finding weighs: errors and warnings wait for a correction or a resolution."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A finding before it is given its line.

    ``place`` tells two findings of one code apart, and survives a new order of the file; ``facts``
    are what the finding rests on: when they change it is another finding. ``quote`` is the passage
    to show within a text of several lines, ``beside`` another path and passage to read with it.
    """

    code: str
    severity: Severity
    path: Path
    place: str
    sentence: str
    consequence: str
    remedy: str
    facts: Mapping[str, object] = field(default_factory=dict)
    quote: str = ""
    beside: tuple[Path, str] | None = None


@dataclass(frozen=True)
class Subject:
    """An edition under examination, with its texts already read."""

    definition: EditionDefinition
    plugins: PluginCatalogue | None = None

    @cached_property
    def texts(self) -> tuple[Written, ...]:
        """List every text that tells rules to a candidate, the clauses first."""
        return tuple(written_parts(self.definition))

    @cached_property
    def sentences(self) -> tuple[Written, ...]:
        """List the sentences of these texts."""
        return tuple(one for text in self.texts for one in sentences(text))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """List the dates that these texts tell, with what each is about."""
        return tuple(passages(self.definition, self.texts))

    def milestones(self) -> Iterator[tuple[str, Milestone]]:
        """List the instants of the calendar by name, those left to the deposit's end excepted."""
        closes = self.definition.calendar.deposit_closes
        for name in MILESTONES:
            milestone: Milestone = getattr(self.definition.calendar, name)
            if name not in OPTIONAL or milestone != closes:
                yield name, milestone

    def reads(self, fact: str) -> bool:
        """Say whether a rule of the edition uses a fact, ``applicant.recognition`` for one."""
        if self.plugins is None:
            return False
        return any(
            fact in self.plugins.plugin(ELIGIBILITY, use.plugin).reads
            for _, _, rule in self.rules()
            for use in uses_in(rule)
        )

    def rules(self) -> Iterator[tuple[Path, str, Rule]]:
        """List the eligibility rules with their paths and their places, the edition's first."""
        for index, rule in enumerate(self.definition.eligibility):
            yield ("eligibility", index), f"eligibility.{rule.name}", rule
        for number, category in enumerate(self.definition.categories):
            for index, rule in enumerate(category.eligibility):
                place = f"categories.{category.slug}.eligibility.{rule.name}"
                yield ("categories", number, "eligibility", index), place, rule
