"""What one part of a file says of another: names that must exist, and stand only once."""

from collections.abc import Iterator

from laureat.configuration.faults import Fault, Path, nearest
from laureat.configuration.source import Source, Value
from laureat.configuration.walking import blocks, texts, value_at

MASCULINE = ("article", "prix")


def reference_faults(source: Source) -> Iterator[Fault]:
    """Find the names that stand twice and the ones that lead nowhere."""
    yield from _repeated(source, list(blocks(source.tree, "categories")), "slug", "catégorie")
    stages = list(blocks(source.tree, "calendar", "stages"))
    yield from _repeated(source, stages, "slug", "étape")
    yield from _repeated(source, list(blocks(source.tree, "prizes")), "slug", "prix")
    yield from _repeated(source, list(blocks(source.tree, "form")), "slug", "page du formulaire")
    yield from _repeated(source, _questions(source), "name", "question")
    yield from _repeated(
        source, list(blocks(source.tree, "regulation", "clauses")), "article", "article"
    )
    yield from _choices(source)
    yield from _unknown_categories(source)
    yield from _unneeded_structure_kinds(source)


def _questions(source: Source) -> list[tuple[Path, dict[str, Value]]]:
    found: list[tuple[Path, dict[str, Value]]] = []
    for section, _ in blocks(source.tree, "form"):
        found.extend(blocks(source.tree, *section, "questions"))
    return found


def _repeated(
    source: Source, found: list[tuple[Path, dict[str, Value]]], key: str, what: str
) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for path, block in found:
        name = str(block.get(key))
        if key not in block:
            continue
        line = source.place((*path, key))[1]
        one = "l'un" if what in MASCULINE else "l'une"
        if name in first:
            yield source.fault(
                (*path, key),
                f"« {name} » nomme déjà {'un' if what in MASCULINE else 'une'} autre {what} (ligne "
                f"{first[name]}).",
                f"donnez-lui un autre nom, ou retirez {one} des deux.",
            )
        first.setdefault(name, line)


def _choices(source: Source) -> Iterator[Fault]:
    """Find the values that stand twice within one list of choices."""
    lists = [
        ("applicants", "structure_kinds"),
        *((*path, "choices") for path, _ in _questions(source)),
    ]
    for path in lists:
        yield from _repeated(source, list(blocks(source.tree, *path)), "value", "réponse")


def _unknown_categories(source: Source) -> Iterator[Fault]:
    known = [str(block.get("slug")) for _, block in blocks(source.tree, "categories")]
    for part, _ in (*_questions(source), *blocks(source.tree, "prizes")):
        for path, slug in texts(source.tree, *part, "categories"):
            if slug not in known:
                meant = nearest(slug, known)
                advice = f"vouliez-vous écrire « {meant} » ? " if meant else ""
                yield source.fault(
                    path,
                    f"aucune catégorie ne s'appelle « {slug} ».",
                    f"{advice}Catégories du fichier : {', '.join(known)}.",
                )


def _unneeded_structure_kinds(source: Source) -> Iterator[Fault]:
    kind = value_at(source.tree, "applicants", "kind")
    if kind in ("person", "team") and value_at(source.tree, "applicants", "structure_kinds"):
        yield source.fault(
            ("applicants", "structure_kinds"),
            f"les types de structure n'ont pas de sens pour des candidats « {kind} ».",
            "retirez cette liste, ou écrivez `kind: structure`.",
        )
