"""Where pip has put the programs of the servers."""

import importlib.util
from pathlib import Path

from laureat.embedded.errors import NotInstalled


def folder_of(package: str, *, server: str) -> Path:
    """Give the folder of an installed package, which is found and not imported.

    Importing either package has effects on the machine or takes long, and only its programs count.
    """
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise NotInstalled(server, package)
    return Path(spec.origin).parent
