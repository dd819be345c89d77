#!/usr/bin/env bash
# Makes .venv and installs the locked packages, and then the platform itself, into it. Its installation
# compiles the translations: see scripts/compile_translations.py.
set -euo pipefail
cd "$(dirname "$0")/.."

lock="$1"
pip=(.venv/bin/python -m pip --disable-pip-version-check)

find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3.11 python3.12 python3.13 python3.14 python3 python; do
        if [ -n "$candidate" ] && "$candidate" -c \
            'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            echo "$candidate"
            return
        fi
    done
    echo "Lauréat needs Python 3.11 or newer and found none: install it, or name it with PYTHON=/path/to/python." >&2
    return 1
}

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python="$(find_python)"
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        echo "$python has no venv module: install it (on Debian or Ubuntu: apt-get install python3-venv)." >&2
        exit 1
    fi
    echo "[1/3] Creating .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
else
    echo "[1/3] .venv is there, with $(.venv/bin/python --version)"
fi

total="$(grep -c '==' "$lock")"
echo "[2/3] Installing up to $total locked packages"
"${pip[@]}" install --require-hashes --only-binary :all: --requirement "$lock" |
    awk -v total="$total" '
        /^ *Collecting / { if (++count % 20 == 0) print "      " count " of " total " found"; fflush() }
        /^Installing collected packages/ { print "      unpacking"; fflush() }'

echo "[3/3] Installing Lauréat itself, its translations compiled"
"${pip[@]}" install --quiet --no-deps --no-build-isolation --editable .
