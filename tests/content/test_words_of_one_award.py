"""What the engine says to people has no word that belongs to one award: an edition brings its own.

``documents``, ``mails``, ``web`` and the verbs are read, without what explains the code: docstrings
and comments. Examples in the schemas, and the linter that reads regulations, may name anything.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ENGINE = Path(__file__).parents[2] / "platform/laureat"
SPOKEN = ("consequences", "documents", "domain", "jobs", "mails", "services", "web")
FOREIGN = re.compile(
    r"coups? de c(?:œ|oe)ur|trophées?\b|alliance villes|maisons? de l['’]emploi|\bASR\b|"
    r"clauses? sociales?",
    re.IGNORECASE,
)
TEXTS = {".jinja": r"\{#.*?#\}", ".typ": r"//[^\n]*", ".yaml": r"#[^\n]*"}
LETTERS_SAY_STRUCTURE = re.compile(r"\bstructures?\b", re.IGNORECASE)


def spoken(path: Path) -> Iterator[str]:
    """Give what a file says to people: its text, or the strings of a module."""
    if path.suffix not in {*TEXTS, ".py"}:
        return
    text = path.read_text(encoding="utf-8")
    if path.suffix in TEXTS:
        yield re.sub(TEXTS[path.suffix], "", text, flags=re.DOTALL)
    else:
        tree = ast.parse(text)
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            words = node.value if isinstance(node, ast.Constant) else None
            if isinstance(words, str) and id(node) not in told:
                yield words


def found(pattern: re.Pattern[str], *folders: str) -> list[tuple[str, str]]:
    return sorted(
        (str(path.relative_to(ENGINE)), match[0])
        for folder in folders
        for path in (ENGINE / folder).rglob("*")
        for text in (spoken(path) if path.is_file() else ())
        for match in pattern.finditer(text)
    )


def test_no_word_of_one_award_is_said_to_people():
    assert found(FOREIGN, *SPOKEN) == []


def test_letters_and_papers_speak_to_candidates_of_any_kind():
    assert found(LETTERS_SAY_STRUCTURE, "mails/letters", "mails/templates") == []
    papers = [
        word for path, word in found(LETTERS_SAY_STRUCTURE, "documents") if path.endswith(".typ")
    ]
    assert {word for word in papers if word[0].isupper()} == set()


def test_the_reader_of_strings_sees_what_is_said_and_not_what_explains(tmp_path):
    module = tmp_path / "one.py"
    module.write_text('"""Trophée."""\nSAID = "Coup de cœur"\n', encoding="utf-8")

    assert list(spoken(module)) == ["Coup de cœur"]
