"""The benchmark's quick mode runs from end to end; how fast anything is, no test says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.takes_long

ROOT = Path(__file__).parents[2]
PATIENCE_IN_SECONDS = 300  # it takes some twenty where nothing else runs

SCENARIOS = {"call", "dossier", "section", "autosave", "submit", "list", "json-list"}


def test_every_act_is_measured_beside_the_floor(tmp_path):
    path = tmp_path / "results.json"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick", "--out", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_IN_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-4_000:]
    written = path.read_text("utf-8")
    results = json.loads(written)

    assert set(results["scenarios"]) == SCENARIOS
    for found in results["scenarios"].values():
        assert found["statements"] > 0
        assert set(found["connections"]) == {"1", "8"}
        for pair in found["connections"].values():
            assert pair["ratio"] > 0
            assert pair["platform"]["requests"] > 0
            assert pair["floor"]["requests"] > 0

    few, many = results["data"]["tenants"]
    assert few < many
    assert {pair["ratio"] > 0 for pair in results["tenants"].values()} == {True}

    acts = results["configuration"]
    assert set(acts) == {"load-and-lint", "compile", "validate", "back-test"}
    assert all(act["ms"] > 0 and act["ratio"] > 0 for act in acts.values())

    assert results["cores"] > 0
    assert results["python"]
    assert "/" not in written, "the results tell where they were measured"
