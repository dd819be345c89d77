"""A combination of rules is a rule: it judges, explains itself, and names its own cases.

Three values, as Kleene counts them: a source that is down leaves a part undetermined, and the whole
too, unless the other parts decide whatever the answer would be.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from laureat.configuration.combined_words import (
    EXCLUDED,
    described,
    excepted,
    joined,
    not_excluded,
    opening,
)
from laureat.configuration.plugin_checks import ELIGIBILITY, PluginCatalogue
from laureat.configuration.rule_tree import Combining, PluginUse, Rule, depth_of, uses_in
from laureat.domain.truth import Truth, every, opposite, some
from laureat.plugin_api import (
    EligibilityRule,
    Evidence,
    Facts,
    Met,
    NotMet,
    Sample,
    Undetermined,
    Verdict,
    VerdictType,
    typeset,
)

MOST_TRIED = 2_000
MOST_SAMPLES = 27

TRUTHS: Mapping[VerdictType, Truth] = {Met: True, NotMet: False, Undetermined: None}
VERDICTS: Mapping[Truth, VerdictType] = {truth: kind for kind, truth in TRUTHS.items()}
COUNTED: Mapping[Combining, Callable[[Sequence[Truth]], Truth]] = {
    Combining.ALL: every,
    Combining.ANY: some,
    Combining.NOT: lambda truths: opposite(truths[0]),
    Combining.UNLESS: some,
}


def rule_of(rule: Rule, plugins: PluginCatalogue) -> EligibilityRule:
    """Make what judges an entry by a rule of the file, a plugin's or a combination."""
    if isinstance(rule, PluginUse):
        return plugins.eligibility(rule.plugin, rule.options)
    return Combined(
        how=rule.how,
        parts=tuple(
            Condition(rule_of(part, plugins), facts_read(part, plugins)) for part in rule.of
        ),
        height=depth_of(rule),
        sentence=rule.sentence,
    )


def facts_read(rule: Rule, plugins: PluginCatalogue) -> frozenset[str]:
    """List the facts that the plugins of a rule read."""
    return frozenset(
        fact for use in uses_in(rule) for fact in plugins.plugin(ELIGIBILITY, use.plugin).reads
    )


@dataclass(frozen=True, slots=True)
class Condition:
    """One rule of a combination, and the facts that it reads."""

    rule: EligibilityRule
    reads: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """Several rules as one. ``height`` counts the combinations within, itself included."""

    how: Combining
    parts: tuple[Condition, ...]
    height: int = 1
    sentence: str = ""

    def examine(self, facts: Facts) -> Verdict:
        """Judge by every part; those that decide give the sentence and the evidence."""
        verdicts = [part.rule.examine(facts) for part in self.parts]
        truths = [TRUTHS[type(verdict)] for verdict in verdicts]
        whole = COUNTED[self.how](truths)
        deciding = self._deciding(verdicts, truths, whole)
        sentence = self._explained(truths, whole, [one.sentence for one in deciding])
        evidence: Iterable[Evidence] = (item for one in deciding for item in one.evidence)
        return VERDICTS[whole](sentence, tuple(dict.fromkeys(evidence)))

    def describe(self) -> str:
        """Say the rule by its own sentence or, failing that, by those of its parts."""
        if self.sentence:
            return typeset(self.sentence)
        return described(self.how, [part.rule.describe() for part in self.parts], self.height)

    def samples(self) -> Sequence[Sample]:
        """Name one case for each way in which the parts can answer together.

        The cases of the parts are laid over each other. Where two of them say different things of
        one fact, or one moves a fact on which the other's answer rests, nothing is promised.
        """
        found: dict[tuple[VerdictType, ...], Sample] = {}
        each = product(*(part.rule.samples() for part in self.parts))
        for together in islice(each, MOST_TRIED):
            answers = tuple(sample.expected for sample in together)
            if answers not in found and (changes := self._changes(together)) is not None:
                label = " ; ".join(sample.label for sample in together)
                whole = COUNTED[self.how]([TRUTHS[answer] for answer in answers])
                found[answers] = Sample(label, changes, VERDICTS[whole])
        return tuple(islice(found.values(), MOST_SAMPLES))

    def _deciding(
        self, verdicts: Sequence[Verdict], truths: Sequence[Truth], whole: Truth
    ) -> Sequence[Verdict]:
        """List the verdicts on which the whole rests."""
        if self.how is Combining.NOT:
            return verdicts
        decide = [one for one, truth in zip(verdicts, truths, strict=True) if truth is whole]
        return decide[:1] if self.how is Combining.UNLESS and whole else decide

    def _explained(self, truths: Sequence[Truth], whole: Truth, told: Sequence[str]) -> str:
        if self.how is Combining.UNLESS:
            return joined(excepted(*truths), told, self.height)
        if self.how is not Combining.NOT:
            start = opening(self.how, whole, len(told), len(truths))
            return joined(start, told, self.height)
        if whole:
            return not_excluded(self.parts[0].rule.describe())
        return joined(EXCLUDED[whole], told, self.height)

    def _changes(self, together: Sequence[Sample]) -> Mapping[str, object] | None:
        """Lay cases over each other; None where they are not independent."""
        changes: dict[str, object] = {}
        for sample in together:
            for path, value in sample.changes.items():
                if changes.setdefault(path, value) != value:
                    return None
        moved = self._moved(together, changes)
        return None if any(moved) else changes

    def _moved(self, together: Sequence[Sample], changes: Mapping[str, object]) -> Iterator[str]:
        """List the facts that a part reads, that its case leaves alone, and that another moves."""
        for part, sample in zip(self.parts, together, strict=True):
            yield from (path for path in changes if path in part.reads - set(sample.changes))
