#!/usr/bin/env bash
# Prints the path of a Chromium, which the tests and the pictures of the documentation drive.
set -euo pipefail

find_browser() {
    local candidate
    for candidate in "${LAUREAT_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        if [ -n "$candidate" ] && command -v "$candidate"; then
            return 0
        fi
    done
    return 1
}

if find_browser; then
    exit 0
fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium, which the tests drive" >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq -o DPkg::Lock::Timeout=120 update >&2
    # DejaVu draws every French letter; Liberation stands in for the usual fonts of the web.
    apt-get -qq -o DPkg::Lock::Timeout=120 install -y --no-install-recommends \
        chromium fonts-dejavu-core fonts-liberation >&2
fi

if ! find_browser; then
    echo "The browser tests need Chromium: install it, or name one with LAUREAT_CHROMIUM=/path/to/chromium." >&2
    exit 1
fi
