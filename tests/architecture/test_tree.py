"""The tree keeps its shape: two source roots, small named modules, layers, and a lock of hashes."""

import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE_ROOTS = {"platform": "laureat", "plugins": "laureat_plugins"}
MODULES = sorted(path for root in SOURCE_ROOTS for path in (ROOT / root).rglob("*.py"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
NAMELESS = {"utils", "helpers", "common", "misc", "manager", "handler"}
LONGEST = 400


def python(*arguments: str) -> str:
    """Run a fresh interpreter from the root of the repository."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def in_tree(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize(("root", "package"), SOURCE_ROOTS.items())
def test_a_source_root_holds_its_one_package_and_nothing_else(root, package):
    found = {path.name for path in (ROOT / root).iterdir()} - {"__pycache__"}
    assert found == {package}


def test_the_standard_library_keeps_its_platform_module():
    standard = sysconfig.get_path("stdlib")
    assert python("-c", "import platform; print(platform.__file__)").startswith(standard)
    assert python("-m", "platform", "--terse") == python("-P", "-m", "platform", "--terse")


def test_no_module_is_too_long():
    lengths = {in_tree(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_every_module_has_a_name_of_its_own():
    assert [in_tree(path) for path in MODULES if NAMELESS & set(path.stem.split("_"))] == []
    folders = {folder for path in MODULES for folder in path.relative_to(ROOT).parts[:-1]}
    assert folders & NAMELESS == set()


def test_there_is_a_lock_to_run_and_one_to_develop():
    assert [lock.name for lock in LOCKS] == ["dev.txt", "run.txt"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_the_lock_pins_every_requirement_by_hash_and_holds_no_address(lock):
    text = lock.read_text("utf-8")
    requirements = text.replace("\\\n", " ").splitlines()

    pinned = re.compile(r"[a-z0-9._-]+==\S+( ; [^#]+?)?( +--hash=sha256:[0-9a-f]{64})+")
    assert [line for line in requirements if not pinned.fullmatch(line.rstrip())] == []
    assert "://" not in text
    assert "--index" not in text


def test_both_locks_agree():
    run, develop = (
        set(re.findall(r"^[a-z0-9._-]+==\S+", lock.read_text("utf-8"), flags=re.MULTILINE))
        for lock in (ROOT / "requirements/run.txt", ROOT / "requirements/dev.txt")
    )
    assert run - develop == set()


def test_the_layers_are_kept():
    lint_imports = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [lint_imports, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
