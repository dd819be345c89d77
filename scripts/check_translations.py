"""Compare the words of the interface with its English catalogue.

    python scripts/check_translations.py            what is missing, fuzzy or stale; fails if any
    python scripts/check_translations.py --update   brings the catalogue up to date, to be filled in

French sentences are the keys. They are found in ``_("…")`` and ``ngettext("…", "…")``, and in the
sentences of refusals: ``Conflict("…")``, ``NotFound("…")``.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from laureat.domain import errors
from laureat.domain.candidature_states import LABELS
from laureat.domain.vocabulary import DISTINCTION_LABELS

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "platform/laureat/web/translations/en/LC_MESSAGES/messages.po"
FACT = re.compile(r"%\(\w+\)s|\{\w+\}")
SENTENCES_AS_CONSTANTS = ("NO_CANDIDATURE", "NO_APPLICANT", "NO_EDITION")


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
    faults = list(faults_of(wanted, known))
    for fault in faults:
        print(fault)
    print(f"{len(wanted)} phrases, {len(faults)} à revoir dans {CATALOGUE.relative_to(ROOT)}")
    return 1 if faults else 0


def extracted() -> Catalog:
    """Gather every sentence that the interface may say."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)
    refusals = {
        name: None
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, errors.Refusal)
    }
    found = Catalog(locale="en", domain="messages", project="Lauréat")
    for file, line, message, _comments, _context in extract_from_dir(
        ROOT,
        methods,
        options,
        keywords={**DEFAULT_KEYWORDS, **refusals, "found": (2,)},
    ):
        add(found, message, file, line)
    for name, sentence, file in constants():
        if name in SENTENCES_AS_CONSTANTS:
            add(found, sentence, file, 1)
    for label in (*LABELS.values(), *DISTINCTION_LABELS.values()):
        add(found, label, "platform/laureat/domain", 1)
    return found


def add(catalogue: Catalog, message: object, file: str, line: int) -> None:
    """Add a sentence with where it stands."""
    if isinstance(message, str) and message.strip():
        catalogue.add(message, locations=[(file, line)])
    elif isinstance(message, tuple) and all(message):
        catalogue.add(tuple(str(one) for one in message), locations=[(file, line)])


def constants() -> Iterator[tuple[str, str, str]]:
    """List the texts that modules of questions keep under a name."""
    for path in (ROOT / "platform/laureat/queries").glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                names = [one.id for one in node.targets if isinstance(one, ast.Name)]
                yield names[0], str(node.value.value), path.relative_to(ROOT).as_posix()


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
        if message.id and old is not None:
            message.string = old.string
    wanted.header_comment = "# The interface in English. Keys are the French sentences."
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, wanted, width=99, sort_output=True, no_location=True, omit_header=False)


def faults_of(wanted: Catalog, known: Catalog) -> Iterator[str]:
    """Say what is missing, what is fuzzy, what has lost a fact, and what nobody says any more."""
    for message in wanted:
        if not message.id:
            continue
        translated = known.get(message.id)
        if translated is None or not complete(translated):
            yield f"à traduire : {shown(message)}"
        elif translated.fuzzy:
            yield f"à confirmer : {shown(message)}"
        elif facts(translated.id) != facts(translated.string):
            yield f"les faits diffèrent : {shown(message)}"
    for message in known:
        if message.id and wanted.get(message.id) is None:
            yield f"n’est plus dite : {shown(message)}"


def complete(message: Message) -> bool:
    """Tell whether every form of a message is translated."""
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(strings)


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
