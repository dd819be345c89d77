"""The regulation in HTML: each article as written, beside it what the platform applies of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from laureat.configuration.definition import Clause
from laureat.configuration.rules import RuleKind, describe_with, regulation_rules
from laureat.models import EditionVersion
from laureat.plugin_host import PluginHost
from laureat.web.editions import Shown


@dataclass(frozen=True, slots=True)
class Article:
    """One article, and the sentences that say what is applied of it."""

    clause: Clause
    applied: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Give the name under which it can be linked to."""
        return f"article-{self.clause.article.replace('.', '-')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationPage:
    """The articles in order, then what is applied without an article of its own."""

    shown: Shown
    articles: tuple[Article, ...]
    besides: tuple[str, ...]
    amendments: Sequence[EditionVersion]


def regulation_page(
    one: Shown, amendments: Sequence[EditionVersion], plugins: PluginHost
) -> RegulationPage:
    """Put each rule that is applied beside the article that it comes from."""
    applied: defaultdict[str | None, list[str]] = defaultdict(list)
    known = {clause.article for clause in one.definition.clauses}
    for rule in regulation_rules(one.definition, partial(describe_with, plugins)):
        if rule.kind is not RuleKind.CLAUSE:
            applied[rule.article if rule.article in known else None].append(rule.sentence)
    return RegulationPage(
        shown=one,
        articles=tuple(
            Article(clause, tuple(dict.fromkeys(applied[clause.article])))
            for clause in one.definition.clauses
        ),
        besides=tuple(dict.fromkeys(applied[None])),
        amendments=amendments,
    )
