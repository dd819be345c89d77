"""What the eligibility rules need of the form: the questions that they read are asked.

A rule says by ``reads`` which facts it uses; an option that names a question, a category or a kind
of structure says so in its schema (``metadata={"refers_to": "question"}``).
"""

from collections.abc import Iterator

from laureat.configuration.faults import Fault, Path, nearest
from laureat.configuration.plugin_checks import ELIGIBILITY, PluginCatalogue
from laureat.configuration.source import Source, Value
from laureat.configuration.walking import blocks, rule_uses, texts, value_at

ANSWER = "candidature.answers."
TERRITORIES = "candidature.territories"
KNOWN_BY = {
    "question": "question",
    "category": "catégorie",
    "structure_kind": "type de structure",
}


def need_faults(source: Source, plugins: PluginCatalogue) -> Iterator[Fault]:
    """Find the rules that read what no page of the form asks."""
    for path, use, categories in _rules(source.tree):
        name = use.get("plugin")
        if not isinstance(name, str) or name.replace("_", "-") not in plugins.names(ELIGIBILITY):
            continue
        for fact in plugins.plugin(ELIGIBILITY, name).reads:
            yield from _unasked(source, path, fact, categories)
        yield from _dangling(source, path, name, plugins)


def _rules(tree: Value) -> Iterator[tuple[Path, dict[str, Value], list[str]]]:
    """List the rules with the categories in which each applies."""
    categories = list(blocks(tree, "categories"))
    everywhere = [str(block.get("slug")) for _, block in categories]
    for path, use in rule_uses(tree, "eligibility"):
        yield path, use, everywhere
    for category, block in categories:
        for path, use in rule_uses(tree, *category, "eligibility"):
            yield path, use, [str(block.get("slug"))]


def _unasked(source: Source, path: Path, fact: str, categories: list[str]) -> Iterator[Fault]:
    for category in categories:
        asked = _asked_in(source.tree, category)
        if fact == TERRITORIES and "territory" not in asked.values():
            yield source.fault(
                path,
                f"cette règle lit le territoire, et rien ne le demande dans « {category} ».",
                "ajoutez au formulaire une question de type territory.",
            )
        wanted = fact.removeprefix(ANSWER)
        if fact.startswith(ANSWER) and wanted not in asked:
            yield source.fault(
                path,
                f"cette règle lit la réponse « {wanted} », non demandée dans « {category} ».",
                f"ajoutez cette question. Questions posées : {', '.join(asked)}.",
            )


def _asked_in(tree: Value, category: str) -> dict[str, Value]:
    """Map the questions asked in a category to their kinds."""
    asked: dict[str, Value] = {}
    for section, _ in blocks(tree, "form"):
        for path, question in blocks(tree, *section, "questions"):
            only = [slug for _, slug in texts(tree, *path, "categories")]
            if not only or category in only:
                asked[str(question.get("name"))] = question.get("kind")
    return asked


def _dangling(source: Source, path: Path, name: str, plugins: PluginCatalogue) -> Iterator[Fault]:
    """Find the options that name what the file does not hold."""
    known = _names(source.tree)
    for key, field in plugins.options_schema(ELIGIBILITY, name).fields.items():
        kind = field.metadata.get("refers_to")
        for place, word in texts(source.tree, *path, "options", field.data_key or key):
            if kind in known and word not in known[kind]:
                meant = nearest(word, known[kind])
                advice = f"vouliez-vous écrire « {meant} » ? " if meant else ""
                yield source.fault(
                    place,
                    f"le fichier n'a pas de {KNOWN_BY[kind]} « {word} ».",
                    f"{advice}Noms possibles : {', '.join(known[kind])}.",
                )


def _names(tree: Value) -> dict[str, list[str]]:
    """List what an option may refer to."""
    questions = [
        str(question.get("name"))
        for section, _ in blocks(tree, "form")
        for _, question in blocks(tree, *section, "questions")
    ]
    kinds = blocks(tree, "applicants", "structure_kinds")
    return {
        "question": questions,
        "category": [str(one.get("slug")) for _, one in blocks(tree, "categories")],
        "structure_kind": [str(value_at(one, "value")) for _, one in kinds],
    }
