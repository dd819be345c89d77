"""Write the reference of the configuration files into ``docs/reference/``, from the schemas.

python scripts/build_reference.py            write the pages
python scripts/build_reference.py --check    only say whether they are what would be written
"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from laureat.configuration.reference_pages import json_schema_page, plugins_page, reference_page
from laureat.configuration.schemas.edition import EditionFile
from laureat.configuration.schemas.tenant import TenantPart
from laureat.plugin_api import typeset
from laureat.plugin_host import PluginHost

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "reference"
EXAMPLE = ROOT / "campaign_config" / "examples" / "prix-des-ateliers-fictifs" / "2026.yaml"

EDITION_OPENING = """
Une édition est un fichier YAML : `campaign_config/<organisation>/<programme>/<édition>.yaml`.

Si un fichier `programme.yaml` se trouve à côté, il porte ce que toutes les éditions partagent ;
l'édition est posée dessus. Les blocs se complètent clé par clé ; tout le reste, listes comprises,
est remplacé par ce que l'édition écrit ; `null` retire un bloc. Sans `programme.yaml`, le fichier
de l'édition dit tout, bloc `programme` compris.

Ce qui change du YAML habituel : une date reste un texte ; `oui`, `non`, `yes`, `no` sont des
textes, seuls `true` et `false` répondent ; une clé écrite deux fois est refusée, de même que `<<`
et les étiquettes `!…`. Un texte qui contient « : » suivi d'une espace, ou une virgule entre
accolades, se met entre guillemets. Une clé inconnue est refusée, et le message propose la plus
proche.

Ce qui est faux empêche de charger le fichier : toutes les fautes sont dites à la fois, avec la
ligne et le remède. Ce qui se contredit est signalé par `laureat config lint` : on corrige, ou l'on
écrit sous `acknowledgements` ce qui a été décidé.
"""
PLUGINS_OPENING = """
Une édition nomme un plugin et ses options là où elle en a besoin : `eligibility`,
`jury.recusal.conflicts`, `jury.vote.tally`. Pour en écrire un autre :
[`write-a-plugin.md`](../how-to/write-a-plugin.md).
"""
TENANT_OPENING = """
Une organisation est décrite par `tenants/<nom court>/tenant.yaml`. Aucun secret ne s'y écrit.
"""


def pages() -> Mapping[str, str]:
    """Write every page, by name."""
    edition = reference_page(EditionFile, title="Le fichier d'une édition", opening=EDITION_OPENING)
    example = f"\n## Un fichier entier\n\n```yaml\n{EXAMPLE.read_text(encoding='utf-8')}```\n"
    plugins = plugins_page(PluginHost.discover(), opening=PLUGINS_OPENING)
    tenant = reference_page(
        TenantPart, title="Le fichier d'une organisation", opening=TENANT_OPENING
    )
    return {
        "edition-file.md": typeset(edition) + example,
        "edition.schema.json": json_schema_page(EditionFile, title="Édition Lauréat"),
        "plugins.md": plugins,
        "tenant-file.md": typeset(tenant),
        "tenant.schema.json": json_schema_page(TenantPart, title="Organisation Lauréat"),
    }


def main() -> int:
    """Write the pages, or compare them with those that are there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = []
    for name, text in pages().items():
        path = FOLDER / name
        if check and (not path.is_file() or path.read_text(encoding="utf-8") != text):
            stale.append(name)
        elif not check:
            path.write_text(text, encoding="utf-8")
    if stale:
        print(f"Out of date: {', '.join(stale)}. Run: python scripts/build_reference.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
