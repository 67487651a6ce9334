#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the plug-in inside GIMP, without a window, on GIMP's own splash picture, with a soft selection and a generated
# style, and writes the picture and the layered file. Usage: demo.sh BUILD-FOLDER OUTPUT-FOLDER; `./dev demo` calls it in
# the build's environment, where the gimp-console on the PATH knows the plug-in.

set -euo pipefail
output=$(cd "$2" && pwd -P)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)

console=$(command -v gimp-console || command -v gimp-console-3.2 || command -v gimp-console-3.0) ||
    { echo "demo: gimp-console is not installed." >&2; exit 1; }
splash=
for candidate in /usr/share/gimp/3.*/images/gimp-splash.png /usr/share/gimp/3.*/images/*splash*; do
    [ ! -e "$candidate" ] || { splash=$candidate; break; }
done
[ -n "$splash" ] || { echo "demo: GIMP's splash picture is not installed (package gimp-data)." >&2; exit 1; }

# A profile of its own: the demo neither sees nor changes the user's GIMP.
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
export GIMP3_DIRECTORY=$profile DEMO_CONTENT=$splash DEMO_OUTPUT=$output
rm -f "$output"/neural-style-demo.{png,xcf}

echo "Painting $splash inside $("$console" --version | head -n 1) …"
started=$EPOCHREALTIME
"$console" --no-interface --batch-interpreter=plug-in-script-fu-eval --batch "(load \"$here/demo.scm\")" --quit \
    </dev/null >"$profile/log" 2>&1 || true
seconds=$(awk -v from="$started" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.1f", to - from }')
for result in "$output"/neural-style-demo.{png,xcf}; do
    [ -s "$result" ] || { cat "$profile/log" >&2; echo "demo: GIMP wrote no $result (its words are above)." >&2; exit 1; }
done
echo "GIMP, the plug-in and the two files took $seconds s:"
echo "  $output/neural-style-demo.png  the picture"
echo "  $output/neural-style-demo.xcf  its layers: the photograph below, the painted layer with its mask above"
