#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails if a source is not laid out as .clang-format says. Versions of clang-format differ in details, so only the one
# of Debian 13 judges; others skip. Usage: test-format.sh PROJECT
set -euo pipefail
cd "$1"
if ! version=$(clang-format --version 2>/dev/null) || [[ $version != *"version 19."* ]]; then
    echo "skipped: clang-format 19 is not here"
    exit 77
fi
find core models plugin tests ui -name '*.cpp' -o -name '*.h' | xargs clang-format --dry-run -Werror
