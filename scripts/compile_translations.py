"""Compile the catalogues of translations: Flask-Babel reads ``.mo``, people write ``.po``.

    python scripts/compile_translations.py

Whatever builds the platform runs this through hatchling: the editable installation of
``scripts/setup.sh``, and a wheel. A catalogue always gives the same bytes.
"""

import io
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TRANSLATIONS = Path(__file__).resolve().parents[1] / "platform/laureat/web/translations"
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""Babel dates the header of what it compiles; this is the date it gets."""


class CompileTranslations(BuildHookInterface):
    """What hatchling does before it builds."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues; the wheel takes them along as artifacts."""
        compile_all()


def compile_all() -> None:
    """Compile every catalogue beside its source."""
    for catalogue in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")):
        made = compiled(catalogue)
        draft = made.with_suffix(f".{os.getpid()}")
        draft.write_bytes(bytes_of(catalogue))
        draft.replace(made)


def compiled(catalogue: Path) -> Path:
    """Give the place of what is compiled from a catalogue."""
    return catalogue.with_suffix(".mo")


def bytes_of(catalogue: Path) -> bytes:
    """Give what a catalogue compiles to."""
    with catalogue.open("rb") as file:
        messages = read_po(file, locale=catalogue.parts[-3])
    messages.creation_date = messages.revision_date = NO_DATE
    made = io.BytesIO()
    write_mo(made, messages)
    return made.getvalue()


def is_up_to_date(catalogue: Path) -> bool:
    """Tell whether a catalogue was compiled as it is now."""
    made = compiled(catalogue)
    if not catalogue.is_file() or not made.is_file():
        return False
    return made.read_bytes() == bytes_of(catalogue)


if __name__ == "__main__":
    sys.exit(compile_all())
