#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# How long it takes from the menu to the plug-in's dialog, against GIMP's own Despeckle: both in turns, in the real GIMP
# on a virtual screen. Prints the medians and their ratio; then how long the first swatches take, and how long a key has
# to wait while there is much to do. Usage: ./dev run tests/bench/dialog.sh [REPETITIONS]

set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
build=$(dirname "${NEURAL_STYLE_STAGE:?call this by ./dev run}")
system=$(pkg-config --variable=gimplibdir gimp-3.0)/plug-ins

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# shellcheck source=tests/plugin/profile.sh
. "$here/../plugin/profile.sh"
make_profile "$scratch" "$build" "$system"
ln -s "$system"/{despeckle,file-png} "$GIMP3_DIRECTORY/plug-ins/"

export NEURAL_STYLE_MODELS=$here/../../models
export GTK_MODULES=gail:atk-bridge
xvfb-run --auto-servernum --server-args "-screen 0 1400x1200x24" dbus-run-session -- \
    sh -c 'openbox & exec python3 "$@"' sh "$here/dialog.py" "$(command -v gimp)" "${1:-10}"
