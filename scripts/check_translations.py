"""Compare the words of the interface with its English catalogue.

    python scripts/check_translations.py            what is missing, fuzzy or stale; fails if any
    python scripts/check_translations.py --update   brings the catalogue up to date, to be filled in

French sentences are the keys. They are found in ``_("…")`` and ``ngettext("…", "…")``, in the
sentences of refusals (``Conflict("…")``, ``found(thing, "…")``) even where these have a name, in
what these ask of fields, and in the tables of words that pages translate when they show them (see
``TABLES``).
"""

import argparse
import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from babel.util import pathmatch
from compile_translations import compiled, is_up_to_date

from laureat.domain import errors

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "platform/laureat/web/translations/en/LC_MESSAGES/messages.po"
HEADER = r"""# The interface in English. Keys are the French sentences.
msgid ""
msgstr ""
"Project-Id-Version: Lauréat\n"
"Language: en\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""
FACT = re.compile(r"%\(\w+\)s|\{\w+\}")

# Tables whose words are translated where they are shown. A new one is named here.
TABLES = {
    *("LABELS", "DISTINCTION_LABELS", "REFUSALS"),
    *("ANSWERS", "GIVEN", "ORDERS", "OUTCOMES", "RULED", "SEATED"),
}
# Calls that say a sentence, with the place of the sentence among what they are given.
SAYING = {
    **dict.fromkeys(("_", "gettext", "_said", "Phrase"), 0),
    **{
        name: 0
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, errors.Refusal)
    },
    **dict.fromkeys(("found", "_chosen"), 1),
}
FORMS = 2
"""How many forms a sentence about a number has, in French as in English."""


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--update", action="store_true", help="write the catalogue again")
    update = parser.parse_args().update

    wanted = extracted()
    known = read_catalogue()
    if update:
        write_catalogue(wanted, known)
        known = read_catalogue()
    faults = [*faults_of(wanted, known), *faults_of_the_compiled()]
    for fault in faults:
        print(fault)
    print(f"{len(wanted)} phrases, {len(faults)} à revoir dans {CATALOGUE.relative_to(ROOT)}")
    return 1 if faults else 0


def extracted() -> Catalog:
    """Gather every sentence that the interface may say."""
    found = Catalog(locale="en", domain="messages")
    modules, templates = mappings("python"), mappings("jinja2")
    methods = [(pattern, "jinja2") for pattern in templates]
    for file, line, message, _comments, _context in extract_from_dir(ROOT, methods, templates):
        add(found, message, file, line)
    trees = dict(modules_in(modules))
    names = {name: text for tree in trees.values() for name, text in named_texts(tree.body).items()}
    for file, tree in trees.items():
        for line, message in sentences_in(tree, names | named_texts(tree.body)):
            add(found, message, file, line)
    return found


def mappings(method: str) -> dict[str, dict[str, object]]:
    """Give the patterns of files that a method reads, each with its options: ``[tool.babel]``."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = {}
    for options in project["tool"]["babel"]["mappings"]:
        patterns = options.pop("pattern")
        if options.pop("method") == method:
            found |= dict.fromkeys([patterns] if isinstance(patterns, str) else patterns, options)
    return found


def add(catalogue: Catalog, message: object, file: str, line: int) -> None:
    """Add a sentence with where it stands."""
    if isinstance(message, str) and message.strip():
        catalogue.add(message, locations=[(file, line)])
    elif isinstance(message, tuple) and all(message):
        catalogue.add(tuple(str(one) for one in message), locations=[(file, line)])


def modules_in(patterns: Iterable[str]) -> Iterator[tuple[str, ast.Module]]:
    """Read the modules that the patterns name."""
    patterns = tuple(patterns)
    for path in sorted((ROOT / "platform").rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        if any(pathmatch(pattern, file) for pattern in patterns):
            yield file, ast.parse(path.read_text(encoding="utf-8"))


def named_texts(body: Iterable[ast.stmt]) -> dict[str, str]:
    """Give the texts that a module keeps under a name."""
    return {
        name: statement.value.value
        for statement in body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
        for name in names_given(statement)
    }


def names_given(statement: ast.Assign | ast.AnnAssign) -> list[str]:
    """List the names that an assignment gives."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return [one.id for one in targets if isinstance(one, ast.Name)]


def sentences_in(
    tree: ast.AST, names: Mapping[str, str]
) -> Iterator[tuple[int, str | tuple[str, ...]]]:
    """Find what a module says, with its line; ``names`` gives the texts that have a name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            if TABLES.intersection(names_given(node)):
                for text in texts_of(node.value, names):
                    yield node.lineno, text
        elif isinstance(node, ast.Call):
            yield from ((node.lineno, said) for said in sentences_of_call(node, names))


def sentences_of_call(call: ast.Call, names: Mapping[str, str]) -> Iterator[str | tuple[str, ...]]:
    """Find what a call says."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name == "ngettext":
        forms = tuple(text for one in call.args[:FORMS] for text in texts_of(one, names))
        if len(forms) == FORMS:
            yield forms
    elif name in SAYING and len(call.args) > SAYING[name]:
        yield from texts_of(call.args[SAYING[name]], names)
        for fields in (one.value for one in call.keywords if one.arg == "fields"):
            yield from texts_of(fields, names)


def texts_of(node: ast.AST | None, names: Mapping[str, str]) -> Iterator[str]:
    """List the texts that an expression may be; of a table, its values."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Name(id=name) if name in names:
            yield names[name]
        case ast.IfExp(body=one, orelse=other):
            yield from texts_of(one, names)
            yield from texts_of(other, names)
        case ast.Dict(values=several) | ast.Tuple(elts=several):
            for one in several:
                yield from texts_of(one, names)


def read_catalogue() -> Catalog:
    """Read the English catalogue; an empty one where there is none yet."""
    if not CATALOGUE.is_file():
        return Catalog(locale="en")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def write_catalogue(wanted: Catalog, known: Catalog) -> None:
    """Write the wanted sentences with the translations that are known."""
    for message in wanted:
        old = known.get(message.id)
        if message.id and old is not None and old.pluralizable == message.pluralizable:
            message.string = old.string
            message.flags |= old.flags & {"fuzzy"}
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        file.write(HEADER.encode())
        write_po(file, wanted, width=99, sort_output=True, no_location=True, omit_header=True)


def faults_of(wanted: Catalog, known: Catalog) -> Iterator[str]:
    """Say what is missing, what is fuzzy, what has lost a fact, and what nobody says any more."""
    for message in wanted:
        if message.id and (fault := fault_of(message, known.get(message.id))):
            yield f"{fault} : {shown(message)}"
    for message in known:
        if message.id and wanted.get(message.id) is None:
            yield f"n’est plus dite : {shown(message)}"
    for message in known.obsolete.values():
        yield f"à effacer : {shown(message)}"


def fault_of(message: Message, translated: Message | None) -> str:
    """Say what is wrong with the translation of a message; nothing if it is right."""
    if translated is None or not complete(translated, message):
        return "à traduire"
    if translated.fuzzy:
        return "à confirmer"
    return "" if facts(translated.id) == facts(translated.string) else "les faits diffèrent"


def faults_of_the_compiled() -> Iterator[str]:
    """Say whether the catalogue that the application reads is made from this one."""
    if not is_up_to_date(CATALOGUE):
        name = compiled(CATALOGUE).relative_to(ROOT)
        yield f"{name} manque ou n’est plus à jour : lancez « make setup »"


def complete(translated: Message, wanted: Message) -> bool:
    """Tell whether every form of a message is translated."""
    strings = translated.string
    forms = strings if isinstance(strings, tuple | list) else (strings,)
    return all(forms) and len(forms) == (FORMS if wanted.pluralizable else 1)


def facts(text: object) -> set[str]:
    """List the names of the facts that a text holds: ``%(name)s`` and ``{name}``."""
    texts = text if isinstance(text, tuple | list) else (text,)
    return {name for one in texts for name in FACT.findall(str(one))}


def shown(message: Message) -> str:
    """Give a message on one line, with where it is said."""
    first = message.id[0] if isinstance(message.id, tuple | list) else message.id
    place = f"  [{message.locations[0][0]}]" if message.locations else ""
    return f"« {first} »{place}"


if __name__ == "__main__":
    sys.exit(main())
